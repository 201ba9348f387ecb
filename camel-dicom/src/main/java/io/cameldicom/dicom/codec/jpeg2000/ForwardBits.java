package io.cameldicom.dicom.codec.jpeg2000;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Bits of a high-throughput code-block read from low to high and byte by byte upwards, a bit being stuffed in the byte
 * behind FF: MagSgn and SigProp (T.814 sections 7.1.2 and 7.1.5). Not thread-safe.
 */
final class ForwardBits {
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    /** The next bits, the first one lowest; {@link #fill} makes them at least 32. */
    long buffer;

    int count;
    private byte[] bytes;
    private int position;
    private int end;
    private int filler;
    private int last;

    /** @param filler the byte that follows for ever behind the end */
    void start(byte[] source, int from, int to, int filler) {
        bytes = source;
        position = from;
        end = to;
        this.filler = filler;
        buffer = 0;
        count = 0;
        last = 0;
    }

    void fill() {
        if (count >= 32) {
            return;
        }
        if (end - position >= 4 && last != 0xFF) {
            int word = (int) WORD.get(bytes, position);
            // no byte of it is FF
            if ((~word - 0x01010101 & word & 0x80808080) == 0) {
                buffer |= (word & 0xFFFFFFFFL) << count;
                count += 32;
                position += 4;
                last = 0;
                return;
            }
        }
        while (count < 32) {
            int next = position < end ? bytes[position++] & 0xFF : filler;
            if (last == 0xFF) {
                buffer |= (long) (next & 0x7F) << count;
                count += 7;
            } else {
                buffer |= (long) next << count;
                count += 8;
            }
            last = next;
        }
    }

    int readBit() {
        fill();
        int bit = (int) buffer & 1;
        skip(1);
        return bit;
    }

    void skip(int bits) {
        buffer >>>= bits;
        count -= bits;
    }
}
