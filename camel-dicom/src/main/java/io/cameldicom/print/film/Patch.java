package io.cameldicom.print.film;

import java.io.IOException;
import java.util.Arrays;

/** Something with a rectangle on a film, in pixels, that can draw its rows from the first to the last. */
abstract class Patch {
    final int left;
    final int top;
    final int right;
    final int bottom;

    /** @param area rounded to pixels of 1/{@code scale} mm */
    Patch(Area area, double scale) {
        left = (int) Math.round(area.x() * scale);
        top = (int) Math.round(area.y() * scale);
        right = (int) Math.round((area.x() + area.width()) * scale);
        bottom = (int) Math.round((area.y() + area.height()) * scale);
    }

    final boolean isIn(int y) {
        return y >= top && y < bottom;
    }

    /**
     * Draws what it has in a row.
     *
     * @param row of the film
     * @param samples a pixel has there
     */
    abstract void draw(int y, int[] row, int samples) throws IOException;

    /** Lets go of what it holds; may be called more than once. */
    void close() throws IOException {}

    static void fill(int[] row, int fromPixel, int toPixel, int samples, int level) {
        Arrays.fill(row, fromPixel * samples, toPixel * samples, level);
    }
}
