package io.cameldicom.dicom.codec.jpegls;

import io.cameldicom.dicom.codec.CodecException;
import io.cameldicom.dicom.codec.EncodedFrame;
import io.cameldicom.dicom.codec.marker.MarkerReader;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The coded bits between two markers, without the bit that T.87 section A.1 stuffs after each byte of ones, so that they
 * can be read eight bytes at a time.
 */
final class EntropySegment {
    static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    /** Zero bytes after the last coded one, so that reading ahead needs no check. */
    static final int PADDING = 16;

    final byte[] bits;
    /** Bytes with coded bits; up to seven bits of the last may be filler. */
    final int length;
    /** Index in the frame's array of what ended the segment: a marker, or the frame's end. */
    final int end;

    private final int start;

    private EntropySegment(byte[] bits, int length, int start, int end) {
        this.bits = bits;
        this.length = length;
        this.start = start;
        this.end = end;
    }

    static EntropySegment at(EncodedFrame frame, int start) {
        byte[] source = frame.bytes();
        int end = MarkerReader.indexOfOnes(source, start, frame.end());
        boolean stuffed = false;
        while (end < frame.end() - 1 && source[end + 1] >= 0) {
            stuffed = true;
            end = MarkerReader.indexOfOnes(source, end + 2, frame.end());
        }
        byte[] bits = new byte[end - start + PADDING];
        int length = stuffed ? unstuff(source, start, end, bits) : copy(source, start, end, bits);
        return new EntropySegment(bits, length, start, end);
    }

    private static int copy(byte[] source, int start, int end, byte[] bits) {
        System.arraycopy(source, start, bits, 0, end - start);
        return end - start;
    }

    private static int unstuff(byte[] source, int start, int end, byte[] bits) {
        int out = 0;
        int held = 0;
        int count = 0;
        int previous = 0;
        for (int i = start; i < end; i++) {
            int value = source[i];
            int width = previous == -1 ? 7 : 8;
            held = held << width | value & 0xFF;
            count += width;
            if (count >= 8) {
                count -= 8;
                bits[out++] = (byte) (held >> count);
            }
            previous = value;
        }
        if (count > 0) {
            bits[out++] = (byte) (held << (8 - count));
        }
        return out;
    }

    /** The frame ended, or the next marker came, while more samples are due. */
    CodecException exhausted(EncodedFrame frame) {
        return new CodecException(
                end >= frame.end() - 1
                        ? "JPEG-LS scan is cut off: samples are missing"
                        : "JPEG-LS scan has fewer coded bits than samples, before the marker",
                end - frame.start());
    }

    /** A code word that no encoder writes. */
    CodecException broken(EncodedFrame frame, String what, int bytesRead) {
        return new CodecException(what, Math.min(start + bytesRead, end) - frame.start());
    }
}
