package io.cameldicom.dicom.codec.jpeg2000;

import io.cameldicom.dicom.codec.CodecException;
import java.util.Arrays;

/** The bit-plane decoder of Part 1 (T.800 annex D). Not thread-safe. */
final class EbcotDecoder implements BlockDecoder {
    private static final int SIGNIFICANCE = 0;
    private static final int REFINEMENT = 1;
    private static final int CLEANUP = 2;

    private final DecodingPasses passes = new DecodingPasses();
    private final MqDecoder mq = passes.mq;
    private final RawPasses raw = new RawPasses(passes);
    private byte[] segment = new byte[4096];

    @Override
    public int[] decode(byte[] bytes, CodeBlock block, Subband band, int blockStyle) throws CodecException {
        int planes = BlockDecoder.bitPlanes(band, block);
        if (planes > MOST_BIT_PLANES) {
            throw new CodecException(
                    "coefficients of " + planes + " bit-planes: at most " + MOST_BIT_PLANES + " are supported");
        }
        boolean causal = (blockStyle & BlockStyle.VERTICALLY_CAUSAL) != 0;
        passes.start(block, band.orientation, causal);
        MqStates.reset(mq.contexts);
        int pass = 0;
        int chunk = 0;
        while (chunk < block.chunks()) {
            int count = 0;
            int most = BlockStyle.passesToTermination(blockStyle, pass);
            int length = 0;
            while (chunk < block.chunks() && count < most) {
                length = append(bytes, block, chunk, length);
                count += block.chunkPasses(chunk++);
            }
            boolean isRaw = BlockStyle.isRaw(blockStyle, pass);
            start(isRaw, length);
            for (int end = pass + count; pass < end; pass++) {
                decodePass((pass + CLEANUP) % 3, planes - (pass + CLEANUP) / 3, isRaw, blockStyle);
            }
        }
        return passes.coefficients;
    }

    /** @return the length of the segment so far */
    private int append(byte[] bytes, CodeBlock block, int chunk, int length) {
        int more = block.chunkLength(chunk);
        if (segment.length < length + more + 2) {
            segment = Arrays.copyOf(segment, length + more + 2 + segment.length);
        }
        System.arraycopy(bytes, block.chunkStart(chunk), segment, length, more);
        return length + more;
    }

    private void start(boolean isRaw, int length) {
        segment[length] = -1;
        segment[length + 1] = -1;
        if (isRaw) {
            raw.start(segment, 0);
        } else {
            mq.start(segment, 0);
        }
    }

    /** @param plane the bit of a coefficient, the lowest bit-plane being bit 1 */
    private void decodePass(int kind, int plane, boolean isRaw, int blockStyle) {
        switch (kind) {
            case SIGNIFICANCE -> {
                if (isRaw) {
                    raw.propagate(plane);
                } else {
                    passes.propagate(plane);
                }
            }
            case REFINEMENT -> {
                if (isRaw) {
                    raw.refine(plane);
                } else {
                    passes.refine(plane);
                }
            }
            default -> {
                passes.cleanUp(plane);
                if ((blockStyle & BlockStyle.SEGMENTATION_SYMBOLS) != 0) {
                    for (int i = 0; i < 4; i++) {
                        mq.decode(MqStates.UNIFORM);
                    }
                }
            }
        }
        if ((blockStyle & BlockStyle.RESET) != 0) {
            MqStates.reset(mq.contexts);
        }
    }
}
