package io.cameldicom.component.language;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * DA, TM and DT (PS3.5 6.2), also with the separators of ISO 8601 and of ACR-NEMA. What is left out at the end is its first moment: {@code 10}
 * is 10:00:00, {@code 2026} the first of January.
 */
final class Temporals {
    private static final String DATE = "(\\d{4})(?:([-.]?)(\\d{2})(?:\\2(\\d{2}))?)?";
    private static final String TIME = "(\\d{2})(?::?(\\d{2})(?::?(\\d{2})(?:\\.(\\d{1,9}))?)?)?";
    private static final Pattern DA = Pattern.compile("(\\d{4})([-.]?)(\\d{2})\\2(\\d{2})");
    private static final Pattern TM = Pattern.compile(TIME);
    private static final Pattern DT = Pattern.compile(DATE + "(?:T?" + TIME + ")?([+-]\\d{2}:?\\d{2}|Z)?");

    private Temporals() {}

    static LocalDate date(String text) {
        Matcher m = DA.matcher(text);
        return m.matches() ? date(m.group(1), m.group(3), m.group(4)) : null;
    }

    static LocalTime time(String text) {
        Matcher m = TM.matcher(text);
        return m.matches() ? time(m, 1) : null;
    }

    /** In UTC when the value has an offset; without one it is taken as it stands. */
    static LocalDateTime dateTime(String text) {
        Matcher m = DT.matcher(text);
        if (!m.matches()) {
            return null;
        }
        LocalDate date = date(m.group(1), m.group(3), m.group(4));
        LocalTime time = m.group(5) == null ? LocalTime.MIDNIGHT : time(m, 5);
        if (date == null || time == null) {
            return null;
        }
        LocalDateTime local = date.atTime(time);
        try {
            return m.group(9) == null
                    ? local
                    : local.minusSeconds(ZoneOffset.of(m.group(9)).getTotalSeconds());
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static LocalDate date(String year, String month, String day) {
        try {
            return LocalDate.of(number(year), month == null ? 1 : number(month), day == null ? 1 : number(day));
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static LocalTime time(Matcher m, int group) {
        String fraction = m.group(group + 3) == null ? "0" : m.group(group + 3);
        int nanos = Integer.parseInt((fraction + "00000000").substring(0, 9));
        // 60 is a leap second (PS3.5 6.2), which java.time does not know
        int second = m.group(group + 2) == null ? 0 : Math.min(59, number(m.group(group + 2)));
        try {
            return LocalTime.of(
                    number(m.group(group)), m.group(group + 1) == null ? 0 : number(m.group(group + 1)), second, nanos);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }
}
