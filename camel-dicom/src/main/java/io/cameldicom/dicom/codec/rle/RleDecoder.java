package io.cameldicom.dicom.codec.rle;

import io.cameldicom.dicom.codec.CodecException;
import io.cameldicom.dicom.codec.EncodedFrame;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Decodes the segments of one frame (PS3.5 sections G.3.2 and G.5). */
final class RleDecoder {
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
        for (int i = 0; i < count; i++) {
            decodeSegment(i, frame.start() + bounds[i], frame.start() + bounds[i + 1]);
        }
    }

    /** What follows the last byte of the plane is padding and not looked at. */
    private void decodeSegment(int segment, int start, int end) throws CodecException {
        byte[] source = frame.bytes();
        byte[] to = target;
        int stride = segments.stride();
        int in = start;
        int out = segments.start(segment);
        int left = segments.length();
        while (left > 0) {
            if (in >= end) {
                throw broken("ends " + left + " bytes early", segment, in);
            }
            int control = source[in++];
            if (control >= 0) {
                int length = control + 1;
                if (length > left || length > end - in) {
                    throw broken(
                            "has a literal run longer than " + (length > left ? "its plane" : "its data"), segment, in);
                }
                left -= length;
                if (stride == 1) {
                    System.arraycopy(source, in, to, out, length);
                    in += length;
                    out += length;
                } else {
                    for (int stop = in + length; in < stop; out += stride) {
                        to[out] = source[in++];
                    }
                }
            } else if (control != Byte.MIN_VALUE) {
                int length = 1 - control;
                if (length > left || in >= end) {
                    throw broken(
                            "has a replicate run longer than " + (length > left ? "its plane" : "its data"),
                            segment,
                            in);
                }
                left -= length;
                byte value = source[in++];
                for (int stop = out + length * stride; out < stop; out += stride) {
                    to[out] = value;
                }
            }
        }
    }

    private CodecException broken(String what, int segment, int at) {
        return new CodecException("RLE segment " + (segment + 1) + " " + what, at - frame.start());
    }
}
