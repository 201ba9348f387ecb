package io.cameldicom.dicom.codec.jpeg2000;

/**
 * The forward reversible 5/3 wavelet transform (T.800 annex F.4). Each decomposition is made in one run over its rows:
 * they are filtered vertically where they are, and those that are done are filtered horizontally into the sub-bands. Not
 * thread-safe.
 */
final class ReversibleAnalysis {
    private final TileComponent tile;
    private final int[] coefficients;
    private final int[] low;
    private final int[] high;

    ReversibleAnalysis(TileComponent tile) {
        this.tile = tile;
        this.coefficients = new int[tile.area()];
        this.low = new int[tile.bounds.width() / 2 + 1];
        this.high = new int[tile.bounds.width() / 2 + 1];
    }

    /**
     * Coefficients of all sub-bands, at their offsets.
     *
     * @param samples of the tile-component in row order; used for what comes in between
     */
    int[] analyze(int[] samples) {
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
    private void analyze(Resolution resolution, int[] samples, int[] below) {
        int width = resolution.bounds.width();
        int height = resolution.bounds.height();
        int first = resolution.bounds.y0() & 1;
        if (height == 1) {
            for (int x = 0; x < width && first == 1; x++) {
                samples[x] <<= 1;
            }
            analyzeRow(resolution, 0, samples, below);
            return;
        }
        for (int y = 0; y < height + 3; y++) {
            if ((y + first & 1) == 0) {
                ReversibleLifting.liftHighRow(samples, y - 1, width, height, ReversibleLifting.FORWARD);
                ReversibleLifting.liftLowRow(samples, y - 2, width, height, ReversibleLifting.FORWARD);
                analyzeRow(resolution, y - 3, samples, below);
                analyzeRow(resolution, y - 2, samples, below);
            }
        }
    }

    private void analyzeRow(Resolution resolution, int y, int[] samples, int[] below) {
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

    private void filterRow(int[] samples, int at, int left, int lowWidth, int highWidth) {
        if (lowWidth + highWidth == 1) {
            low[0] = samples[at];
            high[0] = samples[at] << 1;
            return;
        }
        for (int i = 0; i < lowWidth; i++) {
            low[i] = samples[at + left + 2 * i];
        }
        for (int i = 0; i < highWidth; i++) {
            high[i] = samples[at + 1 - left + 2 * i];
        }
        ReversibleLifting.liftHigh(high, highWidth, low, lowWidth, 1 - left, ReversibleLifting.FORWARD);
        ReversibleLifting.liftLow(low, lowWidth, high, highWidth, left, ReversibleLifting.FORWARD);
    }
}
