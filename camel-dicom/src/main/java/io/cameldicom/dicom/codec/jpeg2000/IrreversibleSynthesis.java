package io.cameldicom.dicom.codec.jpeg2000;

/**
 * The inverse irreversible 9/7 wavelet transform (T.800 annex F.3), in the order of {@link ReversibleSynthesis}. Scaling
 * by K and 1/K is left to the quantization steps. Not thread-safe.
 */
final class IrreversibleSynthesis {
    static final float ALPHA = -1.586134342059924f;
    static final float BETA = -0.052980118572961f;
    static final float GAMMA = 0.882911075530934f;
    static final float DELTA = 0.443506852043971f;
    static final double K = 1.230174104914001;

    private static final float[] STEPS = {-DELTA, -GAMMA, -BETA, -ALPHA};

    private final TileComponent tile;
    private final float[] coefficients;
    private final float[] low;
    private final float[] high;

    /** @param coefficients of all sub-bands, at their offsets */
    IrreversibleSynthesis(TileComponent tile, float[] coefficients) {
        this.tile = tile;
        this.coefficients = coefficients;
        this.low = new float[tile.bounds.width() / 2 + 1];
        this.high = new float[tile.bounds.width() / 2 + 1];
    }

    /**
     * Factors of the coefficients that stand for all scaling on their way up, by four times the resolution and the
     * orientation of the sub-band. A row or column of one sample is not filtered, only halved if it is high-pass.
     */
    static double[] gains(TileComponent tile) {
        int levels = tile.style.levels();
        double[] gains = new double[4 * levels + 4];
        double above = 1;
        for (int r = levels; r > 0; r--) {
            Rectangle bounds = tile.resolutionBounds(r);
            double lowHorizontal = bounds.width() == 1 ? 1 : K;
            double highHorizontal = bounds.width() == 1 ? 0.5 : 1 / K;
            double lowVertical = bounds.height() == 1 ? 1 : K;
            double highVertical = bounds.height() == 1 ? 0.5 : 1 / K;
            gains[4 * r + Subband.HL] = above * highHorizontal * lowVertical;
            gains[4 * r + Subband.LH] = above * lowHorizontal * highVertical;
            gains[4 * r + Subband.HH] = above * highHorizontal * highVertical;
            above *= lowHorizontal * lowVertical;
        }
        gains[Subband.LL] = above;
        return gains;
    }

    /** The samples of the tile-component in row order; the coefficients themselves if there is no decomposition. */
    float[] reconstruct() {
        int levels = tile.style.levels();
        float[] current = coefficients;
        float[] last = levels == 0 ? current : new float[tile.area()];
        float[] other = levels < 2 ? last : new float[(int) tile.resolutions[levels - 1].bounds.area()];
        for (int r = 1; r <= levels; r++) {
            float[] target = (levels - r) % 2 == 0 ? last : other;
            synthesize(tile.resolutions[r], current, target);
            current = target;
        }
        return current;
    }

    /** @param below the samples of the next lower resolution */
    private void synthesize(Resolution resolution, float[] below, float[] target) {
        int width = resolution.bounds.width();
        int height = resolution.bounds.height();
        int first = resolution.bounds.y0() & 1;
        Subband[] bands = resolution.bands;
        int highWidth = bands[0].bounds.width();
        int lowWidth = width - highWidth;
        int left = resolution.bounds.x0() & 1;
        for (int y = 0; y < height + STEPS.length; y++) {
            boolean isHigh = (y + first & 1) == 1;
            if (y < height) {
                int row = y >> 1;
                float[] lowSource = isHigh ? coefficients : below;
                int lowStart = isHigh ? bands[1].offset + row * lowWidth : row * lowWidth;
                int highStart = (isHigh ? bands[2] : bands[0]).offset + row * highWidth;
                System.arraycopy(lowSource, lowStart, low, 0, lowWidth);
                System.arraycopy(coefficients, highStart, high, 0, highWidth);
                synthesizeRow(left, lowWidth, highWidth, target, y * width);
            }
            if (isHigh && height > 1) {
                for (int step = 0; step < STEPS.length; step++) {
                    liftRow(target, y - 1 - step, width, height, STEPS[step]);
                }
            }
        }
    }

    /** F.3.6 and F.3.8, on the row of low-pass and high-pass coefficients at hand. */
    private void synthesizeRow(int left, int lowWidth, int highWidth, float[] target, int at) {
        if (lowWidth + highWidth > 1) {
            lift(low, lowWidth, high, highWidth, left, STEPS[0]);
            lift(high, highWidth, low, lowWidth, 1 - left, STEPS[1]);
            lift(low, lowWidth, high, highWidth, left, STEPS[2]);
            lift(high, highWidth, low, lowWidth, 1 - left, STEPS[3]);
        }
        for (int i = 0; i < lowWidth; i++) {
            target[at + left + 2 * i] = low[i];
        }
        for (int i = 0; i < highWidth; i++) {
            target[at + 1 - left + 2 * i] = high[i];
        }
    }

    /** @param shift of two neighbors, the one behind has the same index and this added */
    static void lift(float[] row, int count, float[] neighbors, int most, int shift, float factor) {
        for (int i = 0; i < count; i++) {
            float before = neighbors[Math.max(0, i - 1 + shift)];
            float after = neighbors[Math.min(most - 1, i + shift)];
            row[i] += factor * (before + after);
        }
    }

    /** Adds to a row, if there is one of that number, those above and below, mirrored where one is missing. */
    static void liftRow(float[] target, int y, int width, int height, float factor) {
        if (y < 0 || y >= height) {
            return;
        }
        int row = y * width;
        int above = y > 0 ? row - width : row + width;
        int below = y + 1 < height ? row + width : row - width;
        for (int x = 0; x < width; x++) {
            target[row + x] += factor * (target[above + x] + target[below + x]);
        }
    }
}
