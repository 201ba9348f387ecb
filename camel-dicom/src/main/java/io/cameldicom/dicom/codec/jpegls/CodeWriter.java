package io.cameldicom.dicom.codec.jpegls;

import io.cameldicom.dicom.codec.CodecException;
import io.cameldicom.dicom.codec.marker.MarkerWriter;

/**
 * Gathers code words as plain bits; they get their stuffed bits (T.87 section A.1) when a scan or restart interval ends.
 */
final class CodeWriter {
    private final MarkerWriter out;

    /** Bits of the segment at hand; {@link ScanEncoder#encodeLine} writes here directly. */
    byte[] bits = new byte[1024];

    int bitBytes;
    /** The last bits, right-aligned, fewer than 32. */
    long held;

    int heldCount;

    CodeWriter(MarkerWriter out) {
        this.out = out;
    }

    /** Makes room for so many more bytes of code words. */
    void reserveBits(long more) throws CodecException {
        bits = MarkerWriter.grown(bits, bitBytes, more + 16);
    }

    /** @param count 0 to 32 */
    void put(int value, int count) {
        held = held << count | value & (1L << count) - 1;
        heldCount += count;
        if (heldCount >= 32) {
            heldCount -= 32;
            putInt((int) (held >>> heldCount));
        }
    }

    private void putInt(int value) {
        bits[bitBytes] = (byte) (value >> 24);
        bits[bitBytes + 1] = (byte) (value >> 16);
        bits[bitBytes + 2] = (byte) (value >> 8);
        bits[bitBytes + 3] = (byte) value;
        bitBytes += 4;
    }

    /** Ends a scan or restart interval: its bits are stuffed, filled up with zeros and written. */
    void endSegment() throws CodecException {
        int tail = (heldCount + 7) / 8;
        int filled = tail * 8 - heldCount;
        long rest = held << filled;
        for (int i = tail - 1; i >= 0; i--) {
            bits[bitBytes++] = (byte) (rest >>> (8 * i));
        }
        long total = bitBytes * 8L - filled;
        byte[] to = out.reserve(bitBytes + bitBytes / 7L + 2);
        int at = out.length();
        int window = 0;
        int count = 0;
        int width = 8;
        for (int i = 0; i < bitBytes; i++) {
            window = window << 8 | bits[i] & 0xFF;
            count += 8;
            while (count >= width) {
                count -= width;
                byte next = (byte) (window >> count & (1 << width) - 1);
                to[at++] = next;
                width = next == -1 ? 7 : 8;
            }
        }
        if (count > filled || width == 7 && total > 0) {
            to[at++] = (byte) (window << (width - count) & (1 << width) - 1);
        }
        out.length(at);
        bitBytes = 0;
        held = 0;
        heldCount = 0;
    }
}
