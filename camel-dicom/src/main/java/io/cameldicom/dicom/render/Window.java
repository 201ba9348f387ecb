package io.cameldicom.dicom.render;

import java.util.Locale;

/**
 * Window Center (0028,1050), Window Width (0028,1051) and VOI LUT Function (0028,1056), in the unit of the Modality LUT's
 * output.
 *
 * @param width at least 1 for LINEAR, above 0 for the others
 */
public record Window(double center, double width, Function function) implements Voi {

    /** PS3.3 C.11.2.1.2 and C.11.2.1.3. */
    public enum Function {
        LINEAR,
        LINEAR_EXACT,
        SIGMOID
    }

    /** @throws IllegalArgumentException if the width is out of range, or a number is none */
    public Window {
        if (!Double.isFinite(center) || !Double.isFinite(width) || width <= 0) {
            throw new IllegalArgumentException("window: center and width must be numbers, the width above 0");
        }
        if (function == Function.LINEAR && width < 1) {
            throw new IllegalArgumentException(
                    "window width of " + width + ": must be at least 1 (PS3.3 C.11.2.1.2.1)");
        }
    }

    public Window(double center, double width) {
        this(center, width, Function.LINEAR);
    }

    /**
     * {@code center,width} or {@code center,width,function}.
     *
     * @throws IllegalArgumentException if it is neither, or a value is out of range
     */
    public static Window parse(String text) {
        String[] parts = text.split(",");
        if (parts.length != 2 && parts.length != 3) {
            throw new IllegalArgumentException("window '" + text + "': must be center,width or center,width,function");
        }
        Function function = parts.length == 2 ? Function.LINEAR : function(text, parts[2]);
        return new Window(Double.parseDouble(parts[0].strip()), Double.parseDouble(parts[1].strip()), function);
    }

    private static Function function(String text, String word) {
        try {
            return Function.valueOf(word.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "window '" + text + "': the function must be LINEAR, LINEAR_EXACT or SIGMOID", e);
        }
    }

    /** From 0 (black) to 1 (white). */
    double apply(double value) {
        return switch (function) {
            case LINEAR -> linear(value, center - 0.5, width - 1);
            case LINEAR_EXACT -> linear(value, center, width);
            case SIGMOID -> 1 / (1 + Math.exp(-4 * (value - center) / width));
        };
    }

    private static double linear(double value, double middle, double range) {
        if (value <= middle - range / 2) {
            return 0;
        }
        return value > middle + range / 2 ? 1 : (value - middle) / range + 0.5;
    }
}
