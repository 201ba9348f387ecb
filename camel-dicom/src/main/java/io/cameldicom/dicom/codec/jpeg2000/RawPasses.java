package io.cameldicom.dicom.codec.jpeg2000;

/** The coding passes that are not arithmetically coded (T.800 section D.6). Not thread-safe. */
final class RawPasses {
    private final RawBits bits = new RawBits();
    private final DecodingPasses passes;
    private final StripeColumns columns;

    /** @param passes of the same code-block */
    RawPasses(DecodingPasses passes) {
        this.passes = passes;
        this.columns = passes.columns;
    }

    /** Starts a codeword segment. Two bytes FF must follow it. */
    void start(byte[] source, int from) {
        bits.start(source, from);
    }

    /** The significance propagation pass (D.3.1). */
    void propagate(int plane) {
        columns.rewind();
        while (columns.next()) {
            for (int column = 0; column < columns.columns; column++) {
                propagate(column, plane);
            }
        }
    }

    private void propagate(int column, int plane) {
        int at = columns.line + column;
        int visited = 0;
        int left = StripeColumns.candidates((int) columns.words[at]) & columns.rows;
        while (left != 0) {
            int row = Integer.numberOfTrailingZeros(left);
            visited |= 1 << row;
            if (bits.read() == 1) {
                passes.makeSignificant(column, row, plane, bits.read());
            }
            left = StripeColumns.candidates((int) columns.words[at]) & columns.rows & StripeColumns.BELOW << row;
        }
        columns.words[at] |= (long) visited << StripeColumns.VISITED;
    }

    /** The magnitude refinement pass (D.3.3). */
    void refine(int plane) {
        columns.rewind();
        while (columns.next()) {
            for (int column = 0; column < columns.columns; column++) {
                int members = StripeColumns.refinable((int) columns.words[columns.line + column]);
                for (int left = members; left != 0; left &= left - 1) {
                    passes.refine(column, Integer.numberOfTrailingZeros(left), plane, bits.read());
                }
                columns.words[columns.line + column] |= (long) members << StripeColumns.REFINED;
            }
        }
    }
}
