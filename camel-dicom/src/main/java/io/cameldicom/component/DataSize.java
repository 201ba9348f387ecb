package io.cameldicom.component;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number of bytes as options write it: {@code 131072}, {@code 128KiB}, {@code 16 GiB}. */
public final class DataSize {

    private static final Pattern FORM = Pattern.compile("(\\d{1,18})\\s*([kmgt]?)(?:i?b)?", Pattern.CASE_INSENSITIVE);

    private DataSize() {}

    /**
     * @return bytes; K, M, G and T are powers of 1024
     * @throws IllegalArgumentException naming the option if the text is no size or is below the minimum
     */
    public static long parse(String option, String text, long minimum) {
        Matcher size = FORM.matcher(text.trim());
        if (!size.matches()) {
            throw new IllegalArgumentException(
                    option + "=" + text + ": must be a number of bytes, or one with a unit such as 128KiB or 16GiB");
        }
        int shift = 10
                * " kmgt".indexOf(size.group(2).isEmpty() ? " " : size.group(2).toLowerCase(Locale.ROOT));
        long number = Long.parseLong(size.group(1));
        long bytes = number << shift;
        if (bytes >> shift != number || bytes < minimum) {
            throw new IllegalArgumentException(
                    option + "=" + text + ": must be at least " + minimum + " bytes and less than 8 EiB");
        }
        return bytes;
    }
}
