package io.cameldicom.dicom.deid;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Moves DA and DT values (PS3.5 6.2) by a number of days; what they leave out and the time of day stay as they are. */
public final class DateShift {
    private static final Pattern DATE = Pattern.compile("(\\d{4})([-.]?)(\\d{2})\\2(\\d{2})");
    private static final Pattern DATE_TIME =
            Pattern.compile("(\\d{4})(?:(\\d{2})(?:(\\d{2})((?:\\d{2}){1,3}(?:\\.\\d{1,6})?)?)?)?([+-]\\d{4})?");
    private static final DateTimeFormatter DICOM = DateTimeFormatter.BASIC_ISO_DATE;

    private DateShift() {}

    /** A date moved; null when the text is none. */
    public static String date(String da, int days) {
        Matcher m = DATE.matcher(da);
        return m.matches() ? shifted(m.group(1), m.group(3), m.group(4), days) : null;
    }

    /**
     * A date and time moved. Of one without a day the first counts, and as much is left out of the result.
     *
     * @return null when the text is none
     */
    public static String dateTime(String dt, int days) {
        Matcher m = DATE_TIME.matcher(dt);
        if (!m.matches()) {
            return null;
        }
        String month = m.group(2) == null ? "01" : m.group(2);
        String day = m.group(3) == null ? "01" : m.group(3);
        String date = shifted(m.group(1), month, day, days);
        int precision = m.group(3) != null ? 8 : m.group(2) != null ? 6 : 4;
        String time = m.group(4) == null ? "" : m.group(4);
        String offset = m.group(5) == null ? "" : m.group(5);
        return date == null ? null : date.substring(0, precision) + time + offset;
    }

    private static String shifted(String year, String month, String day, int days) {
        try {
            LocalDate date = LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day));
            LocalDate moved = date.plusDays(days);
            return moved.getYear() < 1 || moved.getYear() > 9999 ? null : DICOM.format(moved);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
