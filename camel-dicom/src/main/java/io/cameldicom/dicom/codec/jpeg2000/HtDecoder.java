package io.cameldicom.dicom.codec.jpeg2000;

import io.cameldicom.dicom.codec.CodecException;
import java.util.Arrays;

/**
 * Decodes high-throughput code-blocks (T.814): of the HT sets that are there the last, for each stands for itself. Passes
 * are numbered as in Part 1, so every third one is a cleanup pass, one bit-plane below the one before; those before the
 * first set hold no bytes. Not thread-safe.
 */
final class HtDecoder implements BlockDecoder {
    private final HtCleanup cleanup = new HtCleanup();
    private final HtRefinement refinement = new HtRefinement();
    private int[] coefficients = {};
    private byte[] segment = {};

    @Override
    public int[] decode(byte[] bytes, CodeBlock block, Subband band, int blockStyle) throws CodecException {
        if (band.magnitudeBits > MOST_BIT_PLANES) {
            throw new CodecException("coefficients of " + band.magnitudeBits + " bit-planes: at most " + MOST_BIT_PLANES
                    + " are supported");
        }
        int size = block.width * block.height;
        if (coefficients.length < size) {
            coefficients = new int[size];
        } else {
            Arrays.fill(coefficients, 0, size, 0);
        }
        int last = -1;
        int cleanupPass = 0;
        int passes = 0;
        for (int chunk = 0, pass = 0; chunk < block.chunks(); chunk++) {
            pass += block.chunkPasses(chunk);
            if ((pass - 1) % 3 != 0) {
                passes = pass;
            } else if (block.chunkLength(chunk) > 0) {
                last = chunk;
                cleanupPass = pass - 1;
                passes = pass;
            } else if (last >= 0) {
                break;
            }
        }
        if (last >= 0) {
            decodeSet(bytes, block, band, last, cleanupPass, passes - cleanupPass - 1, blockStyle);
        }
        return coefficients;
    }

    private void decodeSet(
            byte[] bytes, CodeBlock block, Subband band, int chunk, int pass, int refinements, int blockStyle)
            throws CodecException {
        int plane = BlockDecoder.bitPlanes(band, block) - 1 - pass / 3;
        int mostExponent = band.magnitudeBits - plane + 1;
        cleanup.decode(
                bytes, block.chunkStart(chunk), block.chunkLength(chunk), block, mostExponent, plane, coefficients);
        if (refinements > 0) {
            int length = joinRefinement(bytes, block, chunk + 1, refinements);
            boolean causal = (blockStyle & BlockStyle.VERTICALLY_CAUSAL) != 0;
            refinement.decode(segment, length, block, refinements > 1, causal, plane, coefficients);
        }
    }

    /** @return the length of the segment, which two packets may have brought */
    private int joinRefinement(byte[] bytes, CodeBlock block, int firstChunk, int passes) {
        int length = 0;
        for (int chunk = firstChunk, left = passes; left > 0; left -= block.chunkPasses(chunk++)) {
            int more = block.chunkLength(chunk);
            if (segment.length < length + more) {
                segment = Arrays.copyOf(segment, 2 * (length + more));
            }
            System.arraycopy(bytes, block.chunkStart(chunk), segment, length, more);
            length += more;
        }
        return length;
    }
}
