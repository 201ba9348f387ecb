package io.cameldicom.dicom.io;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.TransferSyntax;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * Writes file meta information and data sets, and whatever bytes are to follow them as they are, such as the untouched
 * rest of a file.
 *
 * <p>Order: {@link #writeFileMetaInformation} at most once and first, then data sets and bytes, then {@link #finish} or
 * {@link #close}. Not thread-safe.
 */
public final class DicomOutputStream extends OutputStream {

    private final OutputStream out;
    private final TransferSyntax transferSyntax;
    private ByteSink sink;
    private Deflater deflater;
    private DeflaterOutputStream deflating;
    private boolean finished;

    /** A writer in this transfer syntax. Pixel data is written as the data set has it: nothing is compressed or decompressed. */
    public DicomOutputStream(OutputStream out, TransferSyntax transferSyntax) {
        this.out = out;
        this.transferSyntax = transferSyntax;
    }

    /** The data set as it would be written. */
    public static byte[] encode(Attributes attributes, TransferSyntax transferSyntax) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DicomOutputStream out = new DicomOutputStream(bytes, transferSyntax)) {
            out.writeDataset(attributes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Bytes the data set takes in this transfer syntax before any deflating. */
    public static long lengthOf(Attributes attributes, TransferSyntax transferSyntax) {
        try {
            return new EncodedLengths().measure(attributes, transferSyntax.explicitVr(), transferSyntax.bigEndian());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes preamble, prefix and group 0002, which are never deflated. */
    public void writeFileMetaInformation(FileMetaInformation fileMetaInformation) throws IOException {
        if (sink != null) {
            throw new IllegalStateException("file meta information comes before the data set");
        }
        out.write(fileMetaInformation.toBytes());
    }

    /**
     * Writes a data set. Elements that are as they were read in this kind of encoding come out byte for byte.
     *
     * @throws IOException also when bulk data cannot be read
     */
    public void writeDataset(Attributes attributes) throws IOException {
        boolean explicitVr = transferSyntax.explicitVr();
        boolean bigEndian = transferSyntax.bigEndian();
        EncodedLengths lengths = new EncodedLengths();
        lengths.measure(attributes, explicitVr, bigEndian);
        attributes.accept(new ElementWriter(sink(), lengths, attributes, explicitVr, bigEndian));
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    /** Writes bytes of a data set that is encoded already. */
    @Override
    public void write(byte[] b, int off, int len) throws IOException {
        sink().write(b, off, len);
    }

    private ByteSink sink() {
        if (sink == null) {
            if (transferSyntax.deflated()) {
                deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
                deflating = new DeflaterOutputStream(out, deflater);
                sink = new ByteSink(deflating);
            } else {
                sink = new ByteSink(out);
            }
        }
        return sink;
    }

    @Override
    public void flush() throws IOException {
        if (sink != null && !finished) {
            sink.drain();
        }
        out.flush();
    }

    /** Writes what is pending and ends a deflated stream, at even length (PS3.5 A.5); the stream below stays open. */
    public void finish() throws IOException {
        if (finished || sink == null) {
            return;
        }
        sink.drain();
        finished = true;
        if (deflating != null) {
            deflating.finish();
            if ((deflater.getBytesWritten() & 1) != 0) {
                out.write(0);
            }
            deflater.end();
        }
    }

    @Override
    public void close() throws IOException {
        try (out) {
            finish();
        } finally {
            if (deflater != null) {
                deflater.end();
            }
        }
    }
}
