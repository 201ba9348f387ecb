package io.cameldicom.web;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** QIDO-RS searches become identifiers of a C-FIND (PS3.18 10.6, 8.3.4). */
class QidoRequestTest {

    private static QidoRequest request(String path, String query) throws WebRequestException {
        return QidoRequest.of(WebResource.parse(path), query);
    }

    @Test
    void parameters_are_keys_by_keyword_and_by_tag() throws WebRequestException {
        Attributes keys = request("/studies", "PatientName=M%C3%BCller*&00100020=P%2B1&StudyDate=20260101-20260131")
                .identifier();
        assertEquals("Müller*", keys.getString(Tag.PatientName));
        assertEquals("P+1", keys.getString(Tag.PatientID));
        assertEquals("20260101-20260131", keys.getString(Tag.StudyDate));
        assertEquals("STUDY", keys.getString(Tag.QueryRetrieveLevel));
    }

    @Test
    void elements_in_sequences_are_reached_by_paths() throws WebRequestException {
        Attributes keys = request(
                        "/series", "00400275.00400007=a&RequestAttributesSequence.ScheduledProcedureStepID=b&Rows=512")
                .identifier();
        Attributes item = keys.getNestedDataset(Tag.RequestAttributesSequence);
        assertEquals("a", item.getString(Tag.ScheduledProcedureStepDescription));
        assertEquals("b", item.getString(Tag.ScheduledProcedureStepID));
        assertEquals(512, keys.getInt(Tag.Rows, 0));
    }

    @Test
    void lists_of_uids_may_have_commas() throws WebRequestException {
        assertArrayEquals(
                new String[] {"1.2", "1.3", "1.4"},
                request("/studies", "StudyInstanceUID=1.2,1.3%5C1.4")
                        .identifier()
                        .getStrings(Tag.StudyInstanceUID));
    }

    @Test
    void included_fields_and_those_of_every_response_are_keys_without_value() throws WebRequestException {
        QidoRequest request =
                request("/studies", "includefield=StudyDescription,00081080&includefield=ProcedureCodeSequence");
        for (int tag : new int[] {
            Tag.StudyDescription,
            Tag.AdmittingDiagnosesDescription,
            Tag.PatientBirthDate,
            Tag.NumberOfStudyRelatedInstances,
            Tag.ProcedureCodeSequence
        }) {
            assertTrue(request.identifier().contains(tag), Tag.format(tag));
            assertFalse(request.identifier().containsValue(tag), Tag.format(tag));
        }
        assertFalse(request.includeAll());
        assertTrue(request("/studies", "includefield=all").includeAll());
    }

    @Test
    void the_path_is_part_of_the_key_and_makes_the_search_relational_or_not() throws WebRequestException {
        QidoRequest ofStudy = request("/studies/1.2/series", null);
        assertEquals("1.2", ofStudy.identifier().getString(Tag.StudyInstanceUID));
        assertEquals("", ofStudy.optionNames());
        assertFalse(ofStudy.identifier().contains(Tag.PatientName));

        QidoRequest ofAll = request("/instances", "fuzzymatching=true&limit=5&offset=10");
        assertEquals("IMAGE", ofAll.identifier().getString(Tag.QueryRetrieveLevel));
        assertEquals("fuzzyNames,relational", ofAll.optionNames());
        assertTrue(ofAll.identifier().contains(Tag.PatientName));
        assertEquals(5, ofAll.limit());
        assertEquals(10, ofAll.offset());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NoSuchKeyword=1",
                "StudyDate=yesterday",
                "StudyDate=20261301",
                "StudyTime=99",
                "StudyInstanceUID=../..",
                "Rows=many",
                "InstanceNumber=one",
                "PixelData=1",
                "00091001=private",
                "PatientName.PatientID=1",
                "RequestAttributesSequence=1",
                "limit=-1",
                "limit=x",
                "offset=1.5",
                "fuzzymatching=perhaps",
                "PatientID=1&PatientID=2",
                "PatientID=%zz",
                "includefield=Nonsense"
            })
    void what_cannot_be_a_search_is_400(String query) {
        assertEquals(
                400,
                assertThrows(WebRequestException.class, () -> request("/studies", query))
                        .status());
    }

    @Test
    void the_study_of_the_path_is_no_other_of_the_query() {
        assertThrows(WebRequestException.class, () -> request("/studies/1.2/series", "StudyInstanceUID=1.3"));
    }

    @Test
    void a_query_of_too_many_parameters_is_refused() {
        assertThrows(WebRequestException.class, () -> request("/studies", "PatientID=1&".repeat(300)));
    }

    @Test
    void an_asterisk_alone_matches_everything() throws WebRequestException {
        assertFalse(
                request("/studies", "StudyDate=*&PatientName=*").identifier().containsValue(Tag.StudyDate));
    }
}
