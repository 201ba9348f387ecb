package io.cameldicom.dicom.codec.jpeg2000;

import java.util.Arrays;

/** The bit-plane coder of Part 1 (T.800 annex D), one codeword segment a code-block. Not thread-safe. */
final class EbcotEncoder {
    private static final int MOST_COEFFICIENTS = 4096;
    private static final int ARENA = 1 << 18;
    /** Room that is there before the arena is given up; what needs more makes it grow. */
    private static final int SMALLEST_ROOM = 1 << 14;

    private final MqEncoder mq = new MqEncoder();
    /** Magnitudes in row order, with the sign in the highest bit; filled in by the caller. */
    final int[] coefficients = new int[MOST_COEFFICIENTS];

    private final boolean measured;
    private final int[] lengths = new int[3 * BlockDecoder.MOST_BIT_PLANES];
    private final double[] gains = new double[3 * BlockDecoder.MOST_BIT_PLANES];
    private int[] flags = {};
    private byte[] arena = {};
    private int used;
    private int width;
    private int height;
    private int stride;
    private byte[] zeroCoding;
    /** Halves of a quantization step by which a magnitude is larger, on average, than the number coded for it. */
    private int rounding;
    /** How much less the squared error has become in the pass at hand, in squares of half a step. */
    private long gain;

    /** @param measured whether the gain of passes is computed */
    EbcotEncoder(boolean measured) {
        this.measured = measured;
    }

    /**
     * Encodes the coefficients at hand.
     *
     * @param place where they belong
     * @param reversible whether they are exact, else they were rounded toward zero
     * @param weight squared error of the image that an error of one step makes
     */
    void encode(EncodedBlock block, CodeBlock place, int orientation, boolean reversible, double weight) {
        width = place.width;
        height = place.height;
        stride = width + 2;
        zeroCoding = Contexts.zeroCoding(orientation);
        rounding = reversible ? 0 : 1;
        int all = 0;
        for (int i = 0; i < width * height; i++) {
            all |= coefficients[i];
        }
        block.bitPlanes = 32 - Integer.numberOfLeadingZeros(all & Integer.MAX_VALUE);
        if (block.bitPlanes == 0) {
            return;
        }
        int words = stride * ((height + 3) / 4 + 2);
        if (flags.length < words) {
            flags = new int[words];
        } else {
            Arrays.fill(flags, 0, words, 0);
        }
        encodePasses(block, weight / 4);
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
            gain = 0;
            switch ((pass + 2) % 3) {
                case 0 -> encodeSignificance(plane);
                case 1 -> encodeRefinement(plane);
                default -> encodeCleanup(plane);
            }
            lengths[pass] = mq.sufficientLength();
            sum += gain * weight;
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

    private void encodeSignificance(int plane) {
        int[] words = flags;
        for (int top = 0, line = stride + 1; top < height; top += 4, line += stride) {
            int rows = Math.min(4, height - top);
            for (int x = 0; x < width; x++) {
                int at = line + x;
                if (words[at] == 0) {
                    continue;
                }
                for (int row = 0; row < rows; row++) {
                    int neighborhood = words[at] >> 3 * row;
                    if ((neighborhood & Contexts.SELF) == 0 && (neighborhood & Contexts.AROUND) != 0) {
                        int value = coefficients[(top + row) * width + x];
                        int bit = value >> plane & 1;
                        mq.encode(zeroCoding[neighborhood & Contexts.AROUND], bit);
                        if (bit == 1) {
                            becomeSignificant(at, row, value, plane);
                        }
                        words[at] |= 1 << Contexts.VISITED + row;
                    }
                }
            }
        }
    }

    private void encodeRefinement(int plane) {
        int[] words = flags;
        for (int top = 0, line = stride + 1; top < height; top += 4, line += stride) {
            for (int x = 0; x < width; x++) {
                int at = line + x;
                int word = words[at];
                if ((word & Contexts.ALL_SELF) == 0) {
                    continue;
                }
                for (int row = 0; row < 4; row++) {
                    int neighborhood = word >> 3 * row;
                    if ((neighborhood & Contexts.SELF) != 0 && (word >> Contexts.VISITED + row & 1) == 0) {
                        int value = coefficients[(top + row) * width + x];
                        int context = MqStates.MAGNITUDE_REFINEMENT;
                        if ((word >> Contexts.REFINED + row & 1) != 0) {
                            context += 2;
                        } else if ((neighborhood & Contexts.AROUND) != 0) {
                            context++;
                        }
                        mq.encode(context, value >> plane & 1);
                        word |= 1 << Contexts.REFINED + row;
                        if (measured) {
                            measureRefinement(value, plane);
                        }
                    }
                }
                words[at] = word;
            }
        }
    }

    private void encodeCleanup(int plane) {
        int[] words = flags;
        for (int top = 0, line = stride + 1; top < height; top += 4, line += stride) {
            int rows = Math.min(4, height - top);
            for (int x = 0; x < width; x++) {
                int at = line + x;
                int row = 0;
                boolean found = false;
                if (words[at] == 0 && rows == 4) {
                    row = firstSignificant(top * width + x, plane);
                    mq.encode(MqStates.RUN_LENGTH, row < 4 ? 1 : 0);
                    if (row == 4) {
                        continue;
                    }
                    mq.encode(MqStates.UNIFORM, row >> 1);
                    mq.encode(MqStates.UNIFORM, row & 1);
                    found = true;
                }
                for (; row < rows; row++) {
                    int word = words[at];
                    int neighborhood = word >> 3 * row;
                    if (!found && ((neighborhood & Contexts.SELF) != 0 || (word >> Contexts.VISITED + row & 1) != 0)) {
                        continue;
                    }
                    int value = coefficients[(top + row) * width + x];
                    int bit = value >> plane & 1;
                    if (!found) {
                        mq.encode(zeroCoding[neighborhood & Contexts.AROUND], bit);
                    }
                    if (bit == 1) {
                        becomeSignificant(at, row, value, plane);
                    }
                    found = false;
                }
                words[at] &= ~Contexts.ALL_VISITED;
            }
        }
    }

    private int firstSignificant(int at, int plane) {
        int row = 0;
        while (row < 4 && (coefficients[at + row * width] >> plane & 1) == 0) {
            row++;
        }
        return row;
    }

    private void becomeSignificant(int at, int row, int value, int plane) {
        int[] words = flags;
        int negative = value >>> 31;
        int word = words[at];
        int signs = word >> 3 * row & 0xAA
                | word >> Contexts.NEGATIVE_ABOVE + row & 5
                | (words[at - 1] >> Contexts.NEGATIVE + row & 1) << 4
                | (words[at + 1] >> Contexts.NEGATIVE + row & 1) << 6;
        int context = Contexts.SIGNS[signs];
        mq.encode(context & 0x7F, negative ^ context >>> 31);
        Contexts.spread(words, at, stride, row, negative, false);
        if (measured) {
            measureSignificance(value, plane);
        }
    }

    /** The error was the whole value, and is now its distance from the middle of what begins with this bit-plane. */
    private void measureSignificance(int value, int plane) {
        long exact = 2L * (value & Integer.MAX_VALUE) + rounding;
        long error = exact - (3L << plane);
        gain += exact * exact - error * error;
    }

    private void measureRefinement(int value, int plane) {
        int magnitude = value & Integer.MAX_VALUE;
        long exact = 2L * magnitude + rounding;
        long before = exact - ((magnitude >> plane + 1 << plane + 2) + (2L << plane));
        long after = exact - ((magnitude >> plane << plane + 1) + (1L << plane));
        gain += before * before - after * after;
    }
}
