package io.cameldicom.component;

import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.regex.Pattern;

/** Values of Java and of databases as DICOM writes them (PS3.5 6.2). */
final class ValueText {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuuMMdd");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmmss");
    private static final DateTimeFormatter TIME_WITH_FRACTION = DateTimeFormatter.ofPattern("HHmmss.SSSSSS");
    private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("xx");
    /** What databases give for a date where they give text; a query's range {@code 20260101-20260131} is another thing. */
    private static final Pattern ISO_DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    private static final Pattern ISO_TIME = Pattern.compile("\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,6})?)?");

    private ValueText() {}

    static String of(int tag, VR vr, Object value) {
        if (value == null) {
            return "";
        }
        TemporalAccessor temporal = temporal(value);
        if (temporal != null) {
            return text(tag, vr, temporal);
        }
        if (value instanceof Number) {
            return new BigDecimal(value.toString()).toPlainString();
        }
        String text = value.toString();
        if (vr == VR.DA && ISO_DATE.matcher(text).matches()) {
            return text.replace("-", "");
        }
        return vr == VR.TM && ISO_TIME.matcher(text).matches() ? text.replace(":", "") : text;
    }

    private static TemporalAccessor temporal(Object value) {
        if (value instanceof java.sql.Date date) {
            return date.toLocalDate();
        }
        if (value instanceof java.sql.Time time) {
            return time.toLocalTime();
        }
        if (value instanceof java.sql.Timestamp timestamp) {
            return timestamp.toLocalDateTime();
        }
        if (value instanceof java.util.Date date) {
            return date.toInstant().atZone(ZoneId.systemDefault()).toLocalDateTime();
        }
        if (value instanceof Instant instant) {
            return instant.atZone(ZoneId.systemDefault()).toOffsetDateTime();
        }
        return value instanceof TemporalAccessor temporal ? temporal : null;
    }

    private static String text(int tag, VR vr, TemporalAccessor temporal) {
        try {
            return switch (vr) {
                case DA -> DATE.format(LocalDate.from(temporal));
                case TM -> time(LocalTime.from(temporal));
                case DT -> dateTime(temporal);
                default -> temporal.toString();
            };
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(Tag.format(tag) + " " + vr + " cannot be made of a "
                    + temporal.getClass().getSimpleName());
        }
    }

    private static String dateTime(TemporalAccessor temporal) {
        if (temporal instanceof OffsetDateTime || temporal instanceof ZonedDateTime) {
            OffsetDateTime moment = OffsetDateTime.from(temporal);
            return DATE.format(moment) + time(moment.toLocalTime()) + OFFSET.format(moment);
        }
        if (temporal instanceof LocalDate date) {
            return DATE.format(date);
        }
        LocalDateTime moment = LocalDateTime.from(temporal);
        return DATE.format(moment) + time(moment.toLocalTime());
    }

    private static String time(LocalTime time) {
        return (time.getNano() == 0 ? TIME : TIME_WITH_FRACTION).format(time);
    }
}
