package io.cameldicom.dicom.codec.jpeg2000;

/**
 * Context formation of the bit-plane coder (T.800 section D.3), and the words of flags it looks at. A word stands for
 * four coefficients one above the other, a column of a stripe:
 *
 * <ul>
 *   <li>bits 0 to 17: which of the 3 by 6 coefficients around and in the column are significant, by rows. Shifted by
 *       three times its row, the lowest nine bits are the neighborhood of a coefficient, itself in the middle.
 *   <li>bits 18 to 23: which are negative, of the one above, the four, and the one below;
 *   <li>bits 24 to 27: which of the four were refined before;
 *   <li>bits 28 to 31: which of the four were coded in the significance pass of this bit-plane.
 * </ul>
 *
 * Words of the stripes above and below and of the columns beside a code-block are there and zero.
 */
final class Contexts {
    /** Within a neighborhood, the coefficient itself. */
    static final int SELF = 0x10;
    /** Within a neighborhood, the eight around. */
    static final int AROUND = 0x1EF;
    /** The four coefficients of a column, where they are significant. */
    static final int ALL_SELF = SELF | SELF << 3 | SELF << 6 | SELF << 9;

    static final int NEGATIVE_ABOVE = 18;
    static final int NEGATIVE = 19;
    static final int REFINED = 24;
    static final int VISITED = 28;
    static final int ALL_VISITED = 0xF << VISITED;

    /** In an element of {@link #SIGNS}, which is negative by it: the sign bit is inverted. */
    static final int FLIP = 0x80;

    /**
     * Context of a sign. Bits 1, 3, 5, 7 of the index: the neighbor above, left, right, below is significant; bits 0, 4,
     * 6, 2: it is negative.
     */
    static final byte[] SIGNS = new byte[256];

    private static final byte[][] ZERO_CODING = new byte[4][512];

    static {
        for (int neighborhood = 0; neighborhood < 512; neighborhood++) {
            int horizontal = bit(neighborhood, 3) + bit(neighborhood, 5);
            int vertical = bit(neighborhood, 1) + bit(neighborhood, 7);
            int diagonal = bit(neighborhood, 0) + bit(neighborhood, 2) + bit(neighborhood, 6) + bit(neighborhood, 8);
            byte lowHigh = (byte) lowHigh(horizontal, vertical, diagonal);
            ZERO_CODING[Subband.LL][neighborhood] = lowHigh;
            ZERO_CODING[Subband.LH][neighborhood] = lowHigh;
            ZERO_CODING[Subband.HL][neighborhood] = (byte) lowHigh(vertical, horizontal, diagonal);
            ZERO_CODING[Subband.HH][neighborhood] = (byte) highHigh(horizontal + vertical, diagonal);
        }
        for (int signs = 0; signs < 256; signs++) {
            int horizontal = Integer.signum(value(signs, 3, 4) + value(signs, 5, 6));
            int vertical = Integer.signum(value(signs, 1, 0) + value(signs, 7, 2));
            SIGNS[signs] = (byte) sign(horizontal, vertical);
        }
    }

    private Contexts() {}

    /** Contexts by neighborhood, for a sub-band (table D.1). */
    static byte[] zeroCoding(int orientation) {
        return ZERO_CODING[orientation];
    }

    private static int bit(int bits, int index) {
        return bits >> index & 1;
    }

    private static int lowHigh(int horizontal, int vertical, int diagonal) {
        if (horizontal == 2) {
            return 8;
        }
        if (horizontal == 1) {
            return vertical > 0 ? 7 : diagonal > 0 ? 6 : 5;
        }
        return vertical > 0 ? 2 + vertical : Math.min(2, diagonal);
    }

    private static int highHigh(int straight, int diagonal) {
        return switch (diagonal) {
            case 0 -> Math.min(2, straight);
            case 1 -> 3 + Math.min(2, straight);
            case 2 -> 6 + Math.min(1, straight);
            default -> 8;
        };
    }

    /** Context of a magnitude bit (table D.4). */
    static int refinement(int word, int neighborhood, int row) {
        if ((word >> REFINED + row & 1) != 0) {
            return MqStates.MAGNITUDE_REFINEMENT + 2;
        }
        return (neighborhood & AROUND) == 0 ? MqStates.MAGNITUDE_REFINEMENT : MqStates.MAGNITUDE_REFINEMENT + 1;
    }

    /** Table D.2, for one neighbor. */
    private static int value(int signs, int significant, int negative) {
        return bit(signs, significant) * (1 - 2 * bit(signs, negative));
    }

    /** Table D.3 */
    private static int sign(int horizontal, int vertical) {
        boolean flip = horizontal < 0 || horizontal == 0 && vertical < 0;
        int h = flip ? -horizontal : horizontal;
        int v = flip ? -vertical : vertical;
        int context = MqStates.SIGN_CODING + (h == 0 ? v : 3 + v);
        return flip ? context | FLIP : context;
    }

    /**
     * Makes a coefficient significant, for itself and its neighbors.
     *
     * @param words flags of the code-block
     * @param at index of the word that the coefficient lies in
     * @param stride words from a stripe to the next
     * @param row of the coefficient in its stripe
     * @param causal whether the stripe above does not get to know
     */
    static void spread(int[] words, int at, int stride, int row, int negative, boolean causal) {
        words[at] |= SELF << 3 * row | negative << NEGATIVE + row;
        words[at - 1] |= SELF << 1 << 3 * row;
        words[at + 1] |= SELF >> 1 << 3 * row;
        if (row == 3) {
            int below = at + stride;
            words[below - 1] |= 4;
            words[below] |= 2 | negative << NEGATIVE_ABOVE;
            words[below + 1] |= 1;
        } else if (row == 0 && !causal) {
            int above = at - stride;
            words[above - 1] |= 1 << 17;
            words[above] |= 1 << 16 | negative << NEGATIVE + 4;
            words[above + 1] |= 1 << 15;
        }
    }
}
