package io.cameldicom.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import org.junit.jupiter.api.Test;

class QidoQueryTest {

    @Test
    void keys_with_values_are_parameters_and_keys_without_are_included() {
        Attributes identifier = level("STUDY");
        identifier.setString(Tag.PatientName, VR.PN, "DOE^J*");
        identifier.setString(Tag.StudyDate, VR.DA, "20260101-");
        identifier.setNull(Tag.AccessionNumber, VR.SH);

        QidoQuery query = QidoQuery.of(identifier);

        assertEquals("/studies", query.path());
        assertEquals("00080020=20260101-&includefield=00080050&00100010=DOE%5EJ*", query.parameters());
    }

    @Test
    void levels_above_are_in_the_path() {
        Attributes identifier = level("IMAGE");
        identifier.setString(Tag.StudyInstanceUID, VR.UI, "1.2");
        identifier.setString(Tag.SeriesInstanceUID, VR.UI, "1.2.3");
        identifier.setString(Tag.SOPInstanceUID, VR.UI, "1.2.3.4", "1.2.3.5");

        QidoQuery query = QidoQuery.of(identifier);

        assertEquals("/studies/1.2/series/1.2.3/instances", query.path());
        assertEquals("00080018=1.2.3.4%2C1.2.3.5", query.parameters());
    }

    @Test
    void relational_query_searches_all_series() {
        QidoQuery query = QidoQuery.of(level("SERIES"));

        assertEquals(new QidoQuery("/series", ""), query);
    }

    @Test
    void keys_in_sequences_are_paths_of_tags() {
        Attributes request = new Attributes();
        request.setString(Tag.RequestedProcedureID, VR.SH, "RP 1");
        Attributes identifier = level("SERIES");
        identifier.setString(Tag.StudyInstanceUID, VR.UI, "1.2");
        identifier.newSequence(Tag.RequestAttributesSequence).add(request);

        assertEquals("00400275.00401001=RP%201", QidoQuery.of(identifier).parameters());
    }

    @Test
    void patient_level_is_not_of_qido() {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> QidoQuery.of(level("PATIENT")));

        assertTrue(refused.getMessage().contains("(0008,0052)"));
    }

    @Test
    void uid_does_not_leave_the_path() {
        Attributes identifier = level("SERIES");
        identifier.setString(Tag.StudyInstanceUID, VR.UI, "../patients");

        assertThrows(IllegalArgumentException.class, () -> QidoQuery.of(identifier));
    }

    private static Attributes level(String level) {
        Attributes identifier = new Attributes();
        identifier.setString(Tag.QueryRetrieveLevel, VR.CS, level);
        return identifier;
    }
}
