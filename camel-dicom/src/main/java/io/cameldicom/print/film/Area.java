package io.cameldicom.print.film;

/**
 * A rectangle on a film, seen as it is to be read.
 *
 * @param x millimeters from the left edge
 * @param y millimeters from the top edge
 * @param width in millimeters
 * @param height in millimeters
 */
public record Area(double x, double y, double width, double height) {

    /** What is left when as much is taken from each side. */
    Area shrunk(double by) {
        return new Area(x + by, y + by, Math.max(0, width - 2 * by), Math.max(0, height - 2 * by));
    }

    /** A rectangle of this size at the same center. */
    public Area centered(double itsWidth, double itsHeight) {
        return new Area(x + (width - itsWidth) / 2, y + (height - itsHeight) / 2, itsWidth, itsHeight);
    }
}
