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
