package io.cameldicom.dicom.codec.jpeg;

import io.cameldicom.dicom.codec.CodecException;
import io.cameldicom.dicom.codec.EncodedFrame;
import io.cameldicom.dicom.codec.marker.MarkerReader;

/**
 * The entropy-coded bytes between two markers, without the zero byte that T.81 section B.1.1.5 stuffs after each byte of
 * ones, so that they can be read eight bytes at a time.
 */
final class EntropySegment {
    /** Zero bytes after the last coded one, so that reading ahead needs no check. */
    static final int PADDING = 16;

    final byte[] bits;
    final int length;
    /** Index in the frame's array of what ended the segment: a marker, or the frame's end. */
    final int end;

    private EntropySegment(byte[] bits, int length, int end) {
        this.bits = bits;
        this.length = length;
        this.end = end;
    }

    static EntropySegment at(EncodedFrame frame, int start) {
        byte[] source = frame.bytes();
        int end = MarkerReader.indexOfOnes(source, start, frame.end());
        int stuffed = 0;
        while (end < frame.end() - 1 && source[end + 1] == 0) {
            stuffed++;
            end = MarkerReader.indexOfOnes(source, end + 2, frame.end());
        }
        byte[] bits = new byte[end - start - stuffed + PADDING];
        int out = 0;
        int from = start;
        for (; stuffed > 0; stuffed--) {
            int ones = MarkerReader.indexOfOnes(source, from, end);
            System.arraycopy(source, from, bits, out, ones + 1 - from);
            out += ones + 1 - from;
            from = ones + 2;
        }
        System.arraycopy(source, from, bits, out, end - from);
        return new EntropySegment(bits, out + end - from, end);
    }

    /** The frame ended, or the next marker came, while more samples are due. */
    CodecException exhausted(EncodedFrame frame) {
        return new CodecException(
                end >= frame.end() - 1
                        ? "JPEG scan is cut off: samples are missing"
                        : "JPEG scan has fewer coded bits than samples, before the marker",
                end - frame.start());
    }

    /** A code that is in no table, or coefficients beyond the block. */
    CodecException broken(EncodedFrame frame, String what) {
        return new CodecException(what + ", in the scan that ends here", end - frame.start());
    }
}
