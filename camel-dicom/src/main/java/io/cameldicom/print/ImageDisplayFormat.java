package io.cameldicom.print;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How the image boxes of a film lie: Image Display Format (2010,0010), PS3.3 C.13.3. Immutable.
 *
 * @param kind the word before the backslash
 * @param values the numbers behind it: columns and rows of STANDARD, boxes of each row (ROW) or column (COL), the number
 *     of a CUSTOM format; none with SLIDE and SUPERSLIDE
 */
public record ImageDisplayFormat(Kind kind, List<Integer> values) {

    /** Boxes of one film; more are on no film of any printer, and each takes memory. */
    public static final int MAX_BOXES = 1000;

    /** The defined kinds. */
    public enum Kind {
        /** Equal boxes in columns and rows, numbered row by row. */
        STANDARD,
        /** Rows of equal height, each with its own number of boxes; numbered row by row. */
        ROW,
        /** Columns of equal width, each with its own number of boxes; numbered column by column. */
        COL,
        /** 35 mm slides; how many is the printer's configuration. */
        SLIDE,
        /** 40 mm slides; how many is the printer's configuration. */
        SUPERSLIDE,
        /** What the printer has under this number. */
        CUSTOM
    }

    /** @throws IllegalArgumentException if the values are not those of the kind, or there are too many boxes */
    public ImageDisplayFormat {
        values = List.copyOf(values);
        boolean right =
                switch (kind) {
                    case STANDARD -> values.size() == 2;
                    case ROW, COL -> !values.isEmpty();
                    case SLIDE, SUPERSLIDE -> values.isEmpty();
                    case CUSTOM -> values.size() == 1;
                };
        if (!right || values.stream().anyMatch(value -> value < 1)) {
            throw new IllegalArgumentException("Image Display Format (2010,0010): wrong numbers behind " + kind);
        }
        if (kind != Kind.CUSTOM && boxes(kind, values) > MAX_BOXES) {
            throw new IllegalArgumentException(
                    "Image Display Format (2010,0010): more than " + MAX_BOXES + " image boxes");
        }
    }

    /** STANDARD\columns,rows. */
    public static ImageDisplayFormat standard(int columns, int rows) {
        return new ImageDisplayFormat(Kind.STANDARD, List.of(columns, rows));
    }

    /**
     * Reads the attribute's value, such as {@code STANDARD\2,3}; blanks and case do not matter.
     *
     * @throws IllegalArgumentException if it is no format of the standard; the message does not repeat the value
     */
    public static ImageDisplayFormat parse(String value) {
        String text = value.replace(" ", "").toUpperCase(Locale.ROOT);
        int backslash = text.indexOf('\\');
        String word = backslash < 0 ? text : text.substring(0, backslash);
        Kind kind = Arrays.stream(Kind.values())
                .filter(known -> known.name().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Image Display Format (2010,0010) is not one of "
                        + Arrays.stream(Kind.values()).map(Enum::name).collect(Collectors.joining(", "))));
        return new ImageDisplayFormat(kind, backslash < 0 ? List.of() : numbers(text.substring(backslash + 1)));
    }

    private static List<Integer> numbers(String list) {
        List<Integer> numbers = new ArrayList<>();
        for (String number : list.split(",", -1)) {
            try {
                numbers.add(Integer.parseInt(number));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(
                        "Image Display Format (2010,0010): a number is missing or is none", e);
            }
        }
        return numbers;
    }

    /**
     * How many image boxes it makes; 0 where only the printer's configuration tells ({@link #isConfigured}), see {@link
     * Film#layout}.
     */
    public int boxes() {
        return boxes(kind, values);
    }

    private static int boxes(Kind kind, List<Integer> values) {
        long boxes =
                switch (kind) {
                    case STANDARD -> (long) values.get(0) * values.get(1);
                    case ROW, COL -> values.stream()
                            .mapToLong(Integer::longValue)
                            .sum();
                    case SLIDE, SUPERSLIDE, CUSTOM -> 0;
                };
        return (int) Math.min(boxes, Integer.MAX_VALUE);
    }

    /** Whether the printer's configuration says what it is: SLIDE, SUPERSLIDE, CUSTOM. */
    public boolean isConfigured() {
        return kind == Kind.SLIDE || kind == Kind.SUPERSLIDE || kind == Kind.CUSTOM;
    }

    /** The attribute's value, such as {@code STANDARD\2,3}. */
    @Override
    public String toString() {
        return values.isEmpty()
                ? kind.name()
                : kind + "\\" + values.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
