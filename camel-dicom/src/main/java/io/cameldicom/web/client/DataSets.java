package io.cameldicom.web.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.json.DicomJsonException;
import io.cameldicom.dicom.json.JsonReader;
import io.cameldicom.web.MediaType;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The data sets of one response in DICOM JSON, each read when it is asked for. For one thread. */
final class DataSets implements Closeable {

    /** Of one data set without bulk data: far more than any has, and no more than the heap bears. */
    private static final int MOST_BYTES = 64 << 20;

    private static final JsonFactory JSON = new JsonFactory();

    private final WebResponse response;
    private final Metered metered;
    private final JsonParser json;
    private final JsonReader reader;

    /** @throws WebFailureException if the response is no DICOM JSON */
    DataSets(WebResponse response) throws IOException {
        this.response = response;
        try {
            MediaType type = response.contentType();
            if (!type.isSame(MediaType.DICOM_JSON) && !type.isSame(MediaType.JSON)) {
                throw response.unusable("with the media type " + type.essence());
            }
            this.metered = new Metered(response.body());
            this.json = JSON.createParser(metered);
            this.reader = new JsonReader(json);
        } catch (IOException e) {
            response.close();
            throw e;
        }
    }

    /** @return null after the last */
    Attributes next() throws IOException {
        metered.restart();
        try {
            return reader.nextDataset();
        } catch (DicomJsonException e) {
            throw response.unusable("with data sets that are not of the DICOM JSON model, " + e.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        json.close();
        response.close();
    }

    private static final class Metered extends FilterInputStream {

        private long count;

        Metered(InputStream in) {
            super(in);
        }

        void restart() {
            count = 0;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = super.read(target, offset, length);
            count += Math.max(0, read);
            if (count > MOST_BYTES) {
                throw new IOException("a data set of the response is longer than " + MOST_BYTES + " bytes");
            }
            return read;
        }
    }
}
