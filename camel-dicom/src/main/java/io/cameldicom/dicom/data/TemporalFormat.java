package io.cameldicom.dicom.data;

import io.cameldicom.dicom.dict.VR;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.Temporal;

/** How DA, TM and DT are written (PS3.5 table 6.2-1). */
final class TemporalFormat {

    private static final int LAST_YEAR = 9999;
    private static final int NANOS_OF_MICRO = 1000;
    /** PS3.5 6.2: what the offset of a DT may be. */
    private static final int FIRST_OFFSET = -12 * 3600;

    private static final int LAST_OFFSET = 14 * 3600;

    private TemporalFormat() {}

    /** @throws IllegalArgumentException when the VR has no form for a value; the message does not have it */
    static String[] toStrings(VR vr, Temporal... values) {
        String[] texts = new String[values.length];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = toString(vr, values[i]);
        }
        return texts;
    }

    static String toString(VR vr, Temporal value) {
        if (vr == VR.DA && value instanceof LocalDate date) {
            return date(date);
        }
        if (vr == VR.TM && value instanceof LocalTime time) {
            return time(time);
        }
        if (vr == VR.DT && value instanceof LocalDateTime moment) {
            return date(moment.toLocalDate()) + time(moment.toLocalTime());
        }
        if (vr == VR.DT && value instanceof OffsetDateTime moment) {
            return date(moment.toLocalDate()) + time(moment.toLocalTime()) + offset(moment.getOffset());
        }
        throw new IllegalArgumentException(vr + " has no form for a "
                + (value == null ? "null" : value.getClass().getSimpleName()));
    }

    private static String date(LocalDate date) {
        if (date.getYear() < 0 || date.getYear() > LAST_YEAR) {
            throw new IllegalArgumentException("a year has four digits");
        }
        return String.format("%04d%02d%02d", date.getYear(), date.getMonthValue(), date.getDayOfMonth());
    }

    /** With a fraction only where there is one; what is less than a microsecond has no place in it. */
    private static String time(LocalTime time) {
        String text = String.format("%02d%02d%02d", time.getHour(), time.getMinute(), time.getSecond());
        int micros = time.getNano() / NANOS_OF_MICRO;
        return micros == 0 ? text : text + String.format(".%06d", micros);
    }

    private static String offset(ZoneOffset offset) {
        int seconds = offset.getTotalSeconds();
        if (seconds % 60 != 0 || seconds < FIRST_OFFSET || seconds > LAST_OFFSET) {
            throw new IllegalArgumentException("an offset from UTC is of whole minutes, -1200 to +1400");
        }
        int minutes = Math.abs(seconds / 60);
        return String.format("%s%02d%02d", seconds < 0 ? "-" : "+", minutes / 60, minutes % 60);
    }

    /** The offset that four digits behind a sign mean; null when they mean none. */
    static ZoneOffset offset(String text) {
        try {
            ZoneOffset offset = ZoneOffset.of(text);
            int seconds = offset.getTotalSeconds();
            return seconds < FIRST_OFFSET || seconds > LAST_OFFSET ? null : offset;
        } catch (DateTimeException e) {
            // other characters, or hours and minutes that no clock has
            return null;
        }
    }
}
