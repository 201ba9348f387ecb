package io.cameldicom.print;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The size of a film, upright: Film Size ID (2010,0050), PS3.3 C.13.3. Immutable.
 *
 * @param id as the standard writes it, such as {@code 14INX17IN}, {@code 8_5INX11IN}, {@code 24CMX30CM}, {@code A4}
 * @param width of the film in portrait orientation, in millimeters
 * @param height of the film in portrait orientation, in millimeters
 */
public record FilmSize(String id, double width, double height) {

    private static final Pattern INCHES_OR_CENTIMETERS =
            Pattern.compile("(\\d{1,3}(?:_\\d{1,2})?)(IN|CM)X(\\d{1,3}(?:_\\d{1,2})?)(IN|CM)");
    private static final double INCH = 25.4;
    private static final double CENTIMETER = 10;

    /** @throws IllegalArgumentException if a side is not positive */
    public FilmSize {
        if (!(width > 0) || !(height > 0)) {
            throw new IllegalArgumentException("A film of " + width + " by " + height + " mm is none");
        }
    }

    /**
     * Reads the attribute's value. Any size in inches or centimeters is understood, not only the defined terms.
     *
     * @throws IllegalArgumentException if it says no size; the message does not repeat the value
     */
    public static FilmSize parse(String value) {
        String id = value.replace(" ", "").toUpperCase(Locale.ROOT);
        if (id.equals("A4")) {
            return new FilmSize(id, 210, 297);
        }
        if (id.equals("A3")) {
            return new FilmSize(id, 297, 420);
        }
        Matcher matcher = INCHES_OR_CENTIMETERS.matcher(id);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "Film Size ID (2010,0050) is no size, such as 14INX17IN, 24CMX30CM or A4");
        }
        return new FilmSize(
                id, millimeters(matcher.group(1), matcher.group(2)), millimeters(matcher.group(3), matcher.group(4)));
    }

    private static double millimeters(String number, String unit) {
        return Double.parseDouble(number.replace('_', '.')) * (unit.equals("IN") ? INCH : CENTIMETER);
    }

    /** Width of a film that lies so, in millimeters. */
    public double width(FilmOrientation orientation) {
        return orientation == FilmOrientation.LANDSCAPE ? height : width;
    }

    /** Height of a film that lies so, in millimeters. */
    public double height(FilmOrientation orientation) {
        return orientation == FilmOrientation.LANDSCAPE ? width : height;
    }
}
