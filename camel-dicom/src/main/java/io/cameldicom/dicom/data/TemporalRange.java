package io.cameldicom.dicom.data;

import io.cameldicom.dicom.dict.VR;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.Temporal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The time a value of VR DA, TM or DT spans (PS3.5 6.2): a day, an hour when the minutes are left out, or the range
 * that a query asks for (PS3.4 C.2.2.2.5). Separators of ISO 8601 and of ACR-NEMA are understood.
 *
 * @param first the first moment, null for a range without beginning: a {@link LocalDate} for DA, a {@link LocalTime} for
 *     TM, for DT a {@link LocalDateTime}, or an {@link java.time.OffsetDateTime} when the value has an offset
 * @param last the last moment, to the nanosecond, of the same type, null for a range without end
 */
public record TemporalRange(Temporal first, Temporal last) {

    private static final Pattern DA = Pattern.compile("(\\d{4})([-.]?)(\\d{2})\\2(\\d{2})");
    private static final String TIME = "(\\d{2})(?::?(\\d{2})(?::?(\\d{2})(?:\\.(\\d{1,9}))?)?)?";
    private static final Pattern TM = Pattern.compile(TIME);
    private static final Pattern DT =
            Pattern.compile("(\\d{4})(?:(\\d{2})(?:(\\d{2})(?:" + TIME + ")?)?)?([+-]\\d{4})?");

    /** A range of two DT has 54 characters (PS3.5 table 6.2-1); ISO 8601 has a few more. */
    private static final int LONGEST = 80;

    /** A leap second (PS3.5 6.2) is taken as the second before it, for java.time has none. */
    private static final int LAST_SECOND = 59;

    /**
     * Reads one value.
     *
     * @param vr DA, TM or DT
     * @return null when the text is no such value or range
     */
    public static TemporalRange parse(VR vr, String text) {
        if (text == null || text.isEmpty() || text.length() > LONGEST) {
            return null;
        }
        TemporalRange single = single(vr, text);
        // a hyphen may also stand in a date of ISO 8601 or before an offset: what is one value is no range
        for (int hyphen = text.indexOf('-'); single == null && hyphen >= 0; hyphen = text.indexOf('-', hyphen + 1)) {
            single = range(
                    vr,
                    text.substring(0, hyphen).strip(),
                    text.substring(hyphen + 1).strip());
        }
        return single;
    }

    /**
     * The text of this range: {@code first-last}, with nothing on the side that is open; of one day or moment just that.
     *
     * @param vr DA, TM or DT
     * @throws IllegalArgumentException when both ends are open, or not what the VR has a form for
     */
    public String format(VR vr) {
        if (first == null && last == null) {
            throw new IllegalArgumentException("a range that is open on both sides is no value of " + vr);
        }
        String from = first == null ? "" : TemporalFormat.toString(vr, first);
        String to = last == null ? "" : TemporalFormat.toString(vr, last);
        return from.equals(to) ? from : from + "-" + to;
    }

    /** Which ends there are, not when: dates of patients are patient data. */
    @Override
    public String toString() {
        return "TemporalRange[" + (first == null ? "open" : "from") + ", " + (last == null ? "open" : "to") + "]";
    }

    private static TemporalRange range(VR vr, String from, String to) {
        TemporalRange first = from.isEmpty() ? new TemporalRange(null, null) : single(vr, from);
        TemporalRange last = to.isEmpty() ? new TemporalRange(null, null) : single(vr, to);
        return first == null || last == null || from.isEmpty() && to.isEmpty()
                ? null
                : new TemporalRange(first.first, last.last);
    }

    private static TemporalRange single(VR vr, String text) {
        try {
            return switch (vr) {
                case DA -> date(DA.matcher(text));
                case TM -> time(TM.matcher(text));
                case DT -> dateTime(DT.matcher(text));
                default -> throw new IllegalArgumentException(vr + " is no VR of date or time");
            };
        } catch (DateTimeException e) {
            // digits in the right places, but no such day or hour
            return null;
        }
    }

    private static TemporalRange date(Matcher m) {
        if (!m.matches()) {
            return null;
        }
        LocalDate date = LocalDate.of(number(m, 1, 0), number(m, 3, 0), number(m, 4, 0));
        return new TemporalRange(date, date);
    }

    private static TemporalRange time(Matcher m) {
        if (!m.matches()) {
            return null;
        }
        LocalTime first = time(m, 1);
        return new TemporalRange(first, first.plusNanos(span(m, 1) - 1));
    }

    private static TemporalRange dateTime(Matcher m) {
        if (!m.matches()) {
            return null;
        }
        LocalDate date = LocalDate.of(number(m, 1, 0), number(m, 2, 1), number(m, 3, 1));
        LocalDateTime first = date.atTime(m.group(4) == null ? LocalTime.MIDNIGHT : time(m, 4));
        LocalDateTime last = lastOf(m, first).minusNanos(1);
        if (m.group(8) == null) {
            return new TemporalRange(first, last);
        }
        ZoneOffset offset = TemporalFormat.offset(m.group(8));
        if (offset == null) {
            return null;
        }
        return new TemporalRange(first.atOffset(offset), last.atOffset(offset));
    }

    private static LocalTime time(Matcher m, int group) {
        String fraction = m.group(group + 3) == null ? "0" : m.group(group + 3);
        int nanos = Integer.parseInt((fraction + "00000000").substring(0, 9));
        return LocalTime.of(
                number(m, group, 0), number(m, group + 1, 0), Math.min(LAST_SECOND, number(m, group + 2, 0)), nanos);
    }

    private static LocalDateTime lastOf(Matcher m, LocalDateTime first) {
        if (m.group(2) == null) {
            return first.plusYears(1);
        }
        if (m.group(3) == null) {
            return first.plusMonths(1);
        }
        return m.group(4) == null ? first.plusDays(1) : first.plusNanos(span(m, 4));
    }

    /** Nanoseconds of the last component that is there. */
    private static long span(Matcher m, int group) {
        if (m.group(group + 1) == null) {
            return ChronoUnit.HOURS.getDuration().toNanos();
        }
        if (m.group(group + 2) == null) {
            return ChronoUnit.MINUTES.getDuration().toNanos();
        }
        long second = ChronoUnit.SECONDS.getDuration().toNanos();
        String fraction = m.group(group + 3);
        return fraction == null ? second : second / (long) Math.pow(10, fraction.length());
    }

    private static int number(Matcher m, int group, int missing) {
        return m.group(group) == null ? missing : Integer.parseInt(m.group(group));
    }
}
