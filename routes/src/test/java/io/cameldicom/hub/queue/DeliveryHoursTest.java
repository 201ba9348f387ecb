package io.cameldicom.hub.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** 2026-11-23 is a Monday. */
class DeliveryHoursTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "22:00-05:00; 2026-11-23T22:00; true",
                "22:00-05:00; 2026-11-23T04:59; true",
                "22:00-05:00; 2026-11-23T05:00; false",
                "Mon-Fri 19:00-07:00, Sat-Sun; 2026-11-23T06:00; false", // Sunday's window is all day, not overnight
                "Mon-Fri 19:00-07:00, Sat-Sun; 2026-11-24T06:59; true",
                "Mon-Fri 19:00-07:00, Sat-Sun; 2026-11-28T06:59; true",
                "Mon-Fri 19:00-07:00, Sat-Sun; 2026-11-29T23:59; true",
                "Mon-Fri 19:00-07:00, Sat-Sun; 2026-11-24T12:00; false",
                "sat-mon 08:00-24:00; 2026-11-23T23:59; true",
                "sat-mon 08:00-24:00; 2026-11-24T09:00; false",
                "Mon; 2026-11-23T00:00; true",
                "''; 2026-11-23T00:00; true"
            })
    void windows_are_days_and_times(String hours, LocalDateTime time, boolean open) {
        assertEquals(open, DeliveryHours.parse(hours).isOpen(time.atZone(ZoneOffset.UTC)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"always", "Mon-Fun", "25:00-26:00", "10:60-11:00", "10:00", "Mon,,Tue"})
    void what_says_no_hours_is_refused(String hours) {
        assertThrows(IllegalArgumentException.class, () -> DeliveryHours.parse(hours));
    }
}
