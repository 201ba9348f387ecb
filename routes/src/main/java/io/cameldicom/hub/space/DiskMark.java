package io.cameldicom.hub.space;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much of a file system has to be free: bytes, or a share of its size. Immutable.
 *
 * @param bytes 0 where it is a share
 * @param percent 0 where it is bytes
 */
public record DiskMark(long bytes, double percent) {

    private static final Pattern BYTES = Pattern.compile("(\\d{1,15})([KMGT]?)(I?B)?");
    private static final Pattern PERCENT = Pattern.compile("(\\d{1,2}(?:\\.\\d{1,3})?)%");

    /**
     * @param text such as {@code 20G}, {@code 512M} (powers of 1024) or {@code 5%}; {@code 0} is no mark
     * @throws IllegalArgumentException if it is something else
     */
    public static DiskMark of(String text) {
        String upper = text.strip().toUpperCase(Locale.ROOT);
        Matcher share = PERCENT.matcher(upper);
        if (share.matches()) {
            return new DiskMark(0, Double.parseDouble(share.group(1)));
        }
        return new DiskMark(bytes(upper), 0);
    }

    /**
     * @param text such as {@code 20G} or {@code 512M}, powers of 1024
     * @throws IllegalArgumentException if it is something else
     */
    public static long bytes(String text) {
        Matcher size = BYTES.matcher(text.strip().toUpperCase(Locale.ROOT));
        if (!size.matches()) {
            throw new IllegalArgumentException("expected bytes such as 512M or 20G");
        }
        int exponent = size.group(2).isEmpty() ? 0 : "KMGT".indexOf(size.group(2)) + 1;
        return Math.multiplyExact(Long.parseLong(size.group(1)), 1L << (10 * exponent));
    }

    /** In bytes, for a file system of this size. */
    public long of(long total) {
        return percent > 0 ? (long) (total / 100.0 * percent) : bytes;
    }
}
