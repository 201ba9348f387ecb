package io.cameldicom.dicom.ul;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLSession;

/**
 * A connected byte stream that blocks. One thread reads at a time and one writes at a time; the other methods may be
 * called by any thread at any time, do not block, and end a read or write that is blocked.
 */
public interface Transport extends Closeable {

    /**
     * Does what comes before the first byte of DICOM, such as a TLS handshake. Called once, by the thread that reads
     * and writes then; blocks.
     *
     * @throws javax.net.ssl.SSLException if both sides do not come to terms
     */
    default void handshake() throws IOException {}

    /**
     * Reads at least one byte, as many as there are and fit.
     *
     * @return how many; -1 at the end of the stream
     */
    int read(ByteBuffer target) throws IOException;

    /** Writes all bytes of all buffers, leaving together what fits together. */
    void write(ByteBuffer... sources) throws IOException;

    /**
     * Tells the peer that nothing more will be written, where there is a way to: close_notify of TLS, or the alert that
     * says why it ends. Blocks as {@link #write} does, and counts as one.
     */
    default void endOutput() throws IOException {}

    /** Makes a reader, now and later, see the end of the stream. */
    void shutdownInput() throws IOException;

    /** Closes without waiting for anything. */
    @Override
    void close() throws IOException;

    InetSocketAddress remoteAddress();

    InetSocketAddress localAddress();

    /** What TLS has agreed on, with the peer's certificates; null without TLS and before the handshake is done. */
    default SSLSession tlsSession() {
        return null;
    }
}
