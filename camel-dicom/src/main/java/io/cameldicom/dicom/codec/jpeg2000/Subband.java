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
    /** Index of its first coefficient among those of the component. */
    final int offset;
    /** Bits of a magnitude, Mb, with those of a region of interest. */
    final int magnitudeBits;
    /** Quantization step with the gain of the inverse transform ({@link IrreversibleWavelet#gains}); 1 if reversible. */
    final float step;

    Subband(int orientation, Rectangle bounds, int offset, int magnitudeBits, float step) {
        this.orientation = orientation;
        this.bounds = bounds;
        this.offset = offset;
        this.magnitudeBits = magnitudeBits;
        this.step = step;
    }

    /** Logarithm of the gain (table E.1). */
    static int gain(int orientation) {
        return orientation == LL ? 0 : orientation == HH ? 2 : 1;
    }
}
