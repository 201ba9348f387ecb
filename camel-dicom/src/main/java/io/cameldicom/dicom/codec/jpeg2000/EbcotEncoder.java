package io.cameldicom.dicom.codec.jpeg2000;

import java.util.Arrays;

/** The bit-plane coder of Part 1 (T.800 annex D), one codeword segment a code-block. Not thread-safe. */
final class EbcotEncoder {
    private static final int ARENA = 1 << 18;
    /** Room that is there before the arena is given up; what needs more makes it grow. */
    private static final int SMALLEST_ROOM = 1 << 14;

    private final MqEncoder mq = new MqEncoder();
    private final EncodingPasses passes;
    private final boolean measured;
    private final int[] lengths = new int[3 * BlockDecoder.MOST_BIT_PLANES];
    private final double[] gains = new double[3 * BlockDecoder.MOST_BIT_PLANES];
    private byte[] arena = {};
    private int used;

    /** @param measured whether the gain of passes is computed */
    EbcotEncoder(boolean measured) {
        this.measured = measured;
        this.passes = new EncodingPasses(measured);
    }

    /** For the caller to fill: magnitudes in row order, with the sign in the highest bit. */
    int[] coefficients() {
        return passes.coefficients;
    }

    /**
     * Encodes the coefficients at hand.
     *
     * @param place where they belong
     * @param reversible whether they are exact, else they were rounded toward zero
     * @param weight squared error of the image that an error of one step makes
     */
    void encode(EncodedBlock block, CodeBlock place, int orientation, boolean reversible, double weight) {
        block.bitPlanes = passes.start(place, orientation, reversible);
        if (block.bitPlanes > 0) {
            encodePasses(block, weight / 4);
        }
    }

    private void encodePasses(EncodedBlock block, double weight) {
        if (arena.length - used < SMALLEST_ROOM) {
            arena = new byte[ARENA];
            used = 0;
        }
        block.start = used + 1;
        mq.start(arena, block.start);
        MqStates.reset(mq.contexts);
        int count = 3 * block.bitPlanes - 2;
        double sum = 0;
        for (int pass = 0; pass < count; pass++) {
            int plane = block.bitPlanes - 1 - (pass + 2) / 3;
            switch ((pass + 2) % 3) {
                case 0 -> passes.propagate(plane);
                case 1 -> passes.refine(plane);
                default -> passes.cleanUp(plane);
            }
            mq.encode(passes.decisions);
            lengths[pass] = mq.sufficientLength();
            sum += passes.gain * weight;
            gains[pass] = sum;
        }
        mq.flush();
        int length = mq.length();
        arena = mq.buffer();
        used = block.start + length;
        block.bytes = arena;
        block.passes = count;
        block.lengths = new int[count];
        for (int pass = 0; pass < count; pass++) {
            int needed = pass == count - 1 ? length : Math.min(length, lengths[pass]);
            // a decoder takes bytes FF for those behind the end
            boolean redundant = needed > 0 && arena[block.start + needed - 1] == -1;
            block.lengths[pass] = redundant ? needed - 1 : needed;
        }
        block.gains = measured ? Arrays.copyOf(gains, count) : null;
    }
}
