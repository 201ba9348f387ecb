package io.cameldicom.dicom.codec.jpeg2000;

/**
 * Bits of a high-throughput code-block read from low to high and byte by byte downwards, a bit being stuffed in a byte
 * of seven ones above which there is one greater than 8F: VLC and MagRef (T.814 sections 7.1.4 and 7.1.6). What would
 * follow the last byte is zeros. Not thread-safe.
 */
final class BackwardBits {
    /** The next bits, the first one lowest; {@link #fill} makes them at least 48. */
    long buffer;

    private int count;
    private byte[] bytes;
    private int position;
    private int end;
    private int last;

    /**
     * Starts at a byte.
     *
     * @param to the last byte
     * @param above the byte above the first one
     */
    void start(byte[] source, int from, int to, int above) {
        bytes = source;
        position = from;
        end = to;
        last = above;
        buffer = 0;
        count = 0;
    }

    /** Starts below the byte of which the upper half is the first to be read (initVLC). */
    void startAtHalf(byte[] source, int half, int to) {
        int above = source[half] & 0xFF | 0xF;
        start(source, half - 1, to, above);
        buffer = above >> 4;
        count = (buffer & 7) == 7 ? 3 : 4;
        buffer &= (1 << count) - 1;
    }

    void fill() {
        while (count < 48) {
            int next = position >= end ? bytes[position--] & 0xFF : 0;
            if (last > 0x8F && (next & 0x7F) == 0x7F) {
                buffer |= 0x7FL << count;
                count += 7;
            } else {
                buffer |= (long) next << count;
                count += 8;
            }
            last = next;
        }
    }

    int readBit() {
        return readBits(1);
    }

    /** @param bits at most what {@link #fill} has left */
    int readBits(int bits) {
        int value = (int) buffer & (1 << bits) - 1;
        skip(bits);
        return value;
    }

    void skip(int bits) {
        buffer >>>= bits;
        count -= bits;
    }
}
