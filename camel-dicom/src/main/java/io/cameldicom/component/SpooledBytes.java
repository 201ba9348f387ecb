package io.cameldicom.component;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;

/**
 * Bytes that a step has made, as a message body: in memory if they are few, else in a file of the spool that lives as long
 * as the exchanges that hold it. Read as often as wanted, by any number of threads.
 */
public final class SpooledBytes implements StreamCache {

    /** Makes the bytes. */
    @FunctionalInterface
    public interface Writer {
        void writeTo(OutputStream out) throws Exception;
    }

    private final DataSetBytes bytes;

    private SpooledBytes(DataSetBytes bytes) {
        this.bytes = bytes;
    }

    /** What is written, held by the exchange. */
    public static SpooledBytes of(Exchange exchange, Writer writer) throws Exception {
        SpoolingOutputStream out = new SpoolingOutputStream(DicomConverter.spool(exchange));
        try {
            writer.writeTo(out);
            SpooledBytes written = new SpooledBytes(out.bytes());
            written.bytes.files().forEach(file -> DicomObject.releaseWhenDone(exchange, file));
            return written;
        } catch (Exception e) {
            out.discard();
            throw e;
        }
    }

    /** The bytes from their start, to be closed by the caller. */
    public InputStream openStream() throws IOException {
        return bytes.openStream();
    }

    @Override
    public void reset() {
        // every stream starts at the beginning
    }

    @Override
    public void writeTo(OutputStream target) throws IOException {
        try (InputStream stream = openStream()) {
            stream.transferTo(target);
        }
    }

    @Override
    public StreamCache copy(Exchange exchange) {
        if (exchange != null) {
            for (SpoolFile file : bytes.files()) {
                file.retain();
                DicomObject.releaseWhenDone(exchange, file);
            }
        }
        return this;
    }

    @Override
    public boolean inMemory() {
        return bytes.files().isEmpty();
    }

    @Override
    public long length() {
        return bytes.length();
    }

    @Override
    public long position() {
        return -1;
    }

    @Override
    public String toString() {
        return "SpooledBytes[" + length() + " bytes]";
    }
}
