package io.cameldicom.dicom.codec.jpeg2000;

/**
 * A sub-band of a tile-component (T.800 section B.5), its coefficients lying together in row order.
 */
final class Subband {
    static final int LL = 0;
    static final int HL = 1;
    static final int LH = 2;
    static final int HH = 3;

    /** {@link #LL} to {@link #HH}: first the horizontal, then the vertical filter. */
    final int orientation;

    final Rectangle bounds;
    /** Decompositions down to here. */
    final int levels;
    /** Index of its first coefficient among those of the component. */
    final int offset;
    /** Bits of a magnitude, Mb, with those of a region of interest. */
    final int magnitudeBits;
    /** Quantization step with the gain of the inverse transform ({@link IrreversibleSynthesis#gains}); 1 if reversible. */
    final float step;

    /** Quantization step as the codestream says it. */
    final double nominalStep;

    Subband(
            int orientation,
            int levels,
            Rectangle bounds,
            int offset,
            int magnitudeBits,
            double nominalStep,
            double gain) {
        this.orientation = orientation;
        this.levels = levels;
        this.bounds = bounds;
        this.offset = offset;
        this.magnitudeBits = magnitudeBits;
        this.nominalStep = nominalStep;
        this.step = (float) (nominalStep * gain);
    }

    /** Logarithm of the gain (table E.1). */
    static int gain(int orientation) {
        return orientation == LL ? 0 : orientation == HH ? 2 : 1;
    }
}
