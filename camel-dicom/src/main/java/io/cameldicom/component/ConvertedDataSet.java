package io.cameldicom.component;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.io.DicomInputStream;
import io.cameldicom.dicom.io.DicomOutputStream;
import io.cameldicom.dicom.ul.PDataSink;
import io.cameldicom.dicom.ul.PDataSource;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/**
 * An object's data set in another uncompressed or deflated transfer syntax, made while it is sent. Long values stay in
 * the file and pass through a buffer.
 */
final class ConvertedDataSet implements PDataSource {

    private static final int BUFFER = 64 * 1024;

    private final DicomObject object;
    private final TransferSyntax target;

    ConvertedDataSet(DicomObject object, TransferSyntax target) {
        this.object = object;
        this.target = target;
    }

    /** Whether pixel data means the same in both: native in both, or the two are the same. */
    static boolean isPossible(TransferSyntax from, TransferSyntax to) {
        return from.equals(to) || isNative(from) && isNative(to);
    }

    private static boolean isNative(TransferSyntax syntax) {
        return syntax.known() && !syntax.encapsulated();
    }

    @Override
    public void writeTo(PDataSink sink) throws IOException {
        DataSetBytes source = object.dataSet();
        TransferSyntax syntax = object.transferSyntax();
        SpoolFile temporary = null;
        try {
            if (syntax.deflated() || source instanceof DataSetBytes.Joined) {
                // A place where values can be referred to, since they may not fit into memory.
                source = plain(source, syntax);
                syntax = syntax.deflated() ? TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN : syntax;
                temporary = source instanceof DataSetBytes.InFile inFile ? inFile.file() : null;
            }
            convert(source, syntax, sink);
        } finally {
            if (temporary != null) {
                temporary.release();
            }
        }
    }

    private DataSetBytes plain(DataSetBytes source, TransferSyntax syntax) throws IOException {
        SpoolingOutputStream plain = new SpoolingOutputStream(object.spool());
        try (DicomInputStream in = new DicomInputStream(source.openStream(), syntax);
                InputStream bytes = in.rest()) {
            bytes.transferTo(plain);
            return plain.bytes();
        } catch (IOException | RuntimeException e) {
            plain.discard();
            throw e;
        }
    }

    private void convert(DataSetBytes source, TransferSyntax syntax, PDataSink sink) throws IOException {
        try (DicomInputStream in = DataSetHead.open(source, syntax)) {
            Attributes attributes = in.readDataset();
            DicomOutputStream out =
                    new DicomOutputStream(new BufferedOutputStream(new SinkStream(sink), BUFFER), target);
            out.writeDataset(attributes);
            out.close();
        }
    }

    private static final class SinkStream extends OutputStream {

        private final PDataSink sink;

        SinkStream(PDataSink sink) {
            this.sink = sink;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            sink.write(ByteBuffer.wrap(bytes, offset, length));
        }
    }
}
