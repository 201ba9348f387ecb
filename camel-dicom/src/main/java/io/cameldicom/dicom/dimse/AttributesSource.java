package io.cameldicom.dicom.dimse;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.io.DicomOutputStream;
import io.cameldicom.dicom.ul.PDataSink;
import io.cameldicom.dicom.ul.PDataSource;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * A data set in memory, encoded while it is sent. May be sent any number of times.
 *
 * @param attributes without group 0002; left as they are
 * @param transferSyntaxUid what to encode them in: the presentation context's
 */
public record AttributesSource(Attributes attributes, String transferSyntaxUid) implements PDataSource {
    public AttributesSource {
        Objects.requireNonNull(attributes, "attributes");
        Objects.requireNonNull(transferSyntaxUid, "transferSyntaxUid");
    }

    @Override
    public void writeTo(PDataSink sink) throws IOException {
        try (DicomOutputStream out =
                new DicomOutputStream(new SinkStream(sink), TransferSyntax.of(transferSyntaxUid))) {
            out.writeDataset(attributes);
        }
    }

    /** Not values of a patient. */
    @Override
    public String toString() {
        return "AttributesSource[" + attributes.size() + " elements, " + transferSyntaxUid + "]";
    }

    private static final class SinkStream extends OutputStream {
        private final PDataSink sink;

        private SinkStream(PDataSink sink) {
            this.sink = sink;
        }

        @Override
        public void write(int b) throws IOException {
            sink.write(ByteBuffer.wrap(new byte[] {(byte) b}));
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            sink.write(ByteBuffer.wrap(bytes, offset, length));
        }
    }
}
