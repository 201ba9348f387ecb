package io.cameldicom.dicom.ul;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/**
 * A connected byte stream that blocks. One thread reads at a time and one writes at a time; the other methods may be
 * called by any thread at any time, do not block, and end a read or write that is blocked.
 */
public interface Transport extends Closeable {

    /**
     * Reads at least one byte, as many as there are and fit.
     *
     * @return how many; -1 at the end of the stream
     */
    int read(ByteBuffer target) throws IOException;

    /** Writes all bytes of all buffers, leaving together what fits together. */
    void write(ByteBuffer... sources) throws IOException;

    /** Makes a reader, now and later, see the end of the stream. */
    void shutdownInput() throws IOException;

    /** Closes without waiting for anything. */
    @Override
    void close() throws IOException;

    InetSocketAddress remoteAddress();

    InetSocketAddress localAddress();
}
