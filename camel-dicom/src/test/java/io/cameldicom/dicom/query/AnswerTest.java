package io.cameldicom.dicom.query;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a C-FIND response tells of an entity (PS3.4 C.4.1.1.3.2). */
class AnswerTest {

    private static Attributes study() {
        Attributes study = new Attributes();
        study.setSpecificCharacterSet("ISO_IR 100");
        study.setString(Tag.PatientName, VR.PN, "M\u00FCller^Anna");
        study.setString(Tag.PatientID, VR.LO, "4711");
        study.setString(Tag.StudyInstanceUID, VR.UI, "1.2.3");
        study.setString(Tag.StudyDescription, VR.LO, "Thorax");
        study.setString(Tag.InstanceAvailability, VR.CS, "ONLINE");
        return study;
    }

    private static Attributes query() {
        Attributes identifier = new Attributes();
        identifier.setString(Tag.QueryRetrieveLevel, VR.CS, "STUDY");
        identifier.setString(Tag.PatientName, VR.PN, "M*");
        identifier.setNull(Tag.AccessionNumber, VR.SH);
        return identifier;
    }

    @Test
    void holds_the_keys_asked_for_the_unique_key_and_where_to_retrieve() {
        Attributes answer = Matching.of(query(), MatchingOptions.DEFAULT.withRetrieveAeTitle("HUB"))
                .answer(study());
        assertEquals("STUDY", answer.getString(Tag.QueryRetrieveLevel));
        assertEquals("M\u00FCller^Anna", answer.getString(Tag.PatientName));
        assertEquals("1.2.3", answer.getString(Tag.StudyInstanceUID));
        assertEquals("HUB", answer.getString(Tag.RetrieveAETitle));
        assertEquals("ONLINE", answer.getString(Tag.InstanceAvailability));
        assertEquals("ISO_IR 100", answer.getString(Tag.SpecificCharacterSet));
        assertTrue(answer.contains(Tag.AccessionNumber), "asked for and not known: empty");
        assertNull(answer.getString(Tag.AccessionNumber));
        assertFalse(answer.contains(Tag.PatientID), "not asked for");
        assertFalse(answer.contains(Tag.StudyDescription));
    }

    @Test
    void holds_of_a_sequence_the_items_that_match_with_the_keys_asked_for() {
        Attributes identifier = new Attributes();
        Attributes key = new Attributes();
        key.setString(Tag.CodeValue, VR.SH, "CT1");
        key.setNull(Tag.CodingSchemeDesignator, VR.SH);
        identifier.newSequence(Tag.ProcedureCodeSequence).add(key);
        Attributes entity = new Attributes();
        for (String code : List.of("CT1", "MR1")) {
            Attributes item = new Attributes();
            item.setString(Tag.CodeValue, VR.SH, code);
            item.setString(Tag.CodingSchemeDesignator, VR.SH, "L");
            item.setString(Tag.CodeMeaning, VR.LO, "meaning");
            if (entity.getSequence(Tag.ProcedureCodeSequence) == null) {
                entity.newSequence(Tag.ProcedureCodeSequence);
            }
            entity.getSequence(Tag.ProcedureCodeSequence).add(item);
        }
        Attributes answer = Matching.of(identifier).answer(entity);
        assertEquals(1, answer.getSequence(Tag.ProcedureCodeSequence).size());
        Attributes item = answer.getNestedDataset(Tag.ProcedureCodeSequence);
        assertArrayEquals(new int[] {Tag.CodeValue, Tag.CodingSchemeDesignator}, item.tags());
        assertEquals("L", item.getString(Tag.CodingSchemeDesignator));
    }

    @Test
    void holds_the_whole_sequence_where_the_key_has_no_item() {
        Attributes identifier = new Attributes();
        identifier.newSequence(Tag.ProcedureCodeSequence);
        Attributes entity = new Attributes();
        Attributes item = new Attributes();
        item.setString(Tag.CodeValue, VR.SH, "CT1");
        item.setString(Tag.CodeMeaning, VR.LO, "meaning");
        entity.newSequence(Tag.ProcedureCodeSequence).add(item);
        Attributes answer = Matching.of(identifier).answer(entity);
        assertEquals(
                "meaning", answer.getNestedDataset(Tag.ProcedureCodeSequence).getString(Tag.CodeMeaning));
    }

    @Test
    void a_worklist_has_an_answer_for_each_step_that_matches() {
        Attributes identifier = new Attributes();
        Attributes key = new Attributes();
        key.setString(Tag.Modality, VR.CS, "CT");
        key.setNull(Tag.ScheduledProcedureStepID, VR.SH);
        identifier.newSequence(Tag.ScheduledProcedureStepSequence).add(key);
        identifier.setNull(Tag.PatientName, VR.PN);
        Attributes order = study();
        order.newSequence(Tag.ScheduledProcedureStepSequence).add(step("CT", "1"));
        order.getSequence(Tag.ScheduledProcedureStepSequence).add(step("MR", "2"));
        order.getSequence(Tag.ScheduledProcedureStepSequence).add(step("CT", "3"));
        List<Attributes> answers = Matching.of(identifier).answers(order);
        assertEquals(List.of("1", "3"), answers.stream().map(AnswerTest::stepId).toList());
        for (Attributes answer : answers) {
            assertEquals(
                    1, answer.getSequence(Tag.ScheduledProcedureStepSequence).size());
            assertEquals("M\u00FCller^Anna", answer.getString(Tag.PatientName));
            assertFalse(answer.contains(Tag.QueryRetrieveLevel));
        }
        key.setString(Tag.Modality, VR.CS, "US");
        assertEquals(List.of(), Matching.of(identifier).answers(order));
    }

    private static Attributes step(String modality, String id) {
        Attributes step = new Attributes();
        step.setString(Tag.Modality, VR.CS, modality);
        step.setString(Tag.ScheduledProcedureStepID, VR.SH, id);
        return step;
    }

    private static String stepId(Attributes answer) {
        return answer.getNestedDataset(Tag.ScheduledProcedureStepSequence).getString(Tag.ScheduledProcedureStepID);
    }

    @Test
    void printing_a_matching_shows_no_value() {
        assertFalse(Matching.of(query()).toString().contains("M*"));
    }
}
