package io.cameldicom.dicom.query;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.TemporalRange;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.Temporal;

/**
 * Reads dates and times of entities as the clock of the query shows them: where both say their offset from UTC (0008,0201),
 * those of the entity are converted (PS3.4 C.2.2.2.5, timezone query adjustment); otherwise they are taken as they stand.
 *
 * @param query the offset of the identifier, or null
 * @param source the offset of entities that do not say theirs, or null
 */
record Clock(ZoneOffset query, ZoneOffset source) {

    static Clock of(Attributes identifier, ZoneOffset source) {
        return new Clock(offset(identifier), source);
    }

    /** The offset a data set, or the one around it, says its dates and times have; null when it does not. */
    private static ZoneOffset offset(Attributes dataset) {
        for (Attributes set = dataset; set != null; set = set.getParent()) {
            String text = set.getString(Tag.TimezoneOffsetFromUTC);
            if (text != null) {
                try {
                    return ZoneOffset.of(text);
                } catch (DateTimeException e) {
                    return null; // an offset that is none says as much as none
                }
            }
        }
        return null;
    }

    private ZoneOffset offsetOf(Attributes entity) {
        ZoneOffset own = offset(entity);
        return own != null ? own : source;
    }

    /** A date; the time of day that belongs to it decides whether it is another one on the clock of the query. */
    LocalDate date(Attributes entity, int tag, LocalDate date) {
        LocalTime time = (LocalTime) first(VR.TM, entity, DateTimePairs.timeOf(tag));
        return time == null ? date : shift(entity, date.atTime(time)).toLocalDate();
    }

    /** A time of day; which date it is of is of no account. */
    LocalTime time(Attributes entity, LocalTime time) {
        return shift(entity, LocalDate.EPOCH.atTime(time)).toLocalTime();
    }

    LocalDateTime shift(Attributes entity, LocalDateTime moment) {
        ZoneOffset from = offsetOf(entity);
        return query == null || from == null
                ? moment
                : moment.plusSeconds((long) query.getTotalSeconds() - from.getTotalSeconds());
    }

    /** Which of two moments is earlier; one without offset has that of its side. */
    static int compare(Temporal a, ZoneOffset offsetOfA, Temporal b, ZoneOffset offsetOfB) {
        if (a instanceof LocalDateTime first
                && b instanceof LocalDateTime second
                && (offsetOfA == null || offsetOfB == null)) {
            return first.compareTo(second);
        }
        return at(a, offsetOfA, offsetOfB)
                .toInstant()
                .compareTo(at(b, offsetOfB, offsetOfA).toInstant());
    }

    private static OffsetDateTime at(Temporal moment, ZoneOffset own, ZoneOffset other) {
        if (moment instanceof OffsetDateTime exact) {
            return exact;
        }
        ZoneOffset offset = own != null ? own : other != null ? other : ZoneOffset.UTC;
        return ((LocalDateTime) moment).atOffset(offset);
    }

    /** Whether a DT of the entity is within the range. */
    boolean contains(TemporalRange range, Attributes entity, Temporal moment) {
        ZoneOffset from = offsetOf(entity);
        return (range.first() == null || compare(range.first(), query, moment, from) <= 0)
                && (range.last() == null || compare(moment, from, range.last(), query) <= 0);
    }

    /** The first moment of the element's first value; null when there is none. */
    static Temporal first(VR vr, Attributes entity, int tag) {
        TemporalRange range = TemporalRange.parse(vr, entity.getString(tag));
        return range == null ? null : range.first();
    }
}
