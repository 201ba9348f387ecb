package io.cameldicom.dicom.render;

/**
 * A picture that comes row by row. Rows are asked for from the first to the last, each once; some may be left out. For
 * one thread.
 */
public interface PixelRows {
    int width();

    int height();

    /** 1 for gray, 3 for red, green, blue. */
    int samples();

    /** The value of white; that of black is 0. */
    int maximum();

    /**
     * Fills {@code row} with the samples of a row, color by pixel.
     *
     * @param y from 0, above that of the call before
     * @param row of {@link #width} times {@link #samples}
     * @throws java.io.UncheckedIOException if the row cannot be read from where it lies
     */
    void read(int y, int[] row);
}
