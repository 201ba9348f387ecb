package io.cameldicom.dicom.service;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.dimse.DicomServiceException;
import io.cameldicom.dicom.dimse.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcedureStepRulesTest {

    @ParameterizedTest
    @ValueSource(strings = {"COMPLETED", "DISCONTINUED"})
    void ended_step_no_longer_changes(String status) {
        Attributes change = step("IN PROGRESS");

        DicomServiceException refused =
                refused(Status.ProcessingFailure, () -> ProcedureStepRules.checkSet(status, change));

        assertTrue(refused.getErrorComment().contains("may no longer be updated"), refused.getErrorComment());
    }

    @Test
    void step_ends_when_its_status_says_so() throws Exception {
        assertEquals("COMPLETED", ProcedureStepRules.checkSet("IN PROGRESS", step("COMPLETED")));
        assertEquals("DISCONTINUED", ProcedureStepRules.checkSet("IN PROGRESS", step("DISCONTINUED")));
    }

    @Test
    void change_without_a_status_leaves_the_step_in_progress() throws Exception {
        assertEquals("IN PROGRESS", ProcedureStepRules.checkSet("IN PROGRESS", new Attributes()));
    }

    @Test
    void status_that_is_none_is_an_invalid_value() {
        refused(Status.InvalidAttributeValue, () -> ProcedureStepRules.checkSet("IN PROGRESS", step("DONE")));
    }

    @Test
    void step_begins_in_progress() {
        assertDoesNotThrow(() -> ProcedureStepRules.checkCreate(step("IN PROGRESS")));
        refused(Status.InvalidAttributeValue, () -> ProcedureStepRules.checkCreate(step("COMPLETED")));
        refused(Status.MissingAttribute, () -> ProcedureStepRules.checkCreate(new Attributes()));
        refused(Status.MissingAttributeValue, () -> ProcedureStepRules.checkCreate(step(null)));
    }

    @Test
    void every_attribute_of_type_1_is_missed_by_name() {
        assertDoesNotThrow(() -> ProcedureStepRules.checkComplete(completeStep()));
        for (int tag : completeStep().tags()) {
            Attributes step = completeStep();
            step.remove(tag);

            DicomServiceException refused =
                    refused(Status.MissingAttribute, () -> ProcedureStepRules.checkComplete(step));

            assertTrue(refused.getErrorComment().contains(Tag.format(tag)), refused.getErrorComment());
        }
    }

    @Test
    void scheduled_step_needs_its_study() {
        Attributes step = completeStep();
        step.getNestedDataset(Tag.ScheduledStepAttributesSequence).setNull(Tag.StudyInstanceUID, VR.UI);

        refused(Status.MissingAttributeValue, () -> ProcedureStepRules.checkComplete(step));
    }

    private static DicomServiceException refused(int status, Executable check) {
        DicomServiceException refused = assertThrows(DicomServiceException.class, check);
        assertEquals(Status.format(status), Status.format(refused.getStatus()));
        return refused;
    }

    private static Attributes step(String status) {
        Attributes step = new Attributes();
        if (status == null) {
            step.setNull(Tag.PerformedProcedureStepStatus, VR.CS);
        } else {
            step.setString(Tag.PerformedProcedureStepStatus, VR.CS, status);
        }
        return step;
    }

    private static Attributes completeStep() {
        Attributes scheduled = new Attributes();
        scheduled.setString(Tag.StudyInstanceUID, VR.UI, "1.2.3");
        Attributes step = new Attributes();
        step.newSequence(Tag.ScheduledStepAttributesSequence).add(scheduled);
        step.setString(Tag.PerformedProcedureStepID, VR.SH, "P1");
        step.setString(Tag.PerformedStationAETitle, VR.AE, "CT1");
        step.setString(Tag.PerformedProcedureStepStartDate, VR.DA, "20261122");
        step.setString(Tag.PerformedProcedureStepStartTime, VR.TM, "0930");
        step.setString(Tag.Modality, VR.CS, "CT");
        return step;
    }
}
