package io.cameldicom.dicom.codec.jpeg;

import io.cameldicom.dicom.codec.CodecException;
import io.cameldicom.dicom.codec.marker.MarkerWriter;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Gathers codes as plain bits; they get their stuffed zero bytes (T.81 section B.1.1.5) when a scan or restart interval
 * ends.
 */
final class BitWriter {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private final MarkerWriter out;
    private byte[] bits = new byte[1024];
    private int length;
    private long held;
    private int heldCount;

    BitWriter(MarkerWriter out) {
        this.out = out;
    }

    /** Makes room for so many more bytes of codes. */
    void reserve(long more) throws CodecException {
        bits = MarkerWriter.grown(bits, length, more + 16);
    }

    /**
     * @param value right-aligned, with no bits above the count
     * @param count 0 to 32
     */
    void put(int value, int count) {
        held = held << count | value;
        heldCount += count;
        if (heldCount >= 32) {
            heldCount -= 32;
            INT.set(bits, length, (int) (held >>> heldCount));
            length += 4;
        }
    }

    /** Writes so many differences of the lossless process; makes room for them. */
    void put(short[] differences, int from, int count, DifferenceCodes codes) throws CodecException {
        reserve((long) count * (DifferenceCodes.LONGEST / Byte.SIZE));
        final byte[] to = bits;
        int at = length;
        long window = held;
        int windowCount = heldCount;
        for (int i = from; i < from + count; i++) {
            long code = codes.of(differences[i]);
            window = window << code | code >>> 8;
            windowCount += (int) code & 0xFF;
            if (windowCount >= 32) {
                windowCount -= 32;
                INT.set(to, at, (int) (window >>> windowCount));
                at += 4;
            }
        }
        length = at;
        held = window;
        heldCount = windowCount;
    }

    /** Ends a scan or restart interval: its bits are filled up with ones, stuffed and written. */
    void endSegment() throws CodecException {
        reserve(0);
        int fill = -heldCount & 7;
        put((1 << fill) - 1, fill);
        while (heldCount > 0) {
            heldCount -= 8;
            bits[length++] = (byte) (held >>> heldCount);
        }
        byte[] to = out.reserve(2L * length);
        int at = out.length();
        for (int i = 0; i < length; i++) {
            byte next = bits[i];
            to[at++] = next;
            if (next == -1) {
                to[at++] = 0;
            }
        }
        out.length(at);
        length = 0;
        held = 0;
    }
}
