package io.cameldicom.dicom.codec.jpeg2000;

import java.util.Arrays;

/**
 * The probability estimation of the MQ coder (T.800 table C.2). A state is one word, so that a context holds all that a
 * decision needs: Qe in the upper half, twice the index of the table's row and the more probable symbol in the lower.
 */
final class MqStates {
    /** Contexts of a code-block, numbered from here on (T.800 table D.7). */
    static final int ZERO_CODING = 0;

    static final int SIGN_CODING = 9;
    static final int MAGNITUDE_REFINEMENT = 14;
    static final int RUN_LENGTH = 17;
    static final int UNIFORM = 18;
    static final int CONTEXTS = 19;

    /**
     * The state after renormalization, by the lower seven bits of the one before, and {@link #LESS_PROBABLE} if the
     * symbol was that.
     */
    static final int[] NEXT = new int[256];

    static final int LESS_PROBABLE = 0x80;

    private static final int[] INITIAL = new int[CONTEXTS];

    /** Qe, next row after MPS, next row after LPS, whether the symbols switch. */
    private static final int[][] ROWS = {
        {0x5601, 1, 1, 1}, {0x3401, 2, 6, 0}, {0x1801, 3, 9, 0}, {0x0AC1, 4, 12, 0}, {0x0521, 5, 29, 0},
        {0x0221, 38, 33, 0}, {0x5601, 7, 6, 1}, {0x5401, 8, 14, 0}, {0x4801, 9, 14, 0}, {0x3801, 10, 14, 0},
        {0x3001, 11, 17, 0}, {0x2401, 12, 18, 0}, {0x1C01, 13, 20, 0}, {0x1601, 29, 21, 0}, {0x5601, 15, 14, 1},
        {0x5401, 16, 14, 0}, {0x5101, 17, 15, 0}, {0x4801, 18, 16, 0}, {0x3801, 19, 17, 0}, {0x3401, 20, 18, 0},
        {0x3001, 21, 19, 0}, {0x2801, 22, 19, 0}, {0x2401, 23, 20, 0}, {0x2201, 24, 21, 0}, {0x1C01, 25, 22, 0},
        {0x1801, 26, 23, 0}, {0x1601, 27, 24, 0}, {0x1401, 28, 25, 0}, {0x1201, 29, 26, 0}, {0x1101, 30, 27, 0},
        {0x0AC1, 31, 28, 0}, {0x09C1, 32, 29, 0}, {0x08A1, 33, 30, 0}, {0x0521, 34, 31, 0}, {0x0441, 35, 32, 0},
        {0x02A1, 36, 33, 0}, {0x0221, 37, 34, 0}, {0x0141, 38, 35, 0}, {0x0111, 39, 36, 0}, {0x0085, 40, 37, 0},
        {0x0049, 41, 38, 0}, {0x0025, 42, 39, 0}, {0x0015, 43, 40, 0}, {0x0009, 44, 41, 0}, {0x0005, 45, 42, 0},
        {0x0001, 45, 43, 0}, {0x5601, 46, 46, 0}
    };

    static {
        for (int row = 0; row < ROWS.length; row++) {
            for (int symbol = 0; symbol < 2; symbol++) {
                NEXT[2 * row + symbol] = word(ROWS[row][1], symbol);
                NEXT[LESS_PROBABLE + 2 * row + symbol] = word(ROWS[row][2], symbol ^ ROWS[row][3]);
            }
        }
        Arrays.fill(INITIAL, word(0, 0));
        INITIAL[ZERO_CODING] = word(4, 0);
        INITIAL[RUN_LENGTH] = word(3, 0);
        INITIAL[UNIFORM] = word(46, 0);
    }

    private MqStates() {}

    private static int word(int row, int symbol) {
        return ROWS[row][0] << 16 | row << 1 | symbol;
    }

    /** Sets contexts to what a code-block starts with. */
    static void reset(int[] contexts) {
        System.arraycopy(INITIAL, 0, contexts, 0, CONTEXTS);
    }
}
