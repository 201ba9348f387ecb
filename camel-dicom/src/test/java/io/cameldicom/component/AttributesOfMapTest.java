package io.cameldicom.component;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Maps, as camel-sql gives for rows and as routes write queries, become data sets. */
class AttributesOfMapTest {

    @Test
    void keys_are_keywords_columns_or_tags() {
        Attributes attributes =
                AttributesOfMap.of(Map.of("PatientID", "4711", "STUDY_DATE", "20260101", "0008,0060", "CT"));
        assertEquals("4711", attributes.getString(Tag.PatientID));
        assertEquals("20260101", attributes.getString(Tag.StudyDate));
        assertEquals("CT", attributes.getString(Tag.Modality));
    }

    @Test
    void a_key_that_is_no_attribute_is_named_with_those_it_may_mean() {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> AttributesOfMap.of(Map.of("PatientIdd", "1")));
        assertTrue(e.getMessage().contains("PatientIdd") && e.getMessage().contains("PatientID"), e.getMessage());
    }

    @Test
    void null_is_an_empty_element() {
        Map<String, Object> row = new HashMap<>();
        row.put("AccessionNumber", null);
        Attributes attributes = AttributesOfMap.of(row);
        assertTrue(attributes.contains(Tag.AccessionNumber));
        assertNull(attributes.getString(Tag.AccessionNumber));
    }

    @Test
    void dates_times_and_numbers_are_written_as_dicom_does() {
        Attributes attributes = AttributesOfMap.of(Map.of(
                "StudyDate",
                java.sql.Date.valueOf("2026-03-01"),
                "StudyTime",
                LocalTime.of(9, 5),
                "PatientBirthDate",
                "1970-12-31",
                "SeriesTime",
                "10:15:30",
                "AcquisitionDateTime",
                LocalDateTime.of(2026, 3, 1, 9, 5, 1, 500_000_000),
                "ContentDate",
                LocalDate.of(2026, 3, 2),
                "FrameAcquisitionDateTime",
                OffsetDateTime.of(2026, 3, 1, 9, 5, 0, 0, ZoneOffset.ofHours(2)),
                "SeriesNumber",
                7L,
                "SliceThickness",
                1.5,
                "Rows",
                512));
        assertEquals("20260301", attributes.getString(Tag.StudyDate));
        assertEquals("090500", attributes.getString(Tag.StudyTime));
        assertEquals("19701231", attributes.getString(Tag.PatientBirthDate));
        assertEquals("101530", attributes.getString(Tag.SeriesTime));
        assertEquals("20260301090501.500000", attributes.getString(Tag.AcquisitionDateTime));
        assertEquals("20260302", attributes.getString(Tag.ContentDate));
        assertEquals("20260301090500+0200", attributes.getString(Tag.FrameAcquisitionDateTime));
        assertEquals("7", attributes.getString(Tag.SeriesNumber));
        assertEquals("1.5", attributes.getString(Tag.SliceThickness));
        assertEquals(512, attributes.getInt(Tag.Rows, 0));
    }

    @Test
    void ranges_and_wildcards_of_a_query_stay_as_they_are() {
        Attributes attributes = AttributesOfMap.of(
                Map.of("StudyDate", "20260101-20260131", "StudyTime", "10-12", "PatientName", "DOE*"));
        assertEquals("20260101-20260131", attributes.getString(Tag.StudyDate));
        assertEquals("10-12", attributes.getString(Tag.StudyTime));
    }

    @Test
    void lists_are_values_or_items() {
        Attributes attributes = AttributesOfMap.of(Map.of(
                "ModalitiesInStudy",
                List.of("CT", "PT"),
                "ProcedureCodeSequence",
                List.of(Map.of("CodeValue", "A"), Map.of("CodeValue", "B"))));
        assertArrayEquals(new String[] {"CT", "PT"}, attributes.getStrings(Tag.ModalitiesInStudy));
        assertEquals(
                "B", attributes.getNestedDataset(Tag.ProcedureCodeSequence, 1).getString(Tag.CodeValue));
        assertThrows(IllegalArgumentException.class, () -> AttributesOfMap.of(Map.of("ProcedureCodeSequence", "CT")));
    }

    @Test
    void a_path_leads_into_a_sequence() {
        Attributes attributes = AttributesOfMap.of(Map.of(
                "ScheduledProcedureStepSequence.Modality", "CT",
                "ScheduledProcedureStepSequence.ScheduledStationAETitle", "CT1"));
        Attributes step = attributes.getNestedDataset(Tag.ScheduledProcedureStepSequence);
        assertEquals("CT", step.getString(Tag.Modality));
        assertEquals("CT1", step.getString(Tag.ScheduledStationAETitle));
    }

    @Test
    void a_row_has_its_columns_where_the_identifier_asks_for_them() {
        Attributes identifier = new Attributes();
        identifier.setNull(Tag.PatientName, VR.PN);
        Attributes step = new Attributes();
        step.setNull(Tag.Modality, VR.CS);
        identifier.newSequence(Tag.ScheduledProcedureStepSequence).add(step);
        Attributes answer = AttributesOfMap.of(Map.of("MODALITY", "CT", "PATIENT_NAME", "DOE^JANE"), identifier);
        assertEquals("DOE^JANE", answer.getString(Tag.PatientName));
        assertFalse(answer.contains(Tag.Modality));
        assertEquals(
                "CT",
                answer.getNestedDataset(Tag.ScheduledProcedureStepSequence).getString(Tag.Modality));
    }

    @Test
    void text_is_latin_1_where_that_will_do_and_utf_8_where_not() {
        assertFalse(AttributesOfMap.of(Map.of("PatientName", "Doe")).contains(Tag.SpecificCharacterSet));
        Attributes latin = AttributesOfMap.of(Map.of("PatientName", "M\u00FCller"));
        assertEquals("ISO_IR 100", latin.getString(Tag.SpecificCharacterSet));
        assertEquals("M\u00FCller", latin.getString(Tag.PatientName));
        Attributes utf8 = AttributesOfMap.of(Map.of("PatientName", "\u5C71\u7530"));
        assertEquals("ISO_IR 192", utf8.getString(Tag.SpecificCharacterSet));
        Attributes asked =
                AttributesOfMap.of(Map.of("SPECIFIC_CHARACTER_SET", "ISO_IR 192", "PatientName", "M\u00FCller"));
        assertEquals("ISO_IR 192", asked.getString(Tag.SpecificCharacterSet));
        assertEquals("M\u00FCller", asked.getString(Tag.PatientName));
    }
}
