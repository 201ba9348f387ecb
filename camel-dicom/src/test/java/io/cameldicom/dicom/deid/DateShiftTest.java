package io.cameldicom.dicom.deid;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DateShiftTest {
    @ParameterizedTest
    @CsvSource({
        "20261122, 1, 20261123",
        "20261231, 1, 20270101",
        "20240301, -1, 20240229",
        "2026.11.22, 0, 20261122",
        "20261322, 1,",
        "2026, 1,",
        "19000101, -693961,",
        "Doe, 1,"
    })
    void moves_a_date(String date, int days, String moved) {
        assertEquals(moved, DateShift.date(date, days));
    }

    @ParameterizedTest
    @CsvSource({
        "20261122103000.123456+0100, 10, 20261202103000.123456+0100",
        "2026112210, -22, 2026103110",
        "20261122, 10, 20261202",
        "202611, 30, 202612",
        "2026-0500, 366, 2027-0500",
        "20261122 by Doe, 1,",
        "20261122103000 Doe, 1,"
    })
    void moves_a_date_and_time_as_precise_as_it_is(String dateTime, int days, String moved) {
        assertEquals(moved, DateShift.dateTime(dateTime, days));
    }
}
