package io.cameldicom.dicom.render;

import java.util.Locale;

/** Which values of interest of a grayscale frame become visible: from black to white (PS3.3 C.11.2). Color has none. */
public sealed interface Voi permits Window, Voi.OfImage, Voi.Lut, Voi.MinMax, Voi.FullRange {

    /** What the image asks for; see {@link OfImage}. */
    Voi DEFAULT = new OfImage(1);

    /**
     * A window of the image, in an enhanced one that of the frame, else its VOI LUT; where there is neither, all values
     * the frame has, or, of images of at most eight bits that have no Modality LUT, all values it could have.
     *
     * @param number which of the windows, from 1; the last one if there are fewer
     */
    record OfImage(int number) implements Voi {}

    /**
     * An item of the VOI LUT Sequence (0028,3010).
     *
     * @param number which item, from 1
     */
    record Lut(int number) implements Voi {}

    /** From the smallest to the largest value of the frame, pixel padding left out. */
    record MinMax() implements Voi {}

    /** From the smallest to the largest value such pixels can have. */
    record FullRange() implements Voi {}

    /**
     * {@code 40,400} or {@code 40,400,SIGMOID} (center, width, function), {@code image} or {@code image:2} (its second
     * window), {@code lut} or {@code lut:2}, {@code min-max}, {@code full}.
     *
     * @throws IllegalArgumentException if the text is none of these
     */
    static Voi parse(String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        try {
            if (word.indexOf(',') > 0) {
                return Window.parse(text.strip());
            }
            int colon = word.indexOf(':');
            String name = colon < 0 ? word : word.substring(0, colon);
            int number = colon < 0 ? 1 : Integer.parseInt(word.substring(colon + 1));
            if (number >= 1 && name.equals("image")) {
                return new OfImage(number);
            }
            if (number >= 1 && name.equals("lut")) {
                return new Lut(number);
            }
            if (colon < 0 && name.equals("min-max")) {
                return new MinMax();
            }
            if (colon < 0 && name.equals("full")) {
                return new FullRange();
            }
        } catch (NumberFormatException e) {
            throw unknown(text, e);
        }
        throw unknown(text, null);
    }

    private static IllegalArgumentException unknown(String text, Exception cause) {
        return new IllegalArgumentException(
                "window '" + text + "': must be center,width such as 40,400 (a third word LINEAR, LINEAR_EXACT or"
                        + " SIGMOID may follow), image or image:2, lut or lut:2, min-max, or full",
                cause);
    }
}
