package io.cameldicom.component;

import java.util.Arrays;
import java.util.List;

/** What the text and the numbers of options have to be. */
final class OptionValues {

    private OptionValues() {}

    /** The entries of a comma list, trimmed, none of them empty. */
    static List<String> list(String text) {
        return text == null
                ? List.of()
                : Arrays.stream(text.split(","))
                        .map(String::trim)
                        .filter(s -> !s.isEmpty())
                        .toList();
    }

    static int inRange(String option, int value, int lowest, int highest) {
        if (value < lowest || value > highest) {
            throw new IllegalArgumentException(option + "=" + value + ": must be " + lowest + " to " + highest);
        }
        return value;
    }

    static long finite(String option, long millis) {
        if (millis <= 0) {
            throw new IllegalArgumentException(
                    option + "=" + millis + ": must be a duration above 0 such as 30s; there is no unlimited wait");
        }
        return millis;
    }
}
