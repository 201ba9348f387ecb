package io.cameldicom.component.web;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The body of a request up to the largest allowed. What fails here failed at the peer: it is a {@link BrokenException}, a
 * {@link SlowException} or a {@link TooLargeException}, and nothing else is. For one thread.
 */
final class RequestBody extends FilterInputStream {

    /** The peer is gone, or what it sends is not HTTP. */
    static class BrokenException extends IOException {
        BrokenException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The peer takes too long. */
    static final class SlowException extends BrokenException {
        SlowException(String message) {
            super(message, null);
        }
    }

    /** There is more than allowed. */
    static final class TooLargeException extends BrokenException {
        TooLargeException(long most) {
            super("The request is larger than the " + most + " bytes allowed", null);
        }
    }

    private final long most;
    private long count;

    RequestBody(InputStream in, long most) {
        super(in);
        this.most = most;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read;
        try {
            read = super.read(target, offset, length);
        } catch (BrokenException e) {
            throw e;
        } catch (IOException e) {
            throw new BrokenException("The body of the request broke off", e);
        }
        if (read > 0) {
            count += read;
            if (count > most) {
                throw new TooLargeException(most);
            }
        }
        return read;
    }

    @Override
    public long skip(long count) {
        return 0; // whoever skips reads, which is counted
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
