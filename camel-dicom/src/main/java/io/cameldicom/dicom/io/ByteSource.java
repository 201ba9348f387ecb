package io.cameldicom.dicom.io;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The bytes under a parser: an array as it is, or a stream through a buffer. Headers are looked at in place; a value
 * is given as a span of the array or, from a stream, of memory taken only as far as bytes have come.
 */
final class ByteSource {

    private static final int BUFFER = 16 * 1024;
    private static final int PAGE = 8 * 1024;
    /** Values up to this many bytes share a page. */
    private static final int SMALL = 512;

    private static final int FIRST_CHUNK = 64 * 1024;

    private final InputStream in;
    private byte[] buffer;
    private int position;
    private int limit;
    /** Offset in the stream of the first byte in the buffer. */
    private long base;

    private byte[] page = {};
    private int pagePosition;

    private byte[] valueArray;
    private int valueOffset;

    ByteSource(InputStream in) {
        this.in = in;
        this.buffer = new byte[BUFFER];
    }

    ByteSource(byte[] array, int offset, int length) {
        this.in = null;
        this.buffer = array;
        this.position = offset;
        this.limit = offset + length;
        this.base = -offset;
    }

    /** A source over what an inflater gives, counting on from here. */
    ByteSource(InputStream in, long position) {
        this(in);
        this.base = position;
    }

    long position() {
        return base + position;
    }

    byte[] buffer() {
        return buffer;
    }

    /** Where the next byte is in {@link #buffer}. */
    int index() {
        return position;
    }

    /** Bytes in the buffer, which may be fewer than the stream still has. */
    int buffered() {
        return limit - position;
    }

    /** Tries to have {@code count} bytes (a few) in the buffer; false when the stream has fewer left. */
    boolean has(int count) throws IOException {
        return limit - position >= count || fill(count);
    }

    private boolean fill(int count) throws IOException {
        if (in == null) {
            return false;
        }
        if (buffer.length - position < count) {
            System.arraycopy(buffer, position, buffer, 0, limit - position);
            base += position;
            limit -= position;
            position = 0;
        }
        while (limit - position < count) {
            int read = in.read(buffer, limit, buffer.length - limit);
            if (read < 0) {
                return false;
            }
            limit += read;
        }
        return true;
    }

    void consume(int count) {
        position += count;
    }

    /** Whether a value of this length takes memory of its own. */
    boolean allocates() {
        return in != null;
    }

    /**
     * Takes the next bytes; {@link #valueArray} and {@link #valueOffset} tell where they are.
     *
     * @return false when the stream ends before
     */
    boolean take(int length) throws IOException {
        if (in == null) {
            valueArray = buffer;
            valueOffset = position;
            if (limit - position < length) {
                return false;
            }
            position += length;
            return true;
        }
        return length <= SMALL ? takeSmall(length) : takeLarge(length);
    }

    private boolean takeSmall(int length) throws IOException {
        if (!has(length)) {
            return false;
        }
        if (page.length - pagePosition < length) {
            page = new byte[PAGE];
            pagePosition = 0;
        }
        System.arraycopy(buffer, position, page, pagePosition, length);
        valueArray = page;
        valueOffset = pagePosition;
        pagePosition += length;
        position += length;
        return true;
    }

    private boolean takeLarge(int length) throws IOException {
        byte[] value = new byte[Math.min(length, FIRST_CHUNK)];
        int filled = Math.min(limit - position, value.length);
        System.arraycopy(buffer, position, value, 0, filled);
        position += filled;
        while (filled < length) {
            if (filled == value.length) {
                value = Arrays.copyOf(value, (int) Math.min(length, value.length * 2L));
            }
            int read = readInto(value, filled);
            if (read < 0) {
                return false;
            }
            filled += read;
        }
        valueArray = value;
        valueOffset = 0;
        return true;
    }

    private int readInto(byte[] value, int from) throws IOException {
        if (position < limit) {
            int count = Math.min(limit - position, value.length - from);
            System.arraycopy(buffer, position, value, from, count);
            position += count;
            return count;
        }
        int read = in.read(value, from, value.length - from);
        base += Math.max(read, 0);
        return read;
    }

    byte[] valueArray() {
        return valueArray;
    }

    int valueOffset() {
        return valueOffset;
    }

    /** Passes over bytes; false when the stream ends before. */
    boolean skip(long count) throws IOException {
        int inBuffer = (int) Math.min(count, limit - position);
        position += inBuffer;
        long left = count - inBuffer;
        // the last byte is read: skip may go past the end of a file without telling
        while (left > 0 && in != null) {
            long skipped = left > 1 ? in.skip(left - 1) : 0;
            if (skipped <= 0) {
                if (in.read() < 0) {
                    return false;
                }
                skipped = 1;
            }
            base += skipped;
            left -= skipped;
        }
        return left == 0;
    }

    /** The bytes not yet taken, as a stream; this source is not to be used afterwards. */
    InputStream rest() {
        return new RestOfSource(buffer, position, limit, in);
    }
}
