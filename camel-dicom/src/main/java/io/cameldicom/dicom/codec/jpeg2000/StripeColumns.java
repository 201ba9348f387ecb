package io.cameldicom.dicom.codec.jpeg2000;

import java.util.Arrays;

/**
 * What the coding passes know of a code-block's coefficients (T.800 sections D.1, D.3): for each column of four in a
 * stripe a word of flags, and for each strip which of its columns a pass has to look at. A strip is a stripe or, where
 * the code-block is wider than 64 columns, the part of one that so many bits stand for. A word has
 *
 * <ul>
 *   <li>in bits 0 to 17, which of the 3 by 6 coefficients around and in the column are significant, by rows. Shifted by
 *       three times its row, the lowest nine bits are the neighborhood of a coefficient, itself in the middle;
 *   <li>in bits 18, 21, 24, 27, which of the four were coded in the significance propagation pass of this bit-plane;
 *   <li>in bits 19, 22, 25, 28, which were refined before;
 *   <li>in bits 32 to 49, which of those in bits 0 to 17 are negative.
 * </ul>
 *
 * Words of the stripes above and below and of the columns beside a code-block are there too. A row of a column is given
 * by three times its number; a set of rows has a bit there for each. Not thread-safe.
 */
final class StripeColumns {
    /** All rows. */
    static final int ROWS = 0x249;
    /** Shifted by a row, all below it. */
    static final int BELOW = -8;

    /** In a word, where the set of rows begins that are significant. */
    static final int SIGNIFICANT = 4;

    static final int VISITED = 18;
    static final int REFINED = 19;
    static final int NEGATIVE = 32;
    static final int NEIGHBORHOOD = 0x1FF;

    /** Columns of a strip at most. */
    private static final int WIDEST = 64;

    /** Words of flags; those of a strip follow each other from {@link #line} on. */
    long[] words = {};

    /** Number of the strip. */
    int strip;
    /** Index of the word of the strip's first column. */
    int line;
    /** Index of the strip's first coefficient, in row order. */
    int first;
    /** How many columns the strip has. */
    int columns;
    /** The rows that the strip has. */
    int rows;

    /** By strip, from those above the first, the columns that a significant coefficient lies in or beside. */
    private long[] touched = {};
    /** By strip, from those above the first, the columns that a significant coefficient lies in. */
    private long[] significant = {};

    private int width;
    private int height;
    /** Words from a stripe to the next. */
    private int stride;
    /** Strips of a stripe. */
    private int parts;

    private boolean causal;
    /** The column and row that the strip begins at. */
    private int left;

    private int top;
    /** Index of the strip in {@link #touched}. */
    private int here;
    /** The columns it has. */
    private long all;

    /**
     * Begins a code-block, in which nothing is significant.
     *
     * @param verticallyCausal whether a stripe knows nothing of the one below it (D.7)
     */
    void reset(int blockWidth, int blockHeight, boolean verticallyCausal) {
        width = blockWidth;
        height = blockHeight;
        causal = verticallyCausal;
        stride = width + 2;
        parts = (width + WIDEST - 1) / WIDEST;
        int stripes = (height + 3) / 4;
        words = zeros(words, stride * (stripes + 2));
        touched = zeros(touched, (stripes + 2) * parts);
        significant = zeros(significant, (stripes + 2) * parts);
    }

    private static long[] zeros(long[] array, int length) {
        if (array.length < length) {
            return new long[length];
        }
        Arrays.fill(array, 0, length, 0);
        return array;
    }

    /** Goes back before the first strip. */
    void rewind() {
        strip = -1;
        left = width;
        top = -4;
    }

    /** Goes to the next strip, which all else here is about then; false behind the last. */
    boolean next() {
        strip++;
        left += WIDEST;
        if (left >= width) {
            left = 0;
            top += 4;
            if (top >= height) {
                return false;
            }
            rows = ROWS >> 3 * Math.max(0, top + 4 - height);
        }
        line = (top / 4 + 1) * stride + 1 + left;
        first = top * width + left;
        columns = Math.min(WIDEST, width - left);
        all = -1L >>> WIDEST - columns;
        here = strip + parts;
        return true;
    }

    /** The columns, a bit each, that a significant coefficient lies in or beside. */
    long touched() {
        return touched[here] & all;
    }

    /** The columns, a bit each, that a significant coefficient lies in. */
    long significant() {
        return significant[here];
    }

    /** Rows that are not significant and have neighbors that are. */
    static int candidates(int word) {
        int lines = word | word >> 1 | word >> 2;
        int neighborhoods = lines | lines >> 3 | lines >> 6;
        return neighborhoods & ~(word >> SIGNIFICANT) & ROWS;
    }

    /** Rows that became significant in an earlier bit-plane. */
    static int refinable(int word) {
        return word >> SIGNIFICANT & ~(word >> VISITED) & ROWS;
    }

    /** Rows that no other pass of this bit-plane has coded. */
    static int leftOver(int word) {
        return ~(word >> SIGNIFICANT | word >> VISITED) & ROWS;
    }

    /** Makes a coefficient significant, for itself and its neighbors. */
    void spread(int column, int row, int negative) {
        int at = line + column;
        long bit = 1L | (long) negative << NEGATIVE;
        words[at - 1] |= bit << row + 5;
        words[at] |= bit << row + 4;
        words[at + 1] |= bit << row + 3;
        significant[here] |= 1L << column;
        touch(here, column);
        if (row == 9) {
            int below = at + stride;
            words[below - 1] |= bit << 2;
            words[below] |= bit << 1;
            words[below + 1] |= bit;
            touch(here + parts, column);
        } else if (row == 0 && !causal) {
            int above = at - stride;
            words[above - 1] |= bit << 17;
            words[above] |= bit << 16;
            words[above + 1] |= bit << 15;
            touch(here - parts, column);
        }
    }

    private void touch(int strip, int column) {
        touched[strip] |= column == 0 ? 3 : 7L << column - 1;
        if (column == 0 && left > 0) {
            touched[strip - 1] |= 1L << WIDEST - 1;
        } else if (column == WIDEST - 1 && left + WIDEST < width) {
            touched[strip + 1] |= 1;
        }
    }
}
