package io.cameldicom.print.film;

import io.cameldicom.dicom.render.PixelRows;

/** Rows in another size without any value that was not there: each pixel is the nearest one (magnification REPLICATE). */
final class NearestRows implements PixelRows {
    private final PixelRows rows;
    private final int width;
    private final int height;
    private final int[] source;
    private int read = -1;

    NearestRows(PixelRows rows, int width, int height) {
        this.rows = rows;
        this.width = width;
        this.height = height;
        this.source = new int[rows.width() * rows.samples()];
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public int samples() {
        return rows.samples();
    }

    @Override
    public int maximum() {
        return rows.maximum();
    }

    @Override
    public void read(int y, int[] row) {
        int from = (int) ((2L * y + 1) * rows.height() / (2L * height));
        if (from != read) {
            rows.read(from, source);
            read = from;
        }
        int samples = samples();
        for (int x = 0; x < width; x++) {
            int nearest = (int) ((2L * x + 1) * rows.width() / (2L * width));
            for (int sample = 0; sample < samples; sample++) {
                row[x * samples + sample] = source[nearest * samples + sample];
            }
        }
    }
}
