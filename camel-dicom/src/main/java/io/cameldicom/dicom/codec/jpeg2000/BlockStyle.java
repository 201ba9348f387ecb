package io.cameldicom.dicom.codec.jpeg2000;

/** Flags of code-block styles (T.800 table A.19). */
final class BlockStyle {
    /** Raw bits in significance and refinement passes from the fifth bit-plane on. */
    static final int BYPASS = 1;
    /** Contexts start anew with each pass. */
    static final int RESET = 2;
    /** Each pass is a codeword segment of its own. */
    static final int TERMINATE_ALL = 4;
    /** Nothing is taken from the next stripe. */
    static final int VERTICALLY_CAUSAL = 8;

    static final int PREDICTABLE_TERMINATION = 0x10;
    static final int SEGMENTATION_SYMBOLS = 0x20;
    /** Code-blocks of Part 15 (HTJ2K). */
    static final int HIGH_THROUGHPUT = 0x40;
    /** Code-blocks of Part 15 and of Part 1 side by side. */
    static final int MIXED = 0x80;

    private static final int FIRST_BYPASS = 10;

    private BlockStyle() {}

    /**
     * How many passes the codeword segment can still hold that this pass belongs to (T.800 section D.4.2 and D.6).
     *
     * @param pass 0 for the first of the code-block
     */
    static int passesToTermination(int style, int pass) {
        if ((style & TERMINATE_ALL) != 0) {
            return 1;
        }
        if ((style & BYPASS) == 0) {
            return Integer.MAX_VALUE;
        }
        return pass < FIRST_BYPASS ? FIRST_BYPASS - pass : (pass - FIRST_BYPASS) % 3 == 0 ? 2 : 1;
    }

    /** Whether this pass is not arithmetically coded. */
    static boolean isRaw(int style, int pass) {
        return (style & BYPASS) != 0 && pass >= FIRST_BYPASS && (pass - FIRST_BYPASS) % 3 < 2;
    }
}
