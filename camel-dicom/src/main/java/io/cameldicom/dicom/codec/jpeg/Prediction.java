package io.cameldicom.dicom.codec.jpeg;

/** The predictors of the lossless process (T.81 table H.1), modulo 2^16. Ra is left, Rb above, Rc above left. */
final class Prediction {
    private Prediction() {}

    /**
     * Differences of the first line of a scan or restart interval to samples, in place.
     *
     * @param row the samples of each pixel together, so many as there are components
     */
    static void undoFirst(int[] row, int components, int initial) {
        for (int i = 0; i < components; i++) {
            int ra = initial;
            for (int x = i; x < row.length; x += components) {
                ra = row[x] + ra & 0xFFFF;
                row[x] = ra;
            }
        }
    }

    /** Differences of any other line to samples, in place; the first sample of a component is predicted from above. */
    static void undo(int predictor, int[] row, int[] above, int components) {
        for (int i = 0; i < components; i++) {
            row[i] = row[i] + above[i] & 0xFFFF;
            undo(predictor, row, above, components, i);
        }
    }

    private static void undo(int predictor, int[] row, int[] above, int step, int from) {
        int ra = row[from];
        int start = from + step;
        switch (predictor) {
            case 1 -> {
                for (int x = start; x < row.length; x += step) {
                    ra += row[x];
                    row[x] = ra & 0xFFFF;
                }
            }
            case 2 -> {
                for (int x = start; x < row.length; x += step) {
                    row[x] = row[x] + above[x] & 0xFFFF;
                }
            }
            case 3 -> {
                for (int x = start; x < row.length; x += step) {
                    row[x] = row[x] + above[x - step] & 0xFFFF;
                }
            }
            case 4 -> {
                for (int x = start; x < row.length; x += step) {
                    ra = row[x] + ra + above[x] - above[x - step] & 0xFFFF;
                    row[x] = ra;
                }
            }
            case 5 -> {
                for (int x = start; x < row.length; x += step) {
                    ra = row[x] + ra + (above[x] - above[x - step] >> 1) & 0xFFFF;
                    row[x] = ra;
                }
            }
            case 6 -> {
                for (int x = start; x < row.length; x += step) {
                    ra = row[x] + above[x] + (ra - above[x - step] >> 1) & 0xFFFF;
                    row[x] = ra;
                }
            }
            case 7 -> {
                for (int x = start; x < row.length; x += step) {
                    ra = row[x] + (ra + above[x] >> 1) & 0xFFFF;
                    row[x] = ra;
                }
            }
            default -> throw new IllegalArgumentException("predictor " + predictor);
        }
    }

    /**
     * Samples of the first line to differences, -32767 to 32768, for which -32768 stands.
     *
     * @param to receives them from an index on, each so many elements after the other
     */
    static void applyFirst(int[] row, int initial, short[] to, int at, int step) {
        int ra = initial;
        int out = at;
        for (int x = 0; x < row.length; x++, out += step) {
            to[out] = (short) (row[x] - ra);
            ra = row[x];
        }
    }

    /** Samples of any other line to differences. */
    static void apply(int predictor, int[] row, int[] above, short[] to, int at, int step) {
        to[at] = (short) (row[0] - above[0]);
        int out = at + step;
        for (int x = 1; x < row.length; x++, out += step) {
            int ra = row[x - 1];
            int rb = above[x];
            int rc = above[x - 1];
            int px =
                    switch (predictor) {
                        case 1 -> ra;
                        case 2 -> rb;
                        case 3 -> rc;
                        case 4 -> ra + rb - rc;
                        case 5 -> ra + (rb - rc >> 1);
                        case 6 -> rb + (ra - rc >> 1);
                        case 7 -> ra + rb >> 1;
                        default -> throw new IllegalArgumentException("predictor " + predictor);
                    };
            to[out] = (short) (row[x] - px);
        }
    }
}
