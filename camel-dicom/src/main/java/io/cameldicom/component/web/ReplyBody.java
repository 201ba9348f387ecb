package io.cameldicom.component.web;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The body of an answer while the server sends it, closed once: at its end, when it fails, or when the client is gone. One that
 * fails ends the connection, for the server would leave the client waiting. Thread-safe.
 */
final class ReplyBody extends InputStream {

    private static final Logger LOG = LoggerFactory.getLogger(ReplyBody.class);

    private final InputStream body;
    private final WebRequest request;
    private final Runnable whenSent;
    /** Who closes may be another than who reads. */
    private final ReentrantLock lock = new ReentrantLock();

    private boolean closed;

    /** @param whenSent called once, when nothing more is taken from the body */
    ReplyBody(InputStream body, WebRequest request, Runnable whenSent) {
        this.body = body;
        this.request = request;
        this.whenSent = whenSent;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        lock.lock();
        try {
            return closed ? -1 : body.read(target, offset, length);
        } catch (IOException | RuntimeException e) {
            LOG.warn("An answer broke off: {}", e.toString());
            request.abort();
            close();
            throw e;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int available() throws IOException {
        lock.lock();
        try {
            return closed ? 0 : body.available();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (!closed) {
                closed = true;
                try (body) {
                    whenSent.run();
                } catch (IOException e) {
                    LOG.debug("The body of an answer could not be closed", e);
                }
            }
        } finally {
            lock.unlock();
        }
    }
}
