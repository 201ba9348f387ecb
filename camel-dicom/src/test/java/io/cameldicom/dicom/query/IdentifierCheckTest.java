package io.cameldicom.dicom.query;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.ElementDictionary;
import io.cameldicom.dicom.dict.UID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which identifiers are those of their information model (PS3.4 C.4.1.2, C.4.2.1.4). */
class IdentifierCheckTest {

    /** {@code PatientID=1;StudyInstanceUID=1.2} */
    private static Attributes identifier(String keys) {
        Attributes identifier = new Attributes();
        for (String key : keys.split(";")) {
            if (!key.isBlank()) {
                String[] parts = key.strip().split("=", 2);
                int tag = ElementDictionary.tagOf(parts[0]);
                identifier.setString(tag, ElementDictionary.vrOf(tag, null), parts[1].split("\\\\"));
            }
        }
        return identifier;
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "ok",
            value = {
                "STUDY_ROOT, QueryRetrieveLevel=STUDY;PatientID=1*, ok",
                "STUDY_ROOT, QueryRetrieveLevel=study, ok",
                "STUDY_ROOT, PatientID=1, QueryRetrieveLevel",
                "STUDY_ROOT, QueryRetrieveLevel=;PatientID=1, QueryRetrieveLevel",
                "STUDY_ROOT, QueryRetrieveLevel=EXAM, QueryRetrieveLevel",
                "STUDY_ROOT, QueryRetrieveLevel=PATIENT, QueryRetrieveLevel",
                "STUDY_ROOT, QueryRetrieveLevel=SERIES, StudyInstanceUID",
                "STUDY_ROOT, QueryRetrieveLevel=SERIES;StudyInstanceUID=, StudyInstanceUID",
                "STUDY_ROOT, QueryRetrieveLevel=SERIES;StudyInstanceUID=1.2\\1.3, StudyInstanceUID",
                "STUDY_ROOT, QueryRetrieveLevel=SERIES;StudyInstanceUID=1.2, ok",
                "STUDY_ROOT, QueryRetrieveLevel=STUDY;SeriesInstanceUID=1.2, SeriesInstanceUID",
                "STUDY_ROOT, QueryRetrieveLevel=STUDY;SeriesInstanceUID=, ok",
                "STUDY_ROOT, QueryRetrieveLevel=IMAGE;StudyInstanceUID=1.2, SeriesInstanceUID",
                "PATIENT_ROOT, QueryRetrieveLevel=PATIENT;PatientName=A*, ok",
                "PATIENT_ROOT, QueryRetrieveLevel=STUDY, PatientID",
                "PATIENT_ROOT, QueryRetrieveLevel=STUDY;PatientID=1*, PatientID",
                "PATIENT_ROOT, QueryRetrieveLevel=SERIES;PatientID=1;StudyInstanceUID=1.2, ok",
                "PATIENT_STUDY_ONLY, QueryRetrieveLevel=SERIES;PatientID=1;StudyInstanceUID=1.2, QueryRetrieveLevel",
                "MODALITY_WORKLIST, PatientID=1, ok",
                "HANGING_PROTOCOL, HangingProtocolName=A, ok",
            })
    void a_query_names_one_entity_of_each_level_above(InformationModel model, String keys, String wrong) {
        IdentifierCheck check = new IdentifierCheck(model, false);
        if (wrong == null) {
            assertDoesNotThrow(() -> check.query(identifier(keys)));
        } else {
            InvalidIdentifierException e =
                    assertThrows(InvalidIdentifierException.class, () -> check.query(identifier(keys)));
            assertEquals(wrong, ElementDictionary.keywordOf(e.tag(), null));
            assertTrue(e.getMessage().length() <= 64, e.getMessage());
        }
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "ok",
            value = {
                "STUDY_ROOT, QueryRetrieveLevel=STUDY;StudyInstanceUID=1.2\\1.3, ok",
                "STUDY_ROOT, QueryRetrieveLevel=STUDY, StudyInstanceUID",
                "STUDY_ROOT, QueryRetrieveLevel=SERIES;SeriesInstanceUID=1.2, StudyInstanceUID",
                "STUDY_ROOT, QueryRetrieveLevel=STUDY;StudyInstanceUID=1.*, StudyInstanceUID",
                "PATIENT_ROOT, QueryRetrieveLevel=PATIENT;PatientID=1, ok",
                "PATIENT_ROOT, QueryRetrieveLevel=PATIENT;PatientID=1\\2, PatientID",
                "COMPOSITE_INSTANCE_ROOT, QueryRetrieveLevel=IMAGE;SOPInstanceUID=1.2, ok",
                "COMPOSITE_INSTANCE_ROOT, QueryRetrieveLevel=IMAGE, SOPInstanceUID",
                "HANGING_PROTOCOL, SOPInstanceUID=1.2, ok",
                "HANGING_PROTOCOL, HangingProtocolName=A, SOPInstanceUID",
            })
    void a_retrieval_names_what_to_retrieve(InformationModel model, String keys, String wrong) {
        IdentifierCheck check = new IdentifierCheck(model, false);
        if (wrong == null) {
            assertDoesNotThrow(() -> check.retrieve(identifier(keys)));
        } else {
            InvalidIdentifierException e =
                    assertThrows(InvalidIdentifierException.class, () -> check.retrieve(identifier(keys)));
            assertEquals(wrong, ElementDictionary.keywordOf(e.tag(), null));
        }
    }

    @Test
    void relational_queries_may_leave_out_the_levels_above() {
        IdentifierCheck check = new IdentifierCheck(InformationModel.PATIENT_ROOT, true);
        assertDoesNotThrow(() -> check.query(identifier("QueryRetrieveLevel=IMAGE;Modality=CT")));
        assertDoesNotThrow(() -> check.query(identifier("QueryRetrieveLevel=STUDY;SeriesInstanceUID=1.2")));
        assertDoesNotThrow(() -> check.retrieve(identifier("QueryRetrieveLevel=SERIES;SeriesInstanceUID=1.2")));
    }

    @Test
    void a_model_is_known_by_each_of_its_sop_classes_and_by_the_names_users_write() {
        assertEquals(
                InformationModel.STUDY_ROOT,
                InformationModel.ofSopClass(UID.StudyRootQueryRetrieveInformationModelGet));
        assertNull(InformationModel.ofSopClass(UID.CTImageStorage));
        assertEquals(InformationModel.STUDY_ROOT, InformationModel.named("study"));
        assertEquals(InformationModel.PATIENT_STUDY_ONLY, InformationModel.named("patientStudyOnly"));
        assertEquals(InformationModel.MODALITY_WORKLIST, InformationModel.named("worklist"));
        assertThrows(IllegalArgumentException.class, () -> InformationModel.named("series"));
    }
}
