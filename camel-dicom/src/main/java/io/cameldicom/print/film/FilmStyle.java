package io.cameldicom.print.film;

import io.cameldicom.print.FilmSize;
import java.util.Objects;

/**
 * What a print job leaves to the printer. Immutable.
 *
 * @param size of films that say none
 * @param margin free on each side of the film, in millimeters
 * @param gap between image boxes, in millimeters
 * @param textHeight of a line of annotation, in millimeters; 0 leaves annotations out
 */
public record FilmStyle(FilmSize size, double margin, double gap, double textHeight) {

    /** A film of 14 by 17 inches, as good as no margin, lines of 4 mm. */
    public static final FilmStyle DEFAULT = new FilmStyle(FilmSize.parse("14INX17IN"), 2, 1, 4);

    public FilmStyle {
        Objects.requireNonNull(size, "size");
        require("margin", margin);
        require("gap", gap);
        require("textHeight", textHeight);
    }

    private static void require(String name, double millimeters) {
        if (!(millimeters >= 0 && millimeters <= 100)) {
            throw new IllegalArgumentException(name + "=" + millimeters + ": must be 0 to 100 mm");
        }
    }

    public FilmStyle withSize(FilmSize ofFilmsThatSayNone) {
        return new FilmStyle(ofFilmsThatSayNone, margin, gap, textHeight);
    }

    public FilmStyle withMargin(double millimeters) {
        return new FilmStyle(size, millimeters, gap, textHeight);
    }

    public FilmStyle withGap(double millimeters) {
        return new FilmStyle(size, margin, millimeters, textHeight);
    }

    public FilmStyle withTextHeight(double millimeters) {
        return new FilmStyle(size, margin, gap, millimeters);
    }
}
