package io.cameldicom.dicom.codec.jpeg2000;

/**
 * The lifting steps of the reversible 5/3 transform (T.800 sections F.3.8, F.4.8), along a row or across rows. A step is
 * undone with the opposite sign. The ends of a row are apart from the loop, so that the JVM can make vectors of it.
 */
final class ReversibleLifting {
    static final int FORWARD = 1;
    static final int INVERSE = -1;

    private ReversibleLifting() {}

    /**
     * Changes low-pass samples of a row by the high-pass ones beside them, of which there is at least one.
     *
     * @param shift of the two high-pass samples beside a sample, that behind has its index and this added: 0 or 1
     */
    static void liftLow(int[] low, int count, int[] high, int highCount, int shift, int sign) {
        int end = Math.min(count, highCount - shift);
        for (int i = 1 - shift; i < end; i++) {
            low[i] += sign * (high[i - 1 + shift] + high[i + shift] + 2 >> 2);
        }
        if (shift == 0) {
            low[0] += sign * (high[0] + 1 >> 1);
        }
        if (end < count) {
            low[end] += sign * (high[highCount - 1] + 1 >> 1);
        }
    }

    /** Changes high-pass samples of a row by the low-pass ones beside them, as {@link #liftLow} does the others. */
    static void liftHigh(int[] high, int count, int[] low, int lowCount, int shift, int sign) {
        int end = Math.min(count, lowCount - shift);
        for (int i = 1 - shift; i < end; i++) {
            high[i] -= sign * (low[i - 1 + shift] + low[i + shift] >> 1);
        }
        if (shift == 0) {
            high[0] -= sign * low[0];
        }
        if (end < count) {
            high[end] -= sign * low[lowCount - 1];
        }
    }

    /** Changes a low-pass row, if there is one of that number, by those above and below. */
    static void liftLowRow(int[] samples, int y, int width, int height, int sign) {
        if (y < 0 || y >= height) {
            return;
        }
        int row = y * width;
        int above = y > 0 ? row - width : row + width;
        int below = y + 1 < height ? row + width : row - width;
        for (int x = 0; x < width; x++) {
            samples[row + x] += sign * (samples[above + x] + samples[below + x] + 2 >> 2);
        }
    }

    /** Changes a high-pass row, if there is one of that number, by those above and below. */
    static void liftHighRow(int[] samples, int y, int width, int height, int sign) {
        if (y < 0 || y >= height) {
            return;
        }
        int row = y * width;
        int above = y > 0 ? row - width : row + width;
        int below = y + 1 < height ? row + width : row - width;
        for (int x = 0; x < width; x++) {
            samples[row + x] -= sign * (samples[above + x] + samples[below + x] >> 1);
        }
    }
}
