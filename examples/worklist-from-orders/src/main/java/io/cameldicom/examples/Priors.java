package io.cameldicom.examples;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import java.util.Map;

/** What to ask an archive for when an order has arrived. Identifiers are written as maps of keywords and values. */
public final class Priors {

    /** The patient's studies of the modality that was ordered. */
    public Map<String, Object> query(Map<String, Object> order) {
        return Map.of(
                "QueryRetrieveLevel",
                "STUDY",
                "PatientID",
                order.get("patient_id"),
                "ModalitiesInStudy",
                order.get("modality"),
                "StudyInstanceUID",
                "");
    }

    /** The study to move: nothing but its UID, as PS3.4 C.4.2.1.4 asks. */
    public Map<String, Object> retrieval(Attributes study) {
        return Map.of("QueryRetrieveLevel", "STUDY", "StudyInstanceUID", study.getString(Tag.StudyInstanceUID));
    }
}
