package io.cameldicom.fhir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.data.Attributes;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ImagingStudy;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;

/** A study that a server has already, perhaps from somebody else. */
class StudyMergeTest {

    private final List<Attributes> objects = TestHeaders.twoSeriesOfCt();

    @Test
    void late_instances_join_those_the_server_has() {
        ImagingStudy stored = stored(map(objects.subList(0, 1)), 1);

        MappedStudy merged = map(objects.subList(1, 3)).merge(new StoredStudy(stored));

        assertFalse(merged.isUnchanged());
        ImagingStudy study = merged.imagingStudy();
        ImagingStudy whole = map(objects).imagingStudy();
        assertEquals(3, study.getNumberOfInstances());
        assertEquals(2, study.getNumberOfSeries());
        study.setId((String) null);
        assertEquals(FhirJson.encode(whole), FhirJson.encode(study));
    }

    @Test
    void update_is_of_the_version_that_was_read() {
        ImagingStudy stored = stored(map(objects.subList(0, 1)), 7);

        Bundle transaction = map(objects).merge(new StoredStudy(stored)).transaction();

        Bundle.BundleEntryRequestComponent request =
                transaction.getEntry().get(1).getRequest();
        assertEquals("ImagingStudy/42", request.getUrl());
        assertEquals("W/\"7\"", request.getIfMatch());
        assertEquals(Bundle.HTTPVerb.PUT, request.getMethod());
    }

    @Test
    void joining_twice_is_joining_once() {
        ImagingStudy stored = stored(map(objects.subList(0, 1)), 1);
        ImagingStudy once = stored(map(objects.subList(1, 3)).merge(new StoredStudy(stored)), 2);

        MappedStudy twice = map(objects.subList(1, 3)).merge(new StoredStudy(once));

        assertTrue(twice.isUnchanged());
    }

    @Test
    void what_the_server_has_need_not_be_written() {
        assertTrue(map(objects).merge(new StoredStudy(stored(map(objects), 3))).isUnchanged());
    }

    @Test
    void what_others_wrote_stays() {
        ImagingStudy stored = stored(map(objects.subList(0, 1)), 1);
        stored.addNote().setText("seen");
        stored.addIdentifier().setSystem("https://ris.example.org/study").setValue("17");
        stored.addBasedOn(new Reference("ServiceRequest/5"));
        stored.addEndpoint(new Reference("Endpoint/9"));
        stored.addProcedureCode().setText("CT of the chest");
        stored.addExtension("https://ris.example.org/flag", new Coding().setCode("x"));
        stored.addSeries().setUid("1.2.3").setModality(Modalities.coding("SR")).setNumberOfInstances(4);

        ImagingStudy merged = map(objects).merge(new StoredStudy(stored)).imagingStudy();

        assertEquals("seen", merged.getNoteFirstRep().getText());
        assertEquals("17", merged.getIdentifier().get(2).getValue());
        assertEquals("ServiceRequest/5", merged.getBasedOn().get(1).getReference());
        assertEquals("Endpoint/9", merged.getEndpointFirstRep().getReference());
        assertEquals("CT of the chest", merged.getProcedureCodeFirstRep().getText());
        assertEquals(1, merged.getExtension().size());
        assertEquals(3, merged.getNumberOfSeries());
        assertEquals(7, merged.getNumberOfInstances());
    }

    @Test
    void study_of_another_patient_is_refused() {
        Attributes other = TestHeaders.with(objects.get(0), "PatientID", "P002");
        ImagingStudy stored = stored(map(List.of(other)), 1);

        StudyConflictException refused =
                assertThrows(StudyConflictException.class, () -> map(objects).merge(new StoredStudy(stored)));

        assertEquals("patient-conflict", refused.code());
    }

    @Test
    void study_of_the_unidentified_patient_gets_its_patient() {
        Attributes unidentified = TestHeaders.with(objects.get(0), "PatientID", "");
        ImagingStudy stored = stored(map(List.of(unidentified)), 1);

        ImagingStudy merged = map(objects).merge(new StoredStudy(stored)).imagingStudy();

        assertEquals("P001", merged.getSubject().getIdentifier().getValue());
    }

    @Test
    void two_resources_of_one_study_are_nobodys_to_choose() {
        Bundle several = new Bundle();
        several.addEntry().setResource(stored(map(objects), 1));
        several.addEntry().setResource(stored(map(objects), 1));

        assertThrows(IllegalArgumentException.class, () -> StoredStudy.of(several));
    }

    @Test
    void a_search_without_result_is_nothing_to_join() {
        MappedStudy mapped = map(objects);

        assertEquals(
                FhirJson.encode(mapped.transaction()),
                FhirJson.encode(mapped.merge(StoredStudy.of("{\"resourceType\":\"Bundle\",\"type\":\"searchset\"}"))
                        .transaction()));
    }

    private static MappedStudy map(List<Attributes> objects) {
        return TestHeaders.map(objects.toArray(Attributes[]::new));
    }

    /** As a server keeps it: with ids of its own. */
    private static ImagingStudy stored(MappedStudy study, int version) {
        ImagingStudy stored = FhirJson.decode(ImagingStudy.class, FhirJson.encode(study.imagingStudy()));
        stored.setId("ImagingStudy/42/_history/" + version);
        stored.getMeta().setVersionId(Integer.toString(version));
        stored.getSubject().setReference("Patient/1");
        return stored;
    }
}
