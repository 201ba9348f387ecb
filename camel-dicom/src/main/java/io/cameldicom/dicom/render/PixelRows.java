package io.cameldicom.dicom.render;

/** A picture that comes row by row; rows are asked for from the first to the last. */
interface PixelRows {
    int width();

    int height();

    /** 1 for gray, 3 for red, green, blue. */
    int samples();

    /** The value of white; that of black is 0. */
    int maximum();

    /** Fills {@code row} with the samples of a row, color by pixel. */
    void read(int y, int[] row);
}
