package io.cameldicom.dicom.query;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.TemporalRange;
import java.time.LocalDate;
import java.time.LocalTime;

/**
 * Range matching of a date, a time or a moment (PS3.4 C.2.2.2.5); a single value is the range of what it leaves open, as the
 * 60 seconds of {@code 1015}.
 */
record TemporalKey(Element element, TemporalRange range, Clock clock) implements Key {

    @Override
    public boolean matches(Attributes entity) {
        return element.values(entity).stream().anyMatch(value -> matches(entity, value));
    }

    private boolean matches(Attributes entity, String value) {
        TemporalRange parsed = TemporalRange.parse(element.vr(), value);
        if (parsed == null || parsed.first() == null) {
            return false;
        }
        return switch (element.vr()) {
            case DA -> within(
                    (LocalDate) range.first(),
                    clock.date(entity, element.tag(), (LocalDate) parsed.first()),
                    (LocalDate) range.last());
            case TM -> within((LocalTime) range.first(), clock.time(entity, (LocalTime) parsed.first()), (LocalTime)
                    range.last());
            default -> clock.contains(range, entity, parsed.first());
        };
    }

    private static <T extends Comparable<? super T>> boolean within(T first, T value, T last) {
        return (first == null || first.compareTo(value) <= 0) && (last == null || value.compareTo(last) <= 0);
    }
}
