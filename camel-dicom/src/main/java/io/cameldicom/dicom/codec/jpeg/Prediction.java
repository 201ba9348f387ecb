package io.cameldicom.dicom.codec.jpeg;

/** The predictors of the lossless process (T.81 table H.1), modulo 2^16. Ra is left, Rb above, Rc above left. */
final class Prediction {
    private Prediction() {}

    /** Differences of the first line of a scan or restart interval to samples, in place. */
    static void undoFirst(int[] row, int initial) {
        int ra = initial;
        for (int x = 0; x < row.length; x++) {
            ra = row[x] + ra & 0xFFFF;
            row[x] = ra;
        }
    }

    /** Differences of any other line to samples, in place; its first sample is predicted from above. */
    static void undo(int predictor, int[] row, int[] above) {
        int width = row.length;
        int rc = above[0];
        int ra = row[0] + rc & 0xFFFF;
        row[0] = ra;
        switch (predictor) {
            case 1 -> {
                for (int x = 1; x < width; x++) {
                    ra = row[x] + ra & 0xFFFF;
                    row[x] = ra;
                }
            }
            case 2 -> {
                for (int x = 1; x < width; x++) {
                    row[x] = row[x] + above[x] & 0xFFFF;
                }
            }
            case 3 -> {
                for (int x = 1; x < width; x++) {
                    row[x] = row[x] + above[x - 1] & 0xFFFF;
                }
            }
            case 4 -> {
                for (int x = 1; x < width; x++) {
                    ra = row[x] + ra + above[x] - above[x - 1] & 0xFFFF;
                    row[x] = ra;
                }
            }
            case 5 -> {
                for (int x = 1; x < width; x++) {
                    ra = row[x] + ra + (above[x] - above[x - 1] >> 1) & 0xFFFF;
                    row[x] = ra;
                }
            }
            case 6 -> {
                for (int x = 1; x < width; x++) {
                    ra = row[x] + above[x] + (ra - above[x - 1] >> 1) & 0xFFFF;
                    row[x] = ra;
                }
            }
            case 7 -> {
                for (int x = 1; x < width; x++) {
                    ra = row[x] + (ra + above[x] >> 1) & 0xFFFF;
                    row[x] = ra;
                }
            }
            default -> throw new IllegalArgumentException("predictor " + predictor);
        }
    }

    /** Samples of the first line to differences, -32767 to 32768. */
    static void applyFirst(int[] row, int initial, int[] differences) {
        int ra = initial;
        for (int x = 0; x < row.length; x++) {
            differences[x] = modulo(row[x] - ra);
            ra = row[x];
        }
    }

    /** Samples of any other line to differences, -32767 to 32768. */
    static void apply(int predictor, int[] row, int[] above, int[] differences) {
        differences[0] = modulo(row[0] - above[0]);
        for (int x = 1; x < row.length; x++) {
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
            differences[x] = modulo(row[x] - px);
        }
    }

    /** H.1.2.1: modulo 2^16, and 32768 rather than -32768, for whose size no bits follow. */
    private static int modulo(int difference) {
        int cut = (short) difference;
        return cut == Short.MIN_VALUE ? 32768 : cut;
    }
}
