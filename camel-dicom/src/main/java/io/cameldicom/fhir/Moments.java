package io.cameldicom.fhir;

import io.cameldicom.dicom.dict.Tag;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * DA and TM (PS3.5 table 6.2-1) in the form of FHIR's date and dateTime: a time only with its offset from UTC. Dates that break off,
 * or have 00 for what nobody knows, are less precise; forms of ACR-NEMA are understood.
 */
final class Moments {

    private static final Pattern DATE = Pattern.compile("(\\d{4})(?:[.]?(\\d{2})(?:[.]?(\\d{2}))?)?");
    private static final Pattern TIME = Pattern.compile("(\\d{2})(?::?(\\d{2})(?::?(\\d{2})(?:\\.(\\d{1,6}))?)?)?");
    private static final Pattern OFFSET = Pattern.compile("([+-])(\\d{2})(\\d{2})");
    private static final int DAY_LENGTH = 10;
    /** PS3.3 C.12.1.1.8. */
    private static final int FIRST_OFFSET = -12 * 3600;

    private static final int LAST_OFFSET = 14 * 3600;

    private Moments() {}

    /** {@code 2024-03-05}, {@code 2024-03} or {@code 2024}; null when absent or reported as no date. */
    static String date(Source source, int tag) {
        String text = source.text(tag);
        if (text == null) {
            return null;
        }
        Matcher parts = DATE.matcher(text);
        String date = parts.matches() ? date(parts.group(1), parts.group(2), parts.group(3)) : null;
        if (date == null) {
            source.skip(tag, "no date");
        }
        return date;
    }

    private static String date(String year, String month, String day) {
        try {
            if (year.equals("0000")) {
                return null;
            }
            if (month == null || month.equals("00")) {
                return year;
            }
            if (day == null || day.equals("00")) {
                return YearMonth.of(Integer.parseInt(year), Integer.parseInt(month))
                        .toString();
            }
            return LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day))
                    .toString();
        } catch (DateTimeException e) {
            return null;
        }
    }

    /**
     * Day, time and offset; the day alone where the time is missing, has no minutes, or nobody knows its offset; null
     * without a date.
     */
    static String dateTime(Source source, int dateTag, int timeTag) {
        String date = date(source, dateTag);
        if (date == null || date.length() < DAY_LENGTH) {
            return date;
        }
        String text = source.text(timeTag);
        if (text == null) {
            return date;
        }
        Matcher parts = TIME.matcher(text);
        LocalTime time = parts.matches() ? time(parts) : null;
        if (time == null) {
            source.skip(timeTag, "no time of day");
            return date;
        }
        if (parts.group(2) == null) {
            return date;
        }
        ZoneOffset offset = offset(source, LocalDate.parse(date).atTime(time));
        if (offset == null) {
            return date;
        }
        String clock = String.format("%02d:%02d:%02d", time.getHour(), time.getMinute(), time.getSecond());
        String fraction = parts.group(4) == null ? "" : "." + parts.group(4);
        return date + "T" + clock + fraction + offset.getId();
    }

    private static LocalTime time(Matcher parts) {
        int hour = Integer.parseInt(parts.group(1));
        int minute = parts.group(2) == null ? 0 : Integer.parseInt(parts.group(2));
        int second = parts.group(3) == null ? 0 : Integer.parseInt(parts.group(3));
        // a leap second has no place in a FHIR instant of most systems
        int inMinute = second == 60 ? 59 : second;
        return hour > 23 || minute > 59 || inMinute > 59 ? null : LocalTime.of(hour, minute, inMinute);
    }

    private static ZoneOffset offset(Source source, LocalDateTime local) {
        String text = source.text(Tag.TimezoneOffsetFromUTC);
        if (text != null) {
            ZoneOffset offset = offset(text);
            if (offset != null) {
                return offset;
            }
            source.skip(Tag.TimezoneOffsetFromUTC, "no offset from UTC");
        }
        ZoneId zone = source.options().zone();
        if (zone == null) {
            return null;
        }
        ZoneOffsetTransition transition = zone.getRules().getTransition(local);
        if (transition == null) {
            return zone.getRules().getOffset(local);
        }
        // a clock reading that comes twice is taken as the first, one that never came as of the clock put forward
        return transition.isOverlap() ? transition.getOffsetBefore() : transition.getOffsetAfter();
    }

    private static ZoneOffset offset(String text) {
        Matcher parts = OFFSET.matcher(text);
        if (!parts.matches() || text.equals("-0000")) {
            return null;
        }
        int minutes = Integer.parseInt(parts.group(3));
        int seconds = (Integer.parseInt(parts.group(2)) * 60 + minutes)
                * 60
                * (parts.group(1).equals("-") ? -1 : 1);
        return minutes > 59 || seconds < FIRST_OFFSET || seconds > LAST_OFFSET
                ? null
                : ZoneOffset.ofTotalSeconds(seconds);
    }
}
