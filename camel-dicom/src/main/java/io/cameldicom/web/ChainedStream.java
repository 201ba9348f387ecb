package io.cameldicom.web;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/**
 * One stream of many, each made when the one before it has ended: a response whose parts are read, or converted, while it is
 * sent. A failure of one ends the whole, before its end, so that nobody takes a part for all. For one thread at a time.
 */
public final class ChainedStream extends InputStream {

    /** Makes the streams. */
    @FunctionalInterface
    public interface Parts extends Closeable {

        /** The next stream, closed when it has been read; null after the last. */
        InputStream next() throws IOException;

        /** Called once, whether all streams were asked for or not. */
        @Override
        default void close() throws IOException {}
    }

    private final Parts parts;
    private InputStream current = InputStream.nullInputStream();
    private boolean ended;
    private boolean closed;

    public ChainedStream(Parts parts) {
        this.parts = parts;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (!ended) {
            int count = current.read(target, offset, length);
            if (count >= 0) {
                return count;
            }
            current.close();
            InputStream next = parts.next();
            if (next == null) {
                ended = true;
                current = InputStream.nullInputStream();
                close();
            } else {
                current = next;
            }
        }
        return -1;
    }

    /** More than nothing while there may be more, so that those who ask first do read. */
    @Override
    public int available() throws IOException {
        return ended ? 0 : Math.max(1, current.available());
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            ended = true;
            try (Closeable source = parts) {
                current.close();
            }
        }
    }
}
