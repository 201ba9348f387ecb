package io.cameldicom.dicom.codec.rle;

import io.cameldicom.dicom.codec.CodecException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Encodes the segments of one frame (PS3.5 sections G.3.1, G.4 and G.5). */
final class RleEncoder {
    private static final int LONGEST_RUN = 128;
    /** Bytes behind a row that may be looked at, or written, before it is seen that they are none of it. */
    private static final int LOOK_AHEAD = 16;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] frame;
    private final RleSegments segments;
    private byte[] encoded;
    private int length;

    RleEncoder(byte[] frame, RleSegments segments) {
        this.frame = frame;
        this.segments = segments;
        this.encoded = new byte[RleSegments.HEADER_LENGTH + segments.length() / 2 + LONGEST_RUN];
    }

    ByteBuffer encode() throws CodecException {
        int[] offsets = new int[segments.count()];
        length = RleSegments.HEADER_LENGTH;
        int width = segments.rowLength();
        byte[] row = new byte[width + LOOK_AHEAD];
        for (int segment = 0; segment < offsets.length; segment++) {
            offsets[segment] = length;
            int from = segments.start(segment);
            for (int i = 0; i < segments.rows(); i++, from += width * segments.stride()) {
                gather(from, row, width);
                encodeRow(row, width);
            }
            if (length % 2 != 0) {
                reserve(1);
                encoded[length++] = 0;
            }
        }
        ByteBuffer header = ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(offsets.length);
        for (int offset : offsets) {
            header.putInt(offset);
        }
        return ByteBuffer.wrap(encoded, 0, length);
    }

    /** Takes a segment's row out of the frame; of two bytes a sample four at a time. */
    private void gather(int from, byte[] row, int width) {
        int stride = segments.stride();
        int at = 0;
        int in = from;
        if (stride == 1) {
            System.arraycopy(frame, from, row, 0, width);
            return;
        }
        if (stride == 2) {
            for (; at + 4 <= width && in + 8 <= frame.length; at += 4, in += 8) {
                long four = (long) LONG.get(frame, in) & 0x00FF_00FF_00FF_00FFL;
                four = (four | four >>> 8) & 0x0000_FFFF_0000_FFFFL;
                INT.set(row, at, (int) (four | four >>> 16));
            }
        }
        for (; at < width; at++, in += stride) {
            row[at] = frame[in];
        }
    }

    private void encodeRow(byte[] row, int width) throws CodecException {
        reserve(width + (width + LONGEST_RUN - 1) / LONGEST_RUN + LOOK_AHEAD);
        byte[] to = encoded;
        int out = length;
        int literal = 0;
        int at = 0;
        while (at < width) {
            int run = runLength(row, at, width);
            // a run of two within literals would cost as much as it saves, and a byte more if literals follow
            if (run > 2 || run == 2 && literal == at) {
                out = putLiteral(row, literal, at, to, out);
                for (; run > 1; run -= Math.min(run, LONGEST_RUN)) {
                    int count = Math.min(run, LONGEST_RUN);
                    to[out++] = (byte) (1 - count);
                    to[out++] = row[at];
                    at += count;
                }
                literal = at;
            } else {
                at = nextRun(row, at + run, width);
            }
        }
        length = putLiteral(row, literal, width, to, out);
    }

    /** How many bytes from here on are alike. */
    private static int runLength(byte[] row, int from, int width) {
        byte value = row[from];
        if (row[from + 1] != value) {
            return 1;
        }
        long all = (value & 0xFF) * 0x0101_0101_0101_0101L;
        int at = from + 1;
        while (at < width) {
            long different = (long) LONG.get(row, at) ^ all;
            if (different != 0) {
                at += Long.numberOfTrailingZeros(different) / Byte.SIZE;
                break;
            }
            at += Long.BYTES;
        }
        return Math.min(at, width) - from;
    }

    /** Where the next three bytes are alike, or the end of the row; eight places are looked at together. */
    private static int nextRun(byte[] row, int from, int width) {
        for (int at = from; at < width; at += Long.BYTES) {
            long here = (long) LONG.get(row, at);
            long next = (long) LONG.get(row, at + 1);
            long afterNext = (long) LONG.get(row, at + 2);
            long different = here ^ next | next ^ afterNext;
            // the lowest byte that is zero, by the borrow it takes
            long zeros = different - 0x0101_0101_0101_0101L & ~different & 0x8080_8080_8080_8080L;
            if (zeros != 0) {
                int run = at + Long.numberOfTrailingZeros(zeros) / Byte.SIZE;
                return run + 2 < width ? run : width;
            }
        }
        return width;
    }

    /** Writes up to {@link #LOOK_AHEAD} bytes more than it says, which what follows overwrites. */
    private static int putLiteral(byte[] row, int from, int end, byte[] to, int at) {
        int out = at;
        for (int start = from; start < end; start += LONGEST_RUN) {
            int count = Math.min(LONGEST_RUN, end - start);
            to[out++] = (byte) (count - 1);
            if (count <= Long.BYTES) {
                LONG.set(to, out, (long) LONG.get(row, start));
            } else {
                System.arraycopy(row, start, to, out, count);
            }
            out += count;
        }
        return out;
    }

    private void reserve(int more) throws CodecException {
        if (more > Integer.MAX_VALUE - 8 - length) {
            throw new CodecException("the frame does not fit 2 GiB in RLE");
        }
        if (more > encoded.length - length) {
            long wanted = Math.max(length + (long) more, length + (length >> 1) + 64L);
            encoded = Arrays.copyOf(encoded, (int) Math.min(wanted, Integer.MAX_VALUE - 8));
        }
    }
}
