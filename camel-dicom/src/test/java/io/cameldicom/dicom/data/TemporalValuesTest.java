package io.cameldicom.dicom.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.Temporal;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** DA, TM and DT as java.time, in a data set. */
class TemporalValuesTest {

    private final Attributes dataset = new Attributes();

    static Stream<Arguments> values() {
        LocalDateTime moment = LocalDateTime.of(2026, 11, 22, 21, 5, 9, 120_000_000);
        return Stream.of(
                Arguments.of(VR.DA, LocalDate.of(326, 1, 2), "03260102"),
                Arguments.of(VR.TM, LocalTime.of(7, 5), "070500"),
                Arguments.of(VR.TM, LocalTime.of(7, 5, 1, 1_000), "070501.000001"),
                Arguments.of(VR.DT, moment, "20261122210509.120000"),
                Arguments.of(VR.DT, moment.atOffset(ZoneOffset.ofHoursMinutes(5, 30)), "20261122210509.120000+0530"),
                Arguments.of(VR.DT, moment.atOffset(ZoneOffset.ofHoursMinutes(-3, -30)), "20261122210509.120000-0330"),
                Arguments.of(VR.DT, moment.atOffset(ZoneOffset.UTC), "20261122210509.120000+0000"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void a_value_is_written_in_the_form_of_the_vr_and_read_back(VR vr, Temporal value, String text) {
        dataset.setTemporal(Tag.SelectorDTValue, vr, value, value);
        assertEquals(text, dataset.getString(Tag.SelectorDTValue, 1, null));
        assertEquals(value, dataset.getTemporalRange(Tag.SelectorDTValue, 1).first());
        assertNull(dataset.getTemporalRange(Tag.SelectorDTValue, 2));
    }

    @Test
    void what_the_vr_has_no_form_for_is_refused_naming_the_tag() {
        var e = assertThrows(
                IllegalArgumentException.class, () -> dataset.setTemporal(Tag.StudyDate, VR.DA, LocalTime.NOON));
        assertEquals("(0008,0020): DA has no form for a LocalTime", e.getMessage());
        assertThrows(
                IllegalArgumentException.class,
                () -> dataset.setTemporal(Tag.StudyDate, VR.DA, LocalDate.of(12026, 1, 1)));
        assertThrows(
                IllegalArgumentException.class,
                () -> dataset.setTemporal(
                        Tag.AcquisitionDateTime,
                        VR.DT,
                        OffsetDateTime.of(LocalDateTime.MIN.withYear(2026), ZoneOffset.ofHours(-13))));
    }

    @ParameterizedTest
    @CsvSource({
        "DA, 20260101-20260131",
        "DA, 20260101-",
        "DA, -20260131",
        "DA, 20260101",
        "TM, 080000-120000",
        "DT, 20260101080000+0100-20260101120000+0100"
    })
    void a_range_is_written_as_a_query_asks_for_it(VR vr, String text) {
        TemporalRange range = TemporalRange.parse(vr, text);
        dataset.setTemporal(Tag.SelectorDTValue, vr, range);
        TemporalRange written = dataset.getTemporalRange(Tag.SelectorDTValue);
        assertEquals(range.first(), written.first());
        if (vr == VR.DA) {
            assertEquals(text, dataset.getString(Tag.SelectorDTValue));
            assertEquals(range.last(), written.last());
        }
    }

    @Test
    void a_range_open_on_both_sides_is_no_value() {
        assertThrows(
                IllegalArgumentException.class,
                () -> dataset.setTemporal(Tag.StudyDate, VR.DA, new TemporalRange(null, null)));
    }

    @Test
    void a_moment_without_offset_has_that_of_the_data_set_around() {
        dataset.setString(Tag.AcquisitionDateTime, VR.DT, "20261122210000");
        assertNull(dataset.getOffsetDateTime(Tag.AcquisitionDateTime));
        dataset.setString(Tag.TimezoneOffsetFromUTC, VR.SH, "-0500");
        ZoneOffset newYork = ZoneOffset.ofHours(-5);
        assertEquals(newYork, dataset.getTimezoneOffset());
        assertEquals(
                OffsetDateTime.of(2026, 11, 22, 21, 0, 0, 0, newYork),
                dataset.getOffsetDateTime(Tag.AcquisitionDateTime));

        Attributes item = new Attributes();
        dataset.newSequence(Tag.ReferencedStudySequence).add(item);
        item.setString(Tag.StudyDate, VR.DA, "20261122");
        item.setString(Tag.StudyTime, VR.TM, "2130");
        assertEquals(
                OffsetDateTime.of(2026, 11, 22, 21, 30, 0, 0, newYork),
                item.getOffsetDateTime(Tag.StudyDate, Tag.StudyTime));
        item.setString(Tag.AcquisitionDateTime, VR.DT, "20261122213000+0100");
        assertEquals(
                ZoneOffset.ofHours(1),
                item.getOffsetDateTime(Tag.AcquisitionDateTime).getOffset());
    }

    @ParameterizedTest
    @CsvSource({"-1300", "+1500", "five", "+0560"})
    void what_is_no_offset_from_utc_is_none(String text) {
        dataset.setString(Tag.TimezoneOffsetFromUTC, VR.SH, text);
        assertNull(dataset.getTimezoneOffset());
    }

    @Test
    void text_does_not_show_the_date() {
        assertFalse(TemporalRange.parse(VR.DA, "19700101").toString().contains("1970"));
    }
}
