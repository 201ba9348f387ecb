package io.cameldicom.dicom.codec.rle;

import io.cameldicom.dicom.codec.CodecException;
import io.cameldicom.dicom.pixel.PixelDescription;

/**
 * Where the bytes of each segment lie in a native frame: one segment a byte of a sample, the most significant first, all
 * of the first sample before those of the second (PS3.5 section G.2).
 *
 * @param count segments of a frame
 * @param rows rows, each coded apart (PS3.5 section G.3.1)
 * @param rowLength bytes of a segment's row
 * @param stride distance of a segment's bytes in the native frame
 * @param sampleLength bytes of a sample
 * @param sampleDistance distance in bytes of the samples of a pixel
 */
record RleSegments(int count, int rows, int rowLength, int stride, int sampleLength, int sampleDistance) {
    /** PS3.5 section G.5: a header of the number of segments and 15 offsets. */
    static final int HEADER_LENGTH = 64;

    static final int MAXIMUM = 15;

    static void check(PixelDescription pixels) throws CodecException {
        if (pixels.photometricInterpretation().isHorizontallySubsampled()) {
            throw new CodecException("RLE has no subsampled chrominance: it does not go with YBR_FULL_422");
        }
        int count = pixels.samplesPerPixel() * Math.max(1, pixels.bitsAllocated() / 8);
        if (count > MAXIMUM) {
            throw new CodecException("RLE has at most 15 segments, these pixels would need " + count);
        }
        if (pixels.bitsAllocated() == 1 && pixels.samplesPerPixel() > 1) {
            throw new CodecException("one-bit pixels of several samples have no RLE segments");
        }
        if (pixels.frameLength() > Integer.MAX_VALUE - HEADER_LENGTH) {
            throw new CodecException("frame of " + pixels.frameLength() + " bytes: must be below 2 GiB");
        }
    }

    /** @param available bytes the native frame's array has */
    static RleSegments of(PixelDescription pixels, int available) {
        if (available < pixels.frameLength()) {
            throw new IllegalArgumentException(
                    "frame of " + available + " bytes: must be at least " + pixels.frameLength());
        }
        if (pixels.bitsAllocated() == 1) {
            boolean wholeBytes = pixels.columns() % 8 == 0;
            return wholeBytes
                    ? new RleSegments(1, pixels.rows(), pixels.columns() / 8, 1, 1, 1)
                    : new RleSegments(1, 1, (int) pixels.frameLength(), 1, 1, 1);
        }
        int sampleLength = pixels.bitsAllocated() / 8;
        return new RleSegments(
                pixels.samplesPerPixel() * sampleLength,
                pixels.rows(),
                pixels.columns(),
                pixels.pixelStride() * sampleLength,
                sampleLength,
                pixels.sampleStride() * sampleLength);
    }

    /** Index in the native little-endian frame of a segment's first byte. */
    int start(int segment) {
        int sample = segment / sampleLength;
        int significance = sampleLength - 1 - segment % sampleLength;
        return sample * sampleDistance + significance;
    }

    /** Bytes a segment decodes to. */
    int length() {
        return rows * rowLength;
    }
}
