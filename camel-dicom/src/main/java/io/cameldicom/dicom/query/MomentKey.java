package io.cameldicom.dicom.query;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.TemporalRange;
import io.cameldicom.dicom.dict.VR;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;

/**
 * Combined date-time matching (PS3.4 C.2.2.2.5.3, K.6.1.2.2): the ranges of a date and of its time are one range, from the
 * first time on the first date to the last time on the last date. An entity without time is matched by its date.
 */
record MomentKey(Element date, Element time, TemporalRange dates, TemporalRange times, Clock clock) implements Key {

    /** Whether two ranges are of the same form, so that they can be one. */
    static boolean isPossible(TemporalRange dates, TemporalRange times) {
        return (dates.first() == null) == (times.first() == null) && (dates.last() == null) == (times.last() == null);
    }

    @Override
    public boolean matches(Attributes entity) {
        LocalDate day = (LocalDate) Clock.first(VR.DA, entity, date.in(entity));
        if (day == null) {
            return false;
        }
        LocalTime hour = (LocalTime) Clock.first(VR.TM, entity, time.in(entity));
        if (hour == null) {
            return (dates.first() == null || !day.isBefore((LocalDate) dates.first()))
                    && (dates.last() == null || !day.isAfter((LocalDate) dates.last()));
        }
        LocalDateTime moment = clock.shift(entity, day.atTime(hour));
        return (dates.first() == null
                        || !moment.isBefore(((LocalDate) dates.first()).atTime((LocalTime) times.first())))
                && (dates.last() == null
                        || !moment.isAfter(((LocalDate) dates.last()).atTime((LocalTime) times.last())));
    }
}
