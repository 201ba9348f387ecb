package io.cameldicom.dicom.codec.jpeg;

import io.cameldicom.dicom.codec.CodecException;

/** The samples of one component while a frame is decoded: a strip of lines, or all of them. */
final class Plane {
    final int horizontal;
    final int vertical;
    /** Blocks that hold samples of the image, across and down (T.81 section A.2.3: a scan of this component alone). */
    final int blocksAcross;

    final int blocksDown;
    /** Blocks with those that fill up the last interleaved unit. */
    final int paddedAcross;

    final int paddedDown;
    final int stride;
    short[] samples;
    /** The line of the component that is first in {@link #samples}. */
    int firstLine;

    /** Quantized coefficients in zigzag order, block after block, for progressive processes. */
    short[] coefficients;

    Plane(FrameHeader frame, FrameHeader.Component component) {
        horizontal = component.horizontal();
        vertical = component.vertical();
        blocksAcross = blocks(frame.columns(), horizontal, frame.maxHorizontal());
        blocksDown = blocks(frame.lines(), vertical, frame.maxVertical());
        paddedAcross = ceilDivide(frame.columns(), 8 * frame.maxHorizontal()) * horizontal;
        paddedDown = ceilDivide(frame.lines(), 8 * frame.maxVertical()) * vertical;
        stride = paddedAcross * 8;
    }

    private static int blocks(int samples, int factor, int most) {
        return ceilDivide(ceilDivide(samples * factor, most), 8);
    }

    static int ceilDivide(int dividend, int divisor) {
        return (dividend + divisor - 1) / divisor;
    }

    /** Makes room for the samples of so many rows of blocks. */
    void allocateSamples(int blockRows) throws CodecException {
        samples = new short[checked(8L * blockRows * stride)];
    }

    void allocateCoefficients() throws CodecException {
        coefficients = new short[checked(64L * paddedAcross * paddedDown)];
    }

    private static int checked(long length) throws CodecException {
        if (length > Integer.MAX_VALUE - 8) {
            throw new CodecException("component of " + length + " samples does not fit an array");
        }
        return (int) length;
    }
}
