package io.cameldicom.dicom.codec.jpeg2000;

/** A resolution of a tile-component with its sub-bands and precincts (T.800 sections B.5 to B.7). Not thread-safe. */
final class Resolution {
    final Rectangle bounds;
    final Subband[] bands;
    /** Exponents of the size of a precinct. */
    final int precinctWidth;

    final int precinctHeight;
    final int precinctsWide;
    final int precinctsHigh;
    /** Decompositions from the component down to here. */
    final int reduction;

    private final int blockWidth;
    private final int blockHeight;
    private final boolean lowest;
    private final Precinct[] precincts;

    Resolution(Rectangle bounds, Subband[] bands, ComponentStyle style, int resolution) {
        this.bounds = bounds;
        this.bands = bands;
        this.reduction = style.levels() - resolution;
        this.lowest = resolution == 0;
        this.precinctWidth = style.precinctWidth(resolution);
        this.precinctHeight = style.precinctHeight(resolution);
        this.blockWidth = Math.min(style.blockWidth(), lowest ? precinctWidth : precinctWidth - 1);
        this.blockHeight = Math.min(style.blockHeight(), lowest ? precinctHeight : precinctHeight - 1);
        boolean empty = bounds.isEmpty();
        precinctsWide = empty ? 0 : Grid.ceilShift(bounds.x1(), precinctWidth) - (bounds.x0() >> precinctWidth);
        precinctsHigh = empty ? 0 : Grid.ceilShift(bounds.y1(), precinctHeight) - (bounds.y0() >> precinctHeight);
        precincts = new Precinct[Math.multiplyExact(precinctsWide, precinctsHigh)];
    }

    int precincts() {
        return precincts.length;
    }

    /** A precinct by its number in row order, made when it is asked for first. */
    Precinct precinct(int index) {
        Precinct precinct = precincts[index];
        if (precinct == null) {
            precinct = new Precinct(this, index);
            precincts[index] = precinct;
        }
        return precinct;
    }

    /** A precinct that a packet was read for, or null. */
    Precinct precinctIfVisited(int index) {
        return precincts[index];
    }

    /** The code-blocks of a precinct in one of the sub-bands (B.7). */
    BlockGroup blocks(int precinct, int band) {
        int column = (bounds.x0() >> precinctWidth) + precinct % precinctsWide;
        int row = (bounds.y0() >> precinctHeight) + precinct / precinctsWide;
        int width = lowest ? precinctWidth : precinctWidth - 1;
        int height = lowest ? precinctHeight : precinctHeight - 1;
        Rectangle all = bands[band].bounds;
        Rectangle part = new Rectangle(
                (int) Math.max(all.x0(), (long) column << width),
                (int) Math.max(all.y0(), (long) row << height),
                (int) Math.min(all.x1(), (long) column + 1 << width),
                (int) Math.min(all.y1(), (long) row + 1 << height));
        return new BlockGroup(bands[band], part, blockWidth, blockHeight);
    }
}
