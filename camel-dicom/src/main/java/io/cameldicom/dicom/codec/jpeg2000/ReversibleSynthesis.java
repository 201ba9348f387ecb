package io.cameldicom.dicom.codec.jpeg2000;

/**
 * The inverse reversible 5/3 wavelet transform (T.800 annex F.3). Each resolution is made in one run over its rows: a
 * row is filtered horizontally, then those above it that have their neighbors now are filtered vertically. Not
 * thread-safe.
 */
final class ReversibleSynthesis {
    private final TileComponent tile;
    private final int[] coefficients;
    private final int[] low;
    private final int[] high;

    /** @param coefficients of all sub-bands, at their offsets */
    ReversibleSynthesis(TileComponent tile, int[] coefficients) {
        this.tile = tile;
        this.coefficients = coefficients;
        this.low = new int[tile.bounds.width() / 2 + 1];
        this.high = new int[tile.bounds.width() / 2 + 1];
    }

    /** The samples of the tile-component in row order; the coefficients themselves if there is no decomposition. */
    int[] reconstruct() {
        int levels = tile.style.levels();
        int[] current = coefficients;
        int[] last = levels == 0 ? current : new int[tile.area()];
        int[] other = levels < 2 ? last : new int[(int) tile.resolutions[levels - 1].bounds.area()];
        for (int r = 1; r <= levels; r++) {
            int[] target = (levels - r) % 2 == 0 ? last : other;
            synthesize(tile.resolutions[r], current, target);
            current = target;
        }
        return current;
    }

    /** @param below the samples of the next lower resolution */
    private void synthesize(Resolution resolution, int[] below, int[] target) {
        int width = resolution.bounds.width();
        int height = resolution.bounds.height();
        int first = resolution.bounds.y0() & 1;
        Subband[] bands = resolution.bands;
        int highWidth = bands[0].bounds.width();
        int lowWidth = width - highWidth;
        int left = resolution.bounds.x0() & 1;
        for (int y = 0; y < height + 2; y++) {
            boolean isHigh = (y + first & 1) == 1;
            if (y < height) {
                int row = y >> 1;
                int[] lowSource = isHigh ? coefficients : below;
                int lowStart = isHigh ? bands[1].offset + row * lowWidth : row * lowWidth;
                int highStart = (isHigh ? bands[2] : bands[0]).offset + row * highWidth;
                System.arraycopy(lowSource, lowStart, low, 0, lowWidth);
                System.arraycopy(coefficients, highStart, high, 0, highWidth);
                synthesizeRow(left, lowWidth, highWidth, target, y * width);
            }
            if (isHigh && height > 1) {
                ReversibleLifting.liftLowRow(target, y - 1, width, height, ReversibleLifting.INVERSE);
                ReversibleLifting.liftHighRow(target, y - 2, width, height, ReversibleLifting.INVERSE);
            }
        }
        if (height == 1 && first == 1) {
            halve(target, width);
        }
    }

    private static void halve(int[] target, int width) {
        for (int x = 0; x < width; x++) {
            target[x] >>= 1;
        }
    }

    /** F.3.6 and F.3.8, on the row of low-pass and high-pass coefficients at hand. */
    private void synthesizeRow(int left, int lowWidth, int highWidth, int[] target, int at) {
        if (lowWidth + highWidth == 1) {
            target[at] = left == 0 ? low[0] : high[0] >> 1;
            return;
        }
        ReversibleLifting.liftLow(low, lowWidth, high, highWidth, left, ReversibleLifting.INVERSE);
        ReversibleLifting.liftHigh(high, highWidth, low, lowWidth, 1 - left, ReversibleLifting.INVERSE);
        for (int i = 0; i < lowWidth; i++) {
            target[at + left + 2 * i] = low[i];
        }
        for (int i = 0; i < highWidth; i++) {
            target[at + 1 - left + 2 * i] = high[i];
        }
    }
}
