package io.cameldicom.dicom.codec.jpeg2000;

import java.util.Arrays;

/**
 * The passes that refine what the cleanup pass of a high-throughput code-block has brought by one bit-plane (T.814
 * sections 7.4 and 7.5). Both have their bits in the same segment, one from its start, the other from its end. Not
 * thread-safe.
 */
final class HtRefinement {
    private static final byte BY_CLEANUP = 1;
    private static final byte BY_PROPAGATION = 2;

    private final ForwardBits propagation = new ForwardBits();
    private final BackwardBits refinement = new BackwardBits();
    /** What made a sample significant, one sample of nothing around the code-block. */
    private byte[] significant = {};

    private int width;
    private int height;
    private int stride;

    /**
     * Decodes both passes or the first.
     *
     * @param half the bit of a coefficient that is half of the cleanup pass's bit-plane
     */
    void decode(byte[] segment, int length, CodeBlock block, boolean both, boolean causal, int half, int[] values) {
        width = block.width;
        height = block.height;
        stride = width + 2;
        findSignificant(values);
        propagation.start(segment, 0, length, 0);
        propagate(3 << half - 1, causal, values);
        if (both) {
            refinement.start(segment, length - 1, 0, 0xFF);
            refine(1 << half, values);
        }
    }

    private void findSignificant(int[] values) {
        int cells = stride * (height + 2);
        if (significant.length < cells) {
            significant = new byte[cells];
        } else {
            Arrays.fill(significant, 0, cells, (byte) 0);
        }
        for (int y = 0, i = 0; y < height; y++) {
            int at = (y + 1) * stride + 1;
            for (int x = 0; x < width; x++, i++, at++) {
                significant[at] = values[i] == 0 ? 0 : BY_CLEANUP;
            }
        }
    }

    /** By stripes of four rows, in them by four columns: the bits of all that have significant neighbors, then the signs. */
    private void propagate(int magnitude, boolean causal, int[] values) {
        for (int top = 0; top < height; top += 4) {
            int bottom = Math.min(height, top + 4);
            for (int left = 0; left < width; left += 4) {
                int right = Math.min(width, left + 4);
                boolean found = false;
                for (int x = left; x < right; x++) {
                    for (int y = top; y < bottom; y++) {
                        int at = (y + 1) * stride + x + 1;
                        if (significant[at] == 0
                                && hasSignificantNeighbor(at, causal && y == top + 3)
                                && propagation.readBit() == 1) {
                            significant[at] = BY_PROPAGATION;
                            found = true;
                        }
                    }
                }
                for (int x = left; x < right && found; x++) {
                    for (int y = top; y < bottom; y++) {
                        if (significant[(y + 1) * stride + x + 1] == BY_PROPAGATION) {
                            values[y * width + x] = magnitude | propagation.readBit() << 31;
                        }
                    }
                }
            }
        }
    }

    private boolean hasSignificantNeighbor(int at, boolean nothingBelow) {
        byte[] cells = significant;
        int around =
                cells[at - stride - 1] | cells[at - stride] | cells[at - stride + 1] | cells[at - 1] | cells[at + 1];
        if (!nothingBelow) {
            around |= cells[at + stride - 1] | cells[at + stride] | cells[at + stride + 1];
        }
        return around != 0;
    }

    private void refine(int half, int[] values) {
        for (int top = 0; top < height; top += 4) {
            int bottom = Math.min(height, top + 4);
            for (int x = 0; x < width; x++) {
                for (int y = top; y < bottom; y++) {
                    if (significant[(y + 1) * stride + x + 1] == BY_CLEANUP) {
                        refinement.fill();
                        // the bit was set as the half of what could follow
                        values[y * width + x] ^= refinement.readBit() == 1 ? half >> 1 : half | half >> 1;
                    }
                }
            }
        }
    }
}
