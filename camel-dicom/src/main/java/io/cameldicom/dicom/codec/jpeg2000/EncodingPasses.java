package io.cameldicom.dicom.codec.jpeg2000;

import java.util.Arrays;

/**
 * The coding passes of the bit-plane coder (T.800 section D.3). They find the decisions of a pass and their contexts,
 * which the MQ encoder takes afterwards, for neither needs the other. As long as no row of a column becomes significant,
 * what the column adds is written without a branch for each row: such branches would be hard to foretell. Not
 * thread-safe.
 */
final class EncodingPasses {
    private static final int MOST_COEFFICIENTS = 4096;
    private static final int MOST_STRIPS = 16;
    private static final int MOST_PLANES = 31;
    /** In a column of a cleanup pass: run-length, twice uniform, then zero coding and sign of each row. */
    private static final int MOST_DECISIONS = 11;

    /** Magnitudes in row order, with the sign in the highest bit; filled in by the caller. */
    final int[] coefficients = new int[MOST_COEFFICIENTS];

    /** Those of the pass made last. */
    final Decisions decisions = new Decisions(MOST_DECISIONS * MOST_COEFFICIENTS / 4);

    /** How much less the squared error became in the pass made last, in squares of half a quantization step. */
    long gain;

    private final StripeColumns columns = new StripeColumns();
    /** By bit-plane and strip, the columns whose first bit that is not zero is there. */
    private final long[] beginnings = new long[MOST_PLANES * MOST_STRIPS];

    private final boolean measured;
    private int width;
    private byte[] zeroCoding;
    /** Halves of a quantization step by which a magnitude is larger, on average, than the number coded for it. */
    private int rounding;

    /** @param measured whether the gain of passes is computed */
    EncodingPasses(boolean measured) {
        this.measured = measured;
    }

    /**
     * Begins a code-block, whose coefficients are there.
     *
     * @param reversible whether they are exact, else they were rounded toward zero
     * @return how many bit-planes it has
     */
    int start(CodeBlock place, int orientation, boolean reversible) {
        width = place.width;
        zeroCoding = Contexts.zeroCoding(orientation);
        rounding = reversible ? 0 : 1;
        int size = width * place.height;
        Arrays.fill(coefficients, size, width * ((place.height + 3) / 4 * 4), 0);
        columns.reset(width, place.height, false);
        return findBeginnings();
    }

    private int findBeginnings() {
        Arrays.fill(beginnings, 0);
        int all = 0;
        columns.rewind();
        while (columns.next()) {
            for (int column = 0, i = columns.first; column < width; column++, i++) {
                int magnitudes = (coefficients[i]
                                | coefficients[i + width]
                                | coefficients[i + 2 * width]
                                | coefficients[i + 3 * width])
                        & Integer.MAX_VALUE;
                if (magnitudes != 0) {
                    int plane = 31 - Integer.numberOfLeadingZeros(magnitudes);
                    beginnings[plane * MOST_STRIPS + columns.strip] |= 1L << column;
                    all |= magnitudes;
                }
            }
        }
        return 32 - Integer.numberOfLeadingZeros(all);
    }

    /** The significance propagation pass (D.3.1). */
    void propagate(int plane) {
        gain = 0;
        long[] words = columns.words;
        int count = 0;
        columns.rewind();
        while (columns.next()) {
            int line = columns.line;
            int rows = columns.rows;
            int first = columns.first;
            long left = columns.touched();
            while (left != 0) {
                int column = Long.numberOfTrailingZeros(left);
                int at = line + column;
                long word = words[at];
                int candidates = StripeColumns.candidates((int) word) & rows;
                int bits = bits(first + column, plane);
                if ((bits & candidates) == 0) {
                    words[at] = word | (long) candidates << StripeColumns.VISITED;
                    count = addZeros(candidates, (int) word, count);
                    left &= left - 1;
                } else {
                    count = propagateIn(column, candidates, plane, count);
                    left = columns.touched() & -2L << column;
                }
            }
        }
        decisions.count = count;
    }

    /** Where rows become significant, those below them may be coded as well. */
    private int propagateIn(int column, int candidates, int plane, int count) {
        int at = columns.line + column;
        int rows = columns.rows;
        int visited = 0;
        int next = count;
        for (int left = candidates; left != 0; ) {
            int row = Integer.numberOfTrailingZeros(left);
            visited |= 1 << row;
            next = addRow(column, row, plane, next);
            left = StripeColumns.candidates((int) columns.words[at]) & rows & StripeColumns.BELOW << row;
        }
        columns.words[at] |= (long) visited << StripeColumns.VISITED;
        return next;
    }

    /** The magnitude refinement pass (D.3.3). */
    void refine(int plane) {
        gain = 0;
        long[] words = columns.words;
        short[] pairs = decisions.pairs;
        int count = 0;
        columns.rewind();
        while (columns.next()) {
            int line = columns.line;
            int first = columns.first;
            for (long left = columns.significant(); left != 0; left &= left - 1) {
                int column = Long.numberOfTrailingZeros(left);
                long word = words[line + column];
                int members = StripeColumns.refinable((int) word);
                int bits = bits(first + column, plane);
                for (int row = 0; row < 12; row += 3) {
                    pairs[count] = Decisions.pair(Contexts.refinement((int) word, row), bits >> row & 1, 1);
                    count += members >> row & 1;
                }
                words[line + column] = word | (long) members << StripeColumns.REFINED;
                if (measured) {
                    measureRefinement(members, first + column, plane);
                }
            }
        }
        decisions.count = count;
    }

    /** The cleanup pass (D.3.4). */
    void cleanUp(int plane) {
        gain = 0;
        int count = 0;
        columns.rewind();
        while (columns.next()) {
            if (columns.rows == StripeColumns.ROWS) {
                count = cleanUpStrip(plane, count);
            } else {
                for (int column = 0; column < width; column++) {
                    count = cleanUpColumn(column, plane, count);
                }
            }
        }
        decisions.count = count;
    }

    /** Columns far from what is significant are coded by their number, up to one that becomes significant. */
    private int cleanUpStrip(int plane, int count) {
        long beginning = beginnings[plane * MOST_STRIPS + columns.strip];
        int next = count;
        int column = 0;
        while (true) {
            long touched = columns.touched();
            int run = Math.min(width, Long.numberOfTrailingZeros((touched | beginning) & -1L << column)) - column;
            decisions.pairs[next] = Decisions.pair(MqStates.RUN_LENGTH, 0, run);
            next += -run >>> 31;
            column += run;
            if (column == width) {
                return next;
            }
            next = (touched >>> column & 1) == 0 ? endRun(column, plane, next) : cleanUpColumn(column, plane, next);
            column++;
            if (column == width) {
                return next;
            }
        }
    }

    /** A column with nothing significant around, in which a row becomes significant. */
    private int endRun(int column, int plane, int count) {
        int row = Integer.numberOfTrailingZeros(bits(columns.first + column, plane));
        short[] pairs = decisions.pairs;
        pairs[count] = Decisions.pair(MqStates.RUN_LENGTH, 1, 1);
        pairs[count + 1] = Decisions.pair(MqStates.UNIFORM, row / 6, 1);
        pairs[count + 2] = Decisions.pair(MqStates.UNIFORM, row / 3 & 1, 1);
        int next = addSign(column, row, plane, count + 3);
        return addRows(column, StripeColumns.ROWS & StripeColumns.BELOW << row, plane, next);
    }

    private int cleanUpColumn(int column, int plane, int count) {
        int at = columns.line + column;
        long word = columns.words[at];
        int members = StripeColumns.leftOver((int) word) & columns.rows;
        columns.words[at] = word & ~((long) StripeColumns.ROWS << StripeColumns.VISITED);
        if ((bits(columns.first + column, plane) & members) == 0) {
            return addZeros(members, (int) word, count);
        }
        return addRows(column, members, plane, count);
    }

    /** The bit of a bit-plane in each row of a column. */
    private int bits(int first, int plane) {
        int[] values = coefficients;
        int stride = width;
        return values[first] >> plane & 1
                | (values[first + stride] >> plane & 1) << 3
                | (values[first + 2 * stride] >> plane & 1) << 6
                | (values[first + 3 * stride] >> plane & 1) << 9;
    }

    /** Zero coding of rows that stay insignificant. */
    private int addZeros(int members, int word, int count) {
        short[] pairs = decisions.pairs;
        byte[] contexts = zeroCoding;
        int next = count;
        for (int row = 0; row < 12; row += 3) {
            pairs[next] = Decisions.pair(contexts[word >> row & StripeColumns.NEIGHBORHOOD], 0, 1);
            next += members >> row & 1;
        }
        return next;
    }

    private int addRows(int column, int rows, int plane, int count) {
        int next = count;
        for (int left = rows; left != 0; left &= left - 1) {
            next = addRow(column, Integer.numberOfTrailingZeros(left), plane, next);
        }
        return next;
    }

    /** Zero coding. */
    private int addRow(int column, int row, int plane, int count) {
        int word = (int) columns.words[columns.line + column];
        int bit = coefficients[columns.first + row / 3 * width + column] >> plane & 1;
        decisions.pairs[count] = Decisions.pair(zeroCoding[word >> row & StripeColumns.NEIGHBORHOOD], bit, 1);
        return bit == 0 ? count + 1 : addSign(column, row, plane, count + 1);
    }

    /** Sign coding (D.3.2) of what becomes significant. */
    private int addSign(int column, int row, int plane, int count) {
        int value = coefficients[columns.first + row / 3 * width + column];
        int negative = value >>> 31;
        int context = Contexts.sign(columns.words[columns.line + column], row);
        decisions.pairs[count] = Decisions.pair(context & Contexts.CONTEXT, negative ^ context >>> 31, 1);
        columns.spread(column, row, negative);
        if (measured) {
            measureSignificance(value & Integer.MAX_VALUE, plane);
        }
        return count + 1;
    }

    /** The error was the whole value, and is now its distance from the middle of what begins with this bit-plane. */
    private void measureSignificance(int magnitude, int plane) {
        long exact = 2L * magnitude + rounding;
        long error = exact - (3L << plane);
        gain += exact * exact - error * error;
    }

    private void measureRefinement(int members, int first, int plane) {
        for (int left = members; left != 0; left &= left - 1) {
            int row = Integer.numberOfTrailingZeros(left) / 3;
            int magnitude = coefficients[first + row * width] & Integer.MAX_VALUE;
            long exact = 2L * magnitude + rounding;
            long before = exact - ((magnitude >> plane + 1 << plane + 2) + (2L << plane));
            long after = exact - ((magnitude >> plane << plane + 1) + (1L << plane));
            gain += before * before - after * after;
        }
    }
}
