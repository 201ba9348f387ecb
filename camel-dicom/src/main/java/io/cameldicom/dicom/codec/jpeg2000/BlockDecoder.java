package io.cameldicom.dicom.codec.jpeg2000;

import io.cameldicom.dicom.codec.CodecException;

/** Decodes code-blocks: tier 1. Not thread-safe; one instance for many code-blocks, for it keeps its memory. */
interface BlockDecoder {
    /** Bit-planes that fit an int beside the sign and the bit below the last bit-plane. */
    int MOST_BIT_PLANES = 30;

    /**
     * Decodes the passes that are there.
     *
     * @param bytes the array that the chunks of the code-block lie in
     * @param blockStyle see {@link BlockStyle}
     * @return coefficients in row order, the code-block's width apart: the sign in the highest bit, below it the magnitude
     *     with one bit after the binary point. Where bit-planes are missing, or for the last one, that or the bit below
     *     the last one decoded is set: half of what could have followed. Valid until the next call.
     */
    int[] decode(byte[] bytes, CodeBlock block, Subband band, int blockStyle) throws CodecException;

    /** Bit-planes of a code-block that are not known to be zero. */
    static int bitPlanes(Subband band, CodeBlock block) {
        return Math.max(0, band.magnitudeBits - block.zeroBitPlanes);
    }

    /** How many passes a code-block can have. */
    static int mostPasses(Subband band, CodeBlock block) {
        return Math.max(0, 3 * bitPlanes(band, block) - 2);
    }
}
