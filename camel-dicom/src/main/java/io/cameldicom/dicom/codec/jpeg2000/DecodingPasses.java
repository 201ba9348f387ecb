package io.cameldicom.dicom.codec.jpeg2000;

import java.util.Arrays;

/**
 * The coding passes of the bit-plane decoder (T.800 section D.3). Their loops keep the MQ decoder's margin in a variable
 * and call it only where a decision takes more than a subtraction: that is most of the time of a decoder. Not
 * thread-safe.
 */
final class DecodingPasses {
    /** As {@link BlockDecoder#decode} gives them. */
    int[] coefficients = {};

    final MqDecoder mq = new MqDecoder();
    final StripeColumns columns = new StripeColumns();

    private int width;
    private byte[] zeroCoding;

    /** Begins a code-block. */
    void start(CodeBlock block, int orientation, boolean causal) {
        width = block.width;
        zeroCoding = Contexts.zeroCoding(orientation);
        columns.reset(width, block.height, causal);
        int size = width * block.height;
        if (coefficients.length < size) {
            coefficients = new int[size];
        } else {
            Arrays.fill(coefficients, 0, size, 0);
        }
    }

    /**
     * The significance propagation pass (D.3.1).
     *
     * @param plane the bit of a coefficient, the lowest bit-plane being bit 1
     */
    void propagate(int plane) {
        long[] words = columns.words;
        byte[] zeroContexts = zeroCoding;
        MqDecoder decoder = mq;
        int[] contexts = decoder.contexts;
        int margin = decoder.margin;
        columns.rewind();
        while (columns.next()) {
            int line = columns.line;
            int rows = columns.rows;
            long left = columns.touched();
            while (left != 0) {
                int column = Long.numberOfTrailingZeros(left);
                int at = line + column;
                left &= left - 1;
                long word = words[at];
                int candidates = StripeColumns.candidates((int) word) & rows;
                int visited = candidates;
                while (candidates != 0) {
                    int row = Integer.numberOfTrailingZeros(candidates);
                    int context = zeroContexts[(int) word >> row & StripeColumns.NEIGHBORHOOD];
                    int state = contexts[context];
                    margin -= state & MqDecoder.PROBABILITY;
                    int bit = state & 1;
                    if (margin < 0) {
                        bit = decoder.decodeCarefully(context, state, margin);
                        margin = decoder.margin;
                    }
                    candidates &= candidates - 1;
                    if (bit == 1) {
                        decoder.margin = margin;
                        becomeSignificant(column, row, plane);
                        margin = decoder.margin;
                        word = words[at];
                        candidates = StripeColumns.candidates((int) word) & rows & StripeColumns.BELOW << row;
                        visited |= candidates;
                        left = columns.touched() & -2L << column;
                    }
                }
                words[at] = word | (long) visited << StripeColumns.VISITED;
            }
        }
        decoder.margin = margin;
    }

    /** The magnitude refinement pass (D.3.3). */
    void refine(int plane) {
        long[] words = columns.words;
        MqDecoder decoder = mq;
        int[] contexts = decoder.contexts;
        int margin = decoder.margin;
        columns.rewind();
        while (columns.next()) {
            int line = columns.line;
            for (long left = columns.significant(); left != 0; left &= left - 1) {
                int column = Long.numberOfTrailingZeros(left);
                long word = words[line + column];
                int members = StripeColumns.refinable((int) word);
                words[line + column] = word | (long) members << StripeColumns.REFINED;
                for (; members != 0; members &= members - 1) {
                    int row = Integer.numberOfTrailingZeros(members);
                    int context = Contexts.refinement((int) word, row);
                    int state = contexts[context];
                    margin -= state & MqDecoder.PROBABILITY;
                    int bit = state & 1;
                    if (margin < 0) {
                        bit = decoder.decodeCarefully(context, state, margin);
                        margin = decoder.margin;
                    }
                    refine(column, row, plane, bit);
                }
            }
        }
        decoder.margin = margin;
    }

    /** The bit of this plane was set as the half of what could follow; the half moves down. */
    void refine(int column, int row, int plane, int bit) {
        int half = 1 << plane - 1;
        coefficients[columns.first + column + row / 3 * width] ^= 3 * half - (half << 1 & -bit);
    }

    /** The cleanup pass (D.3.4). */
    void cleanUp(int plane) {
        columns.rewind();
        while (columns.next()) {
            int end = columns.columns;
            boolean runs = columns.rows == StripeColumns.ROWS;
            int column = 0;
            while (column < end) {
                long touched = columns.touched();
                if (runs && (touched >>> column & 1) == 0) {
                    int runEnd = Math.min(end, Long.numberOfTrailingZeros(touched & -1L << column));
                    column = decodeRun(column, runEnd);
                    if (column < runEnd) {
                        endRun(column++, plane);
                    }
                } else {
                    int at = columns.line + column;
                    cleanUpRows(column, StripeColumns.leftOver((int) columns.words[at]) & columns.rows, plane);
                    columns.words[at] &= ~((long) StripeColumns.ROWS << StripeColumns.VISITED);
                    column++;
                }
            }
        }
    }

    /**
     * Columns with nothing significant in or around them.
     *
     * @return the first of them in which a row becomes significant, or {@code end}
     */
    private int decodeRun(int start, int end) {
        MqDecoder decoder = mq;
        int[] contexts = decoder.contexts;
        int state = contexts[MqStates.RUN_LENGTH];
        int margin = decoder.margin;
        int bit = 0;
        int column = start - 1;
        while (bit == 0 && ++column < end) {
            margin -= state & MqDecoder.PROBABILITY;
            bit = state & 1;
            if (margin < 0) {
                bit = decoder.decodeCarefully(MqStates.RUN_LENGTH, state, margin);
                margin = decoder.margin;
                state = contexts[MqStates.RUN_LENGTH];
            }
        }
        decoder.margin = margin;
        return column;
    }

    private void endRun(int column, int plane) {
        int row = 6 * mq.decode(MqStates.UNIFORM);
        row += 3 * mq.decode(MqStates.UNIFORM);
        becomeSignificant(column, row, plane);
        cleanUpRows(column, StripeColumns.ROWS & StripeColumns.BELOW << row, plane);
    }

    private void cleanUpRows(int column, int rows, int plane) {
        int at = columns.line + column;
        long[] words = columns.words;
        byte[] zeroContexts = zeroCoding;
        MqDecoder decoder = mq;
        int[] contexts = decoder.contexts;
        int margin = decoder.margin;
        for (int members = rows; members != 0; members &= members - 1) {
            int row = Integer.numberOfTrailingZeros(members);
            int context = zeroContexts[(int) words[at] >> row & StripeColumns.NEIGHBORHOOD];
            int state = contexts[context];
            margin -= state & MqDecoder.PROBABILITY;
            int bit = state & 1;
            if (margin < 0) {
                bit = decoder.decodeCarefully(context, state, margin);
                margin = decoder.margin;
            }
            if (bit == 1) {
                decoder.margin = margin;
                becomeSignificant(column, row, plane);
                margin = decoder.margin;
            }
        }
        decoder.margin = margin;
    }

    /** Its sign follows (D.3.2). */
    private void becomeSignificant(int column, int row, int plane) {
        int context = Contexts.sign(columns.words[columns.line + column], row);
        makeSignificant(column, row, plane, mq.decode(context & Contexts.CONTEXT) ^ context >>> 31);
    }

    /** Sets a coefficient to the middle of what it can be. */
    void makeSignificant(int column, int row, int plane, int negative) {
        coefficients[columns.first + column + row / 3 * width] = 3 << plane - 1 | negative << 31;
        columns.spread(column, row, negative);
    }
}
