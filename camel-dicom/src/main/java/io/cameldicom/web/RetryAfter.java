package io.cameldicom.web;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/** The header Retry-After (RFC 9110 10.2.3). */
public final class RetryAfter {

    private static final long LONGEST = Duration.ofDays(365).toSeconds();

    private RetryAfter() {}

    /** How long from now; null if the header is missing or none. */
    public static Duration parse(String header, Instant now) {
        if (header == null) {
            return null;
        }
        String text = header.strip();
        if (text.matches("\\d{1,18}")) {
            return Duration.ofSeconds(Math.min(LONGEST, Long.parseLong(text)));
        }
        try {
            Instant then = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return then.isBefore(now) ? Duration.ZERO : Duration.between(now, then);
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
