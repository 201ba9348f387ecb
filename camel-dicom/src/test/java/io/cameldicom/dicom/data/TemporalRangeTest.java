package io.cameldicom.dicom.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemporalRangeTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "DA, 20260228,            2026-02-28,                2026-02-28",
                "DA, 2026.02.28,          2026-02-28,                2026-02-28",
                "DA, 2026-02-28,          2026-02-28,                2026-02-28",
                "DA, 20260101-20260228,   2026-01-01,                2026-02-28",
                "DA, 20260101-,           2026-01-01,                -",
                "DA, -20260228,           -,                         2026-02-28",
                "TM, 10,                  10:00,                     10:59:59.999999999",
                "TM, 1030,                10:30,                     10:30:59.999999999",
                "TM, 10:30:15,            10:30:15,                  10:30:15.999999999",
                "TM, 103015.12,           10:30:15.120,              10:30:15.129999999",
                "TM, 235960,              23:59:59,                  23:59:59.999999999",
                "TM, 08-0930,             08:00,                     09:30:59.999999999",
                "TM, 23,                  23:00,                     23:59:59.999999999",
                "DT, 2026,                2026-01-01T00:00,          2026-12-31T23:59:59.999999999",
                "DT, 202602,              2026-02-01T00:00,          2026-02-28T23:59:59.999999999",
                "DT, 20260228,            2026-02-28T00:00,          2026-02-28T23:59:59.999999999",
                "DT, 2026022810,          2026-02-28T10:00,          2026-02-28T10:59:59.999999999",
                "DT, 20260228103015.5+0130, 2026-02-28T10:30:15.500+01:30, 2026-02-28T10:30:15.599999999+01:30",
                "DT, 2026-0500,           2026-01-01T00:00-05:00,    2026-12-31T23:59:59.999999999-05:00",
                "DT, 2025-2026,           2025-01-01T00:00,          2026-12-31T23:59:59.999999999",
                "DT, 2025-0500-2026-0500, 2025-01-01T00:00-05:00,    2026-12-31T23:59:59.999999999-05:00",
                "DT, -2026,               -,                         2026-12-31T23:59:59.999999999"
            })
    void a_value_spans_what_it_leaves_out(VR vr, String text, String first, String last) {
        TemporalRange range = TemporalRange.parse(vr, text);
        assertEquals(first, range.first() == null ? null : range.first().toString());
        assertEquals(last, range.last() == null ? null : range.last().toString());
    }

    @ParameterizedTest
    @CsvSource({"DA, 20260230", "DA, 2026", "DA, x", "DA, -", "TM, 25", "TM, 10:", "DT, 20261301", "DT, 2026+1500"})
    void what_is_no_date_or_time_is_null(VR vr, String text) {
        assertNull(TemporalRange.parse(vr, text));
    }

    @Test
    void other_vrs_are_refused() {
        assertThrows(IllegalArgumentException.class, () -> TemporalRange.parse(VR.LO, "20260101"));
    }

    @Test
    void a_data_set_gives_dates_and_times() {
        Attributes dataset = new Attributes();
        dataset.setString(Tag.StudyDate, VR.DA, "20260228");
        dataset.setString(Tag.StudyTime, VR.TM, "1030");
        dataset.setString(Tag.AcquisitionDateTime, VR.DT, "20260301080000+0100");
        dataset.setString(Tag.PatientID, VR.LO, "20260301");
        assertEquals(LocalDate.of(2026, 2, 28), dataset.getLocalDate(Tag.StudyDate));
        assertEquals(LocalTime.of(10, 30), dataset.getLocalTime(Tag.StudyTime));
        assertEquals(LocalDateTime.of(2026, 2, 28, 10, 30), dataset.getLocalDateTime(Tag.StudyDate, Tag.StudyTime));
        assertEquals(LocalDate.of(2026, 3, 1), dataset.getLocalDate(Tag.AcquisitionDateTime));
        assertEquals(LocalTime.of(8, 0), dataset.getLocalTime(Tag.AcquisitionDateTime));
        assertNull(dataset.getLocalDate(Tag.PatientID));
        assertNull(dataset.getLocalDate(Tag.SeriesDate));
        assertNull(dataset.getLocalDateTime(Tag.StudyDate, Tag.SeriesTime));
    }
}
