package io.cameldicom.dicom.codec.jpeg2000;

/**
 * The forward irreversible 9/7 wavelet transform (T.800 annex F.4), in the order of {@link ReversibleAnalysis}. Scaling
 * is left to the quantization steps ({@link IrreversibleSynthesis#gains}). Not thread-safe.
 */
final class IrreversibleAnalysis {
    private static final float[] STEPS = {
        IrreversibleSynthesis.ALPHA,
        IrreversibleSynthesis.BETA,
        IrreversibleSynthesis.GAMMA,
        IrreversibleSynthesis.DELTA
    };

    private final TileComponent tile;
    private final float[] coefficients;
    private final float[] low;
    private final float[] high;

    IrreversibleAnalysis(TileComponent tile) {
        this.tile = tile;
        this.coefficients = new float[tile.area()];
        this.low = new float[tile.bounds.width() / 2 + 1];
        this.high = new float[tile.bounds.width() / 2 + 1];
    }

    /**
     * Coefficients of all sub-bands, at their offsets.
     *
     * @param samples of the tile-component in row order; used for what comes in between
     */
    float[] analyze(float[] samples) {
        int levels = tile.style.levels();
        for (int r = levels; r > 0; r--) {
            analyze(tile.resolutions[r], samples, r == 1 ? coefficients : samples);
        }
        if (levels == 0) {
            System.arraycopy(samples, 0, coefficients, 0, coefficients.length);
        }
        return coefficients;
    }

    /** @param below receives the next lower resolution; may be the same array, for its rows are done before */
    private void analyze(Resolution resolution, float[] samples, float[] below) {
        int width = resolution.bounds.width();
        int height = resolution.bounds.height();
        int first = resolution.bounds.y0() & 1;
        if (height == 1) {
            analyzeRow(resolution, 0, samples, below);
            return;
        }
        for (int y = 0; y < height + STEPS.length + 1; y++) {
            if ((y + first & 1) == 0) {
                for (int step = 0; step < STEPS.length; step++) {
                    IrreversibleSynthesis.liftRow(samples, y - 1 - step, width, height, STEPS[step]);
                }
                analyzeRow(resolution, y - 5, samples, below);
                analyzeRow(resolution, y - 4, samples, below);
            }
        }
    }

    private void analyzeRow(Resolution resolution, int y, float[] samples, float[] below) {
        Rectangle bounds = resolution.bounds;
        if (y < 0 || y >= bounds.height()) {
            return;
        }
        int left = bounds.x0() & 1;
        int highWidth = resolution.bands[0].bounds.width();
        int lowWidth = bounds.width() - highWidth;
        filterRow(samples, y * bounds.width(), left, lowWidth, highWidth);
        boolean isHigh = (bounds.y0() + y & 1) == 1;
        int row = y >> 1;
        Subband[] bands = resolution.bands;
        if (isHigh) {
            System.arraycopy(low, 0, coefficients, bands[1].offset + row * lowWidth, lowWidth);
            System.arraycopy(high, 0, coefficients, bands[2].offset + row * highWidth, highWidth);
        } else {
            System.arraycopy(low, 0, below, row * lowWidth, lowWidth);
            System.arraycopy(high, 0, coefficients, bands[0].offset + row * highWidth, highWidth);
        }
    }

    private void filterRow(float[] samples, int at, int left, int lowWidth, int highWidth) {
        for (int i = 0; i < lowWidth; i++) {
            low[i] = samples[at + left + 2 * i];
        }
        for (int i = 0; i < highWidth; i++) {
            high[i] = samples[at + 1 - left + 2 * i];
        }
        if (lowWidth + highWidth > 1) {
            IrreversibleSynthesis.lift(high, highWidth, low, lowWidth, 1 - left, STEPS[0]);
            IrreversibleSynthesis.lift(low, lowWidth, high, highWidth, left, STEPS[1]);
            IrreversibleSynthesis.lift(high, highWidth, low, lowWidth, 1 - left, STEPS[2]);
            IrreversibleSynthesis.lift(low, lowWidth, high, highWidth, left, STEPS[3]);
        }
    }
}
