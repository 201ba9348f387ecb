package io.cameldicom.dicom.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.ElementDictionary;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Attribute matching, rule by rule (PS3.4 C.2.2.2). */
class MatchingTest {

    private static Attributes with(Object... tagsAndValues) {
        Attributes attributes = new Attributes();
        for (int i = 0; i < tagsAndValues.length; i += 2) {
            int tag = (int) tagsAndValues[i];
            attributes.setString(tag, ElementDictionary.vrOf(tag, null), ((String) tagsAndValues[i + 1]).split("\\\\"));
        }
        return attributes;
    }

    private static boolean matches(int tag, String key, String value) {
        return Matching.of(with(tag, key)).matches(with(tag, value));
    }

    private static boolean matches(int tag, String key, String value, MatchingOptions options) {
        return Matching.of(with(tag, key), options).matches(with(tag, value));
    }

    @ParameterizedTest
    @CsvSource({
        "PatientID, 4711, 4711, true",
        "PatientID, 4711, 47110, false",
        "PatientID, abc, ABC, false",
        "PatientID, 47*, 4711, true",
        "PatientID, 47?1, 4711, true",
        "PatientID, 47?, 4711, false",
        "PatientID, *, 4711, true",
        "PatientName, doe^john, DOE^JOHN, true",
        "PatientName, DOE, DOE^JOHN, false",
        "PatientName, DOE*, Doe^John, true",
        "PatientName, DOE^*, Doe, true",
        "PatientName, DOE^JOHN^^, Doe^John, true",
        "PatientName, *JOHN, Doe^John, true",
        "PatientName, YAMADA^TAROU, Yamada^Tarou=\u5C71\u7530^\u592A\u90CE, true",
        "PatientName, \u5C71\u7530*, Yamada^Tarou=\u5C71\u7530^\u592A\u90CE, true",
        "PatientName, =\u5C71\u7530*, Yamada^Tarou=\u5C71\u7530^\u592A\u90CE, true",
        "PatientName, =\u4F50\u85E4*, Yamada^Tarou=\u5C71\u7530^\u592A\u90CE, false",
        "StudyInstanceUID, 1.2.3, 1.2.3, true",
        "StudyInstanceUID, 1.2.3\\1.2.4, 1.2.4, true",
        "StudyInstanceUID, 1.2.3\\1.2.4, 1.2.5, false",
        "StudyInstanceUID, 1.2.*, 1.2.3, false",
        "ModalitiesInStudy, MR, CT\\MR, true",
        "ModalitiesInStudy, PT, CT\\MR, false",
        "SeriesNumber, 007, 7, true",
        "SeriesNumber, 7, 17, false",
        "SliceThickness, 1.50, 1.5, true",
        "StudyDate, 20260101, 20260101, true",
        "StudyDate, 20260101-20260131, 20260131, true",
        "StudyDate, 20260101-20260131, 20260201, false",
        "StudyDate, 20260101 - 20260131, 20260105, true",
        "StudyDate, 20260101-, 20270101, true",
        "StudyDate, -20260101, 20260102, false",
        "StudyDate, -20260101, 19991231, true",
        "StudyDate, -, 19991231, true",
        "StudyDate, 20260101, 2026.01.01, true",
        "StudyTime, 1000-1059, 105930, true",
        "StudyTime, 1000-1059, 1100, false",
        "StudyTime, 10, 105930.123, true",
        "StudyTime, 101500, 1015, true",
        "AcquisitionDateTime, 20260101-20260102, 20260102235959, true",
        "AcquisitionDateTime, 20260101-20260102, 20260103, false",
        "AcquisitionDateTime, 202601011200+0000-202601011300+0000, 202601011330+0100, true",
        "AcquisitionDateTime, 202601011200+0000-202601011300+0000, 202601011230+0500, false",
    })
    void a_key_matches_by_the_rules_of_its_vr(String keyword, String key, String value, boolean expected) {
        int tag = ElementDictionary.tagOf(keyword);
        Attributes identifier = new Attributes();
        identifier.setSpecificCharacterSet("ISO_IR 192");
        identifier.addAll(identifierOf(tag, key));
        Attributes entity = new Attributes();
        entity.setSpecificCharacterSet("ISO_IR 192");
        entity.setString(tag, ElementDictionary.vrOf(tag, null), value.split("\\\\"));
        assertEquals(expected, Matching.of(identifier).matches(entity));
    }

    private static Attributes identifierOf(int tag, String key) {
        Attributes identifier = new Attributes();
        identifier.setSpecificCharacterSet("ISO_IR 192");
        identifier.setString(tag, ElementDictionary.vrOf(tag, null), key.split("\\\\"));
        return identifier;
    }

    @Test
    void a_key_without_value_matches_everything_even_what_is_not_there() {
        Attributes identifier = new Attributes();
        identifier.setNull(Tag.PatientID, VR.LO);
        identifier.newSequence(Tag.ProcedureCodeSequence);
        identifier.newSequence(Tag.RequestAttributesSequence).add(new Attributes());
        assertTrue(Matching.of(identifier).matches(new Attributes()));
    }

    @Test
    void a_key_with_a_value_does_not_match_an_entity_without_one() {
        Attributes unknown = new Attributes();
        unknown.setNull(Tag.PatientID, VR.LO);
        assertFalse(Matching.of(with(Tag.PatientID, "1")).matches(unknown));
        assertFalse(Matching.of(with(Tag.PatientID, "1*")).matches(new Attributes()));
        assertFalse(Matching.of(with(Tag.StudyDate, "20260101-")).matches(new Attributes()));
    }

    @Test
    void padding_with_zero_bytes_or_blanks_is_no_part_of_a_key() {
        Attributes identifier = new Attributes();
        identifier.setBytes(Tag.PatientID, VR.LO, "4711\0\0".getBytes(StandardCharsets.US_ASCII));
        identifier.setBytes(Tag.AccessionNumber, VR.SH, "\0\0".getBytes(StandardCharsets.US_ASCII));
        identifier.setBytes(Tag.Modality, VR.CS, "CT  ".getBytes(StandardCharsets.US_ASCII));
        identifier.setBytes(Tag.StudyDate, VR.DA, "20260101- ".getBytes(StandardCharsets.US_ASCII));
        assertTrue(Matching.of(identifier)
                .matches(with(Tag.PatientID, "4711", Tag.Modality, "CT", Tag.StudyDate, "20260102")));
        assertFalse(Matching.of(identifier)
                .matches(with(Tag.PatientID, "4712", Tag.Modality, "CT", Tag.StudyDate, "20260102")));
    }

    @Test
    void level_character_set_and_time_zone_are_no_keys() {
        Attributes identifier = with(
                Tag.SpecificCharacterSet,
                "ISO_IR 100",
                Tag.QueryRetrieveLevel,
                "STUDY",
                Tag.TimezoneOffsetFromUTC,
                "+0100");
        assertTrue(Matching.of(identifier).matches(new Attributes()));
    }

    @Test
    void text_is_compared_as_characters_whatever_it_is_encoded_in() {
        Attributes latin = new Attributes();
        latin.setSpecificCharacterSet("ISO_IR 100");
        latin.setString(Tag.PatientName, VR.PN, "M\u00FCller^Anna");
        Attributes utf8 = new Attributes();
        utf8.setSpecificCharacterSet("ISO_IR 192");
        utf8.setString(Tag.PatientName, VR.PN, "M\u00DCLLER*");
        assertTrue(Matching.of(utf8).matches(latin));
    }

    @Test
    void a_sequence_matches_when_one_item_meets_all_keys_of_the_item() {
        Attributes identifier = new Attributes();
        Attributes keys = with(Tag.Modality, "CT", Tag.ScheduledStationAETitle, "CT1");
        identifier.newSequence(Tag.ScheduledProcedureStepSequence).add(keys);
        Attributes onItem = new Attributes();
        onItem.newSequence(Tag.ScheduledProcedureStepSequence)
                .add(with(Tag.Modality, "CT", Tag.ScheduledStationAETitle, "CT1"));
        Attributes spread = new Attributes();
        spread.newSequence(Tag.ScheduledProcedureStepSequence)
                .add(with(Tag.Modality, "CT", Tag.ScheduledStationAETitle, "CT2"));
        spread.getSequence(Tag.ScheduledProcedureStepSequence)
                .add(with(Tag.Modality, "MR", Tag.ScheduledStationAETitle, "CT1"));
        assertTrue(Matching.of(identifier).matches(onItem));
        assertFalse(Matching.of(identifier).matches(spread));
        assertFalse(Matching.of(identifier).matches(new Attributes()));
    }

    @Test
    void date_and_time_match_each_for_itself_unless_combined_matching_was_negotiated() {
        Attributes identifier = with(Tag.StudyDate, "20260705-20260707", Tag.StudyTime, "1000-1800");
        Attributes firstMorning = with(Tag.StudyDate, "20260705", Tag.StudyTime, "0900");
        Attributes secondNight = with(Tag.StudyDate, "20260706", Tag.StudyTime, "2300");
        assertFalse(Matching.of(identifier).matches(firstMorning));
        assertFalse(Matching.of(identifier).matches(secondNight));
        Matching combined = Matching.of(identifier, MatchingOptions.DEFAULT.withCombinedDateTime(true));
        assertFalse(combined.matches(firstMorning));
        assertTrue(combined.matches(secondNight));
        assertFalse(combined.matches(with(Tag.StudyDate, "20260707", Tag.StudyTime, "1900")));
        assertTrue(combined.matches(with(Tag.StudyDate, "20260706")));
    }

    @Test
    void date_and_time_ranges_of_a_worklist_are_combined_without_negotiation() {
        Attributes identifier = new Attributes();
        identifier
                .newSequence(Tag.ScheduledProcedureStepSequence)
                .add(with(
                        Tag.ScheduledProcedureStepStartDate,
                        "20260705-20260707",
                        Tag.ScheduledProcedureStepStartTime,
                        "1000-1800"));
        Attributes night = new Attributes();
        night.newSequence(Tag.ScheduledProcedureStepSequence)
                .add(with(
                        Tag.ScheduledProcedureStepStartDate, "20260706", Tag.ScheduledProcedureStepStartTime, "0300"));
        assertTrue(Matching.of(identifier).matches(night));
    }

    @Test
    void dates_of_the_source_are_seen_by_the_clock_of_the_query() {
        Attributes identifier = with(Tag.TimezoneOffsetFromUTC, "+0200", Tag.StudyDate, "20260702");
        Attributes evening = with(Tag.TimezoneOffsetFromUTC, "-0500", Tag.StudyDate, "20260701", Tag.StudyTime, "2000");
        assertTrue(Matching.of(identifier).matches(evening), "20:00 in New York is the next day in Berlin");
        Attributes unsaid = with(Tag.StudyDate, "20260701", Tag.StudyTime, "2000");
        assertFalse(Matching.of(identifier).matches(unsaid));
        assertTrue(Matching.of(identifier, MatchingOptions.DEFAULT.withTimezone(ZoneOffset.ofHours(-5)))
                .matches(unsaid));
        Attributes byTime = with(Tag.TimezoneOffsetFromUTC, "+0200", Tag.StudyTime, "0200-0300");
        assertTrue(Matching.of(byTime)
                .matches(with(Tag.TimezoneOffsetFromUTC, "-0500", Tag.StudyDate, "20260701", Tag.StudyTime, "1930")));
    }

    @Test
    void several_values_of_a_key_must_all_be_there_once_that_was_negotiated() {
        MatchingOptions multiple = MatchingOptions.DEFAULT.withMultipleValues(true);
        assertTrue(matches(Tag.ModalitiesInStudy, "PT\\CT", "CT\\MR\\PT", multiple));
        assertFalse(matches(Tag.ModalitiesInStudy, "PT\\CT", "CT\\MR", multiple));
        assertTrue(matches(Tag.ModalitiesInStudy, "PT\\CT", "CT\\MR"), "otherwise one of them is enough");
    }

    @Test
    void two_quotation_marks_ask_for_what_has_no_value_once_that_was_negotiated() {
        MatchingOptions empty = MatchingOptions.DEFAULT.withEmptyValues(true);
        Attributes identifier = with(Tag.AccessionNumber, "\"\"");
        assertTrue(Matching.of(identifier, empty).matches(new Attributes()));
        assertFalse(Matching.of(identifier, empty).matches(with(Tag.AccessionNumber, "A1")));
        assertFalse(Matching.of(identifier).matches(new Attributes()));
    }

    @ParameterizedTest
    @CsvSource({
        "anna muller, M\u00DCLLER^ANNA^MARIA, true",
        "anna muller, Mueller^Anna, true",
        "muler, M\u00FCller^Anna, true",
        "mulelr, M\u00FCller^Anna, true",
        "Smith^Jo, SMITH^JOHN, true",
        "Smyth^John, SMITH^JOHN, true",
        "Smith^Jane, SMITH^JOHN, false",
        "Doe, ROE^JOHN, false",
        "sm*h, SMITH^JOHN, true",
    })
    void fuzzy_names_forgive_accents_order_beginnings_and_one_letter(String key, String name, boolean expected) {
        Attributes entity = new Attributes();
        entity.setSpecificCharacterSet("ISO_IR 192");
        entity.setString(Tag.PatientName, VR.PN, name);
        Attributes identifier = with(Tag.PatientName, key);
        assertEquals(
                expected,
                Matching.of(identifier, MatchingOptions.DEFAULT.withFuzzyNames(true))
                        .matches(entity));
    }

    @Test
    void keys_the_source_does_not_support_are_passed_over_and_told() {
        Attributes identifier = with(Tag.PatientID, "1", Tag.StudyComments, "seen");
        Matching matching = Matching.of(identifier, MatchingOptions.DEFAULT.withSupportedKeys(Set.of(Tag.PatientID)));
        assertTrue(matching.matches(with(Tag.PatientID, "1")));
        assertEquals(Set.of(Tag.StudyComments), matching.unsupportedKeys());
        assertFalse(matching.answer(with(Tag.PatientID, "1")).contains(Tag.StudyComments));
    }

    @Test
    void a_private_key_is_found_where_its_creator_keeps_it() {
        Attributes identifier = new Attributes();
        identifier.setString("ACME 1", 0x00091001, VR.LO, "X");
        Attributes entity = new Attributes();
        entity.setString("OTHER", 0x00091001, VR.LO, "Y");
        entity.setString("ACME 1", 0x00091001, VR.LO, "X");
        assertTrue(Matching.of(identifier).matches(entity));
        entity.setString("ACME 1", 0x00091001, VR.LO, "Z");
        assertFalse(Matching.of(identifier).matches(entity));
    }

    @Test
    void a_wildcard_of_many_asterisks_does_not_keep_the_hub_busy() {
        assertFalse(matches(Tag.StudyDescription, "*a".repeat(30) + "b", "a".repeat(64)));
    }
}
