package io.cameldicom.dicom.io;

import java.io.IOException;
import java.io.InputStream;

/** What a buffer still holds, then what follows in the stream behind it. */
final class RestOfSource extends InputStream {

    private final byte[] buffer;
    private int position;
    private final int limit;
    private final InputStream in;

    RestOfSource(byte[] buffer, int position, int limit, InputStream inOrNull) {
        this.buffer = buffer;
        this.position = position;
        this.limit = limit;
        this.in = inOrNull;
    }

    @Override
    public int read() throws IOException {
        if (position < limit) {
            return buffer[position++] & 0xFF;
        }
        return in == null ? -1 : in.read();
    }

    @Override
    public int read(byte[] b, int off, int len) throws IOException {
        if (len == 0) {
            return 0;
        }
        if (position < limit) {
            int count = Math.min(len, limit - position);
            System.arraycopy(buffer, position, b, off, count);
            position += count;
            return count;
        }
        return in == null ? -1 : in.read(b, off, len);
    }

    @Override
    public void close() throws IOException {
        if (in != null) {
            in.close();
        }
    }
}
