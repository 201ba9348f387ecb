package io.cameldicom.dicom.codec.jpeg2000;

import io.cameldicom.dicom.codec.CodecException;
import java.util.Arrays;

/**
 * The bit-plane decoder of Part 1 (T.800 annex D). The flags it works with are those of {@link Contexts}. Not
 * thread-safe.
 */
final class EbcotDecoder implements BlockDecoder {
    private static final int SIGNIFICANCE = 0;
    private static final int REFINEMENT = 1;
    private static final int CLEANUP = 2;

    private final MqDecoder mq = new MqDecoder();
    private final RawBits raw = new RawBits();
    private int[] coefficients = {};
    private int[] flags = {};
    private byte[] segment = new byte[4096];

    private int width;
    private int height;
    /** Words of flags from a stripe to the next. */
    private int stride;

    private boolean causal;
    private byte[] zeroCoding;

    @Override
    public int[] decode(byte[] bytes, CodeBlock block, Subband band, int blockStyle) throws CodecException {
        int planes = BlockDecoder.bitPlanes(band, block);
        if (planes > MOST_BIT_PLANES) {
            throw new CodecException(
                    "coefficients of " + planes + " bit-planes: at most " + MOST_BIT_PLANES + " are supported");
        }
        width = block.width;
        height = block.height;
        stride = width + 2;
        causal = (blockStyle & BlockStyle.VERTICALLY_CAUSAL) != 0;
        zeroCoding = Contexts.zeroCoding(band.orientation);
        clear();
        MqStates.reset(mq.contexts);
        int pass = 0;
        int chunk = 0;
        while (chunk < block.chunks()) {
            int passes = 0;
            int most = BlockStyle.passesToTermination(blockStyle, pass);
            int length = 0;
            while (chunk < block.chunks() && passes < most) {
                length = append(bytes, block, chunk, length);
                passes += block.chunkPasses(chunk++);
            }
            boolean isRaw = BlockStyle.isRaw(blockStyle, pass);
            start(isRaw, length);
            for (int end = pass + passes; pass < end; pass++) {
                decodePass((pass + CLEANUP) % 3, planes - (pass + CLEANUP) / 3, isRaw, blockStyle);
            }
        }
        return coefficients;
    }

    private void clear() {
        int words = stride * ((height + 3) / 4 + 2);
        if (flags.length < words) {
            flags = new int[words];
        } else {
            Arrays.fill(flags, 0, words, 0);
        }
        if (coefficients.length < width * height) {
            coefficients = new int[width * height];
        } else {
            Arrays.fill(coefficients, 0, width * height, 0);
        }
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
                    decodeRawSignificance(plane);
                } else {
                    decodeSignificance(plane);
                }
            }
            case REFINEMENT -> {
                if (isRaw) {
                    decodeRawRefinement(plane);
                } else {
                    decodeRefinement(plane);
                }
            }
            default -> {
                decodeCleanup(plane);
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

    /** D.3.1 */
    private void decodeSignificance(int plane) {
        int[] words = flags;
        byte[] zeroContexts = zeroCoding;
        MqDecoder decoder = mq;
        int[] contexts = decoder.contexts;
        int margin = decoder.margin;
        for (int top = 0, line = stride + 1; top < height; top += 4, line += stride) {
            int rows = Math.min(4, height - top);
            for (int at = line, first = top * width; at < line + width; at++, first++) {
                int word = words[at];
                if (word == 0 || (word & Contexts.ALL_SELF) == Contexts.ALL_SELF) {
                    continue;
                }
                for (int row = 0; row < rows; row++) {
                    int neighborhood = words[at] >> 3 * row & (Contexts.AROUND | Contexts.SELF);
                    if (neighborhood == 0 || (neighborhood & Contexts.SELF) != 0) {
                        continue;
                    }
                    int context = zeroContexts[neighborhood];
                    int state = contexts[context];
                    margin -= state & MqDecoder.PROBABILITY;
                    int bit = state & 1;
                    if (margin < 0) {
                        bit = decoder.decodeCarefully(context, state, margin);
                        margin = decoder.margin;
                    }
                    words[at] |= 1 << Contexts.VISITED + row;
                    if (bit == 1) {
                        decoder.margin = margin;
                        becomeSignificant(at, row, decodeSign(at, row), first + row * width, plane);
                        margin = decoder.margin;
                    }
                }
            }
        }
        decoder.margin = margin;
    }

    /** D.3.1 and D.6 */
    private void decodeRawSignificance(int plane) {
        for (int top = 0, line = stride + 1; top < height; top += 4, line += stride) {
            int rows = Math.min(4, height - top);
            for (int x = 0; x < width; x++) {
                int at = line + x;
                for (int row = 0; row < rows; row++) {
                    int neighborhood = flags[at] >> 3 * row;
                    if ((neighborhood & Contexts.SELF) == 0 && (neighborhood & Contexts.AROUND) != 0) {
                        flags[at] |= 1 << Contexts.VISITED + row;
                        if (raw.read() == 1) {
                            becomeSignificant(at, row, raw.read(), (top + row) * width + x, plane);
                        }
                    }
                }
            }
        }
    }

    /** D.3.3 */
    private void decodeRefinement(int plane) {
        int[] words = flags;
        int[] values = coefficients;
        MqDecoder decoder = mq;
        int[] contexts = decoder.contexts;
        int margin = decoder.margin;
        int half = 1 << plane - 1;
        for (int top = 0, line = stride + 1; top < height; top += 4, line += stride) {
            for (int at = line, first = top * width; at < line + width; at++, first++) {
                int word = words[at];
                if ((word & Contexts.ALL_SELF) == 0) {
                    continue;
                }
                for (int row = 0, index = first; row < 4; row++, index += width) {
                    int neighborhood = word >> 3 * row;
                    if ((neighborhood & Contexts.SELF) == 0 || (word >> Contexts.VISITED + row & 1) != 0) {
                        continue;
                    }
                    int context = Contexts.refinement(word, neighborhood, row);
                    int state = contexts[context];
                    margin -= state & MqDecoder.PROBABILITY;
                    int bit = state & 1;
                    if (margin < 0) {
                        bit = decoder.decodeCarefully(context, state, margin);
                        margin = decoder.margin;
                    }
                    // the bit of this plane is set as the half of what could follow; the half moves down
                    values[index] ^= 3 * half - (half << 1 & -bit);
                    word |= 1 << Contexts.REFINED + row;
                }
                words[at] = word;
            }
        }
        decoder.margin = margin;
    }

    /** D.3.3 and D.6 */
    private void decodeRawRefinement(int plane) {
        int half = 1 << plane - 1;
        for (int top = 0, line = stride + 1; top < height; top += 4, line += stride) {
            for (int x = 0; x < width; x++) {
                for (int row = 0; row < 4; row++) {
                    int word = flags[line + x];
                    boolean significant = (word >> 3 * row & Contexts.SELF) != 0;
                    if (significant && (word >> Contexts.VISITED + row & 1) == 0) {
                        coefficients[(top + row) * width + x] ^= raw.read() == 1 ? half : 3 * half;
                        flags[line + x] |= 1 << Contexts.REFINED + row;
                    }
                }
            }
        }
    }

    /** D.3.4 */
    private void decodeCleanup(int plane) {
        int[] words = flags;
        byte[] zeroContexts = zeroCoding;
        MqDecoder decoder = mq;
        int[] contexts = decoder.contexts;
        int margin = decoder.margin;
        for (int top = 0, line = stride + 1; top < height; top += 4, line += stride) {
            int rows = Math.min(4, height - top);
            for (int at = line, first = top * width; at < line + width; at++, first++) {
                int row = 0;
                boolean found = false;
                if (words[at] == 0 && rows == 4) {
                    int state = contexts[MqStates.RUN_LENGTH];
                    margin -= state & MqDecoder.PROBABILITY;
                    int bit = state & 1;
                    if (margin < 0) {
                        bit = decoder.decodeCarefully(MqStates.RUN_LENGTH, state, margin);
                        margin = decoder.margin;
                    }
                    if (bit == 0) {
                        continue;
                    }
                    decoder.margin = margin;
                    row = decoder.decode(MqStates.UNIFORM) << 1;
                    row |= decoder.decode(MqStates.UNIFORM);
                    margin = decoder.margin;
                    found = true;
                }
                for (; row < rows; row++) {
                    int word = words[at];
                    int neighborhood = word >> 3 * row & (Contexts.AROUND | Contexts.SELF);
                    if (!found) {
                        if ((neighborhood & Contexts.SELF | word >> Contexts.VISITED + row & 1) != 0) {
                            continue;
                        }
                        int context = zeroContexts[neighborhood];
                        int state = contexts[context];
                        margin -= state & MqDecoder.PROBABILITY;
                        int bit = state & 1;
                        if (margin < 0) {
                            bit = decoder.decodeCarefully(context, state, margin);
                            margin = decoder.margin;
                        }
                        if (bit == 0) {
                            continue;
                        }
                    }
                    found = false;
                    decoder.margin = margin;
                    becomeSignificant(at, row, decodeSign(at, row), first + row * width, plane);
                    margin = decoder.margin;
                }
                words[at] &= ~Contexts.ALL_VISITED;
            }
        }
        decoder.margin = margin;
    }

    /** D.3.2 */
    private int decodeSign(int at, int row) {
        int[] words = flags;
        int word = words[at];
        int signs = word >> 3 * row & 0xAA
                | word >> Contexts.NEGATIVE_ABOVE + row & 5
                | (words[at - 1] >> Contexts.NEGATIVE + row & 1) << 4
                | (words[at + 1] >> Contexts.NEGATIVE + row & 1) << 6;
        int context = Contexts.SIGNS[signs];
        return mq.decode(context & 0x7F) ^ context >>> 31;
    }

    private void becomeSignificant(int at, int row, int negative, int coefficient, int plane) {
        coefficients[coefficient] = 3 << plane - 1 | negative << 31;
        Contexts.spread(flags, at, stride, row, negative, causal);
    }
}
