package io.cameldicom.dicom.codec.rle;

import io.cameldicom.dicom.codec.CodecException;
import io.cameldicom.dicom.codec.EncodedFrame;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Decodes the segments of one frame (PS3.5 sections G.3.2 and G.5). */
final class RleDecoder {
    /** Bytes that short runs are copied with, however many of them they have. */
    private static final int LOOK_AHEAD = 16;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final EncodedFrame frame;
    private final RleSegments segments;
    private final byte[] target;

    RleDecoder(EncodedFrame frame, RleSegments segments, byte[] target) {
        this.frame = frame;
        this.segments = segments;
        this.target = target;
    }

    void decode() throws CodecException {
        if (frame.length() < RleSegments.HEADER_LENGTH) {
            throw new CodecException("RLE header is cut off: 64 bytes needed", frame.length());
        }
        ByteBuffer header = ByteBuffer.wrap(frame.bytes(), frame.start(), RleSegments.HEADER_LENGTH)
                .order(ByteOrder.LITTLE_ENDIAN);
        int count = header.getInt();
        if (count != segments.count()) {
            throw new CodecException(
                    "RLE header has " + Integer.toUnsignedString(count) + " segments, the attributes make it "
                            + segments.count(),
                    0);
        }
        int[] bounds = new int[count + 1];
        bounds[count] = frame.length();
        int least = RleSegments.HEADER_LENGTH;
        for (int i = 0; i < count; i++) {
            bounds[i] = header.getInt();
            if (bounds[i] < least || bounds[i] > frame.length()) {
                throw new CodecException(
                        "offset of RLE segment " + (i + 1) + " is outside the frame or before its predecessor's",
                        4 + 4 * i);
            }
            least = bounds[i];
        }
        // bytes that lie together are decoded faster, which pays for taking them apart
        boolean words = count == 2 && segments.stride() == 2;
        byte[] to = words ? new byte[2 * segments.length() + LOOK_AHEAD] : target;
        for (int i = 0; i < count; i++) {
            int end = frame.start() + bounds[i + 1];
            if (words) {
                decodeSegment(i, frame.start() + bounds[i], end, to, i * segments.length());
            } else if (segments.stride() == 1) {
                decodeSegment(i, frame.start() + bounds[i], end, to, segments.start(i));
            } else {
                decodeSpread(i, frame.start() + bounds[i], end);
            }
        }
        if (words) {
            joinWords(to, segments.length(), target);
        }
    }

    /**
     * Decodes a segment to bytes that lie together. What follows its last byte is padding and not looked at. Bytes behind
     * a run may be overwritten, those of the next run.
     */
    private void decodeSegment(int segment, int start, int end, byte[] to, int from) throws CodecException {
        byte[] source = frame.bytes();
        int in = start;
        int out = from;
        int stop = from + segments.length();
        while (out < stop) {
            if (in >= end) {
                throw endsEarly(segment, stop - out, in);
            }
            int control = source[in++];
            if (control >= 0) {
                int length = control + 1;
                if (length > stop - out || length > end - in) {
                    throw tooLong("literal", length > stop - out, segment, in);
                }
                if (length <= LOOK_AHEAD && in + LOOK_AHEAD <= source.length && out + LOOK_AHEAD <= to.length) {
                    LONG.set(to, out, (long) LONG.get(source, in));
                    LONG.set(to, out + Long.BYTES, (long) LONG.get(source, in + Long.BYTES));
                } else {
                    System.arraycopy(source, in, to, out, length);
                }
                in += length;
                out += length;
            } else if (control != Byte.MIN_VALUE) {
                int length = 1 - control;
                if (length > stop - out || in >= end) {
                    throw tooLong("replicate", length > stop - out, segment, in);
                }
                byte value = source[in++];
                if (length <= LOOK_AHEAD && out + LOOK_AHEAD <= to.length) {
                    long all = (value & 0xFF) * 0x0101_0101_0101_0101L;
                    LONG.set(to, out, all);
                    LONG.set(to, out + Long.BYTES, all);
                } else {
                    Arrays.fill(to, out, out + length, value);
                }
                out += length;
            }
        }
    }

    /** High bytes and low ones to words, four at a time. */
    private static void joinWords(byte[] bytes, int count, byte[] to) {
        int x = 0;
        for (; x + 3 < count; x += 4) {
            LONG.set(to, 2 * x, spread((int) INT.get(bytes, count + x)) | spread((int) INT.get(bytes, x)) << Byte.SIZE);
        }
        for (; x < count; x++) {
            to[2 * x] = bytes[count + x];
            to[2 * x + 1] = bytes[x];
        }
    }

    /** Four bytes, each in the low half of a word. */
    private static long spread(int four) {
        long spread = four & 0xFFFF_FFFFL;
        spread = (spread | spread << 16) & 0x0000_FFFF_0000_FFFFL;
        return (spread | spread << 8) & 0x00FF_00FF_00FF_00FFL;
    }

    /** Decodes a segment to bytes that lie apart. */
    private void decodeSpread(int segment, int start, int end) throws CodecException {
        byte[] source = frame.bytes();
        byte[] to = target;
        int stride = segments.stride();
        int in = start;
        int out = segments.start(segment);
        int left = segments.length();
        while (left > 0) {
            if (in >= end) {
                throw endsEarly(segment, left, in);
            }
            int control = source[in++];
            if (control >= 0) {
                int length = control + 1;
                if (length > left || length > end - in) {
                    throw tooLong("literal", length > left, segment, in);
                }
                left -= length;
                for (int stop = in + length; in < stop; out += stride) {
                    to[out] = source[in++];
                }
            } else if (control != Byte.MIN_VALUE) {
                int length = 1 - control;
                if (length > left || in >= end) {
                    throw tooLong("replicate", length > left, segment, in);
                }
                left -= length;
                byte value = source[in++];
                for (int stop = out + length * stride; out < stop; out += stride) {
                    to[out] = value;
                }
            }
        }
    }

    private CodecException endsEarly(int segment, int missing, int at) {
        return broken("ends " + missing + " bytes early", segment, at);
    }

    private CodecException tooLong(String run, boolean forPlane, int segment, int at) {
        return broken("has a " + run + " run longer than " + (forPlane ? "its plane" : "its data"), segment, at);
    }

    private CodecException broken(String what, int segment, int at) {
        return new CodecException("RLE segment " + (segment + 1) + " " + what, at - frame.start());
    }
}
