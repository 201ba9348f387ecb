package io.cameldicom.fhir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hl7.fhir.r4.model.ImagingStudy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a study when objects come, come again, and go. */
class DicomStudyTest {

    private final ImagingStudyMapper mapper = new ImagingStudyMapper(TestHeaders.OPTIONS);
    private final List<Attributes> objects = TestHeaders.twoSeriesOfCt();
    private final DicomStudy study = TestHeaders.study(objects);

    @TempDir
    Path folder;

    @Test
    void object_that_comes_again_changes_nothing() {
        assertFalse(study.add(InstanceHeader.of(objects.get(0))));
    }

    @Test
    void another_object_of_the_series_changes_the_count_and_nothing_else() {
        ImagingStudy before = mapper.map(study).imagingStudy();
        Attributes fourth =
                TestHeaders.with(objects.get(0), "SOPInstanceUID", TestHeaders.U + ".1.2.3", "InstanceNumber", "3");

        assertTrue(study.add(InstanceHeader.of(fourth)));

        ImagingStudy after = mapper.map(study).imagingStudy();
        assertEquals(4, after.getNumberOfInstances());
        assertEquals(3, after.getSeries().get(1).getNumberOfInstances());
        after.getSeries().get(1).getInstance().remove(2);
        after.getSeries().get(1).setNumberOfInstances(2);
        after.setNumberOfInstances(3);
        assertTrue(after.equalsDeep(before));
    }

    @Test
    void object_of_another_patient_is_refused_and_changes_nothing() {
        String before = FhirJson.encode(mapper.map(study).transaction());
        Attributes foreign = TestHeaders.with(objects.get(1), "PatientID", "P002");

        StudyConflictException refused =
                assertThrows(StudyConflictException.class, () -> study.add(InstanceHeader.of(foreign)));

        assertEquals(StudyConflictException.Reason.PATIENT, refused.reason());
        assertEquals(before, FhirJson.encode(mapper.map(study).transaction()));
    }

    @Test
    void object_that_was_removed_takes_its_series_along() {
        study.remove(objects.get(1).getString(Tag.SOPInstanceUID));

        ImagingStudy left = mapper.map(study).imagingStudy();
        assertEquals(1, left.getNumberOfSeries());
        assertEquals(TestHeaders.U + ".1.2", left.getSeriesFirstRep().getUid());
        assertEquals("CT", left.getModalityFirstRep().getCode());
    }

    @Test
    void study_without_objects_was_entered_in_error() {
        objects.forEach(object -> study.remove(object.getString(Tag.SOPInstanceUID)));

        ImagingStudy empty = mapper.map(study).imagingStudy();
        assertEquals(ImagingStudy.ImagingStudyStatus.ENTEREDINERROR, empty.getStatus());
        assertEquals(0, empty.getNumberOfInstances());
        assertEquals(0, empty.getNumberOfSeries());
        assertTrue(empty.hasNumberOfInstances());
        assertFalse(empty.hasSeries());
        assertFalse(empty.hasModality());
    }

    @Test
    void unidentified_patient_becomes_the_one_with_the_id() {
        DicomStudy late = new DicomStudy();
        late.add(InstanceHeader.of(TestHeaders.with(objects.get(0), "PatientID", "")));
        assertTrue(mapper.map(late).patient().getMeta().hasTag());

        late.add(InstanceHeader.of(objects.get(1)));

        assertEquals("P001", mapper.map(late).patient().getIdentifierFirstRep().getValue());
        late.add(InstanceHeader.of(TestHeaders.with(objects.get(2), "PatientID", "")));
        assertEquals(3, late.size());
    }

    @Test
    void ten_thousand_objects_share_the_headers_of_their_series() throws Exception {
        Path file = folder.resolve("study");
        StudyLog log = StudyLog.open(file, false, DicomStudy.Limits.DEFAULT);
        Attributes object = objects.get(1);
        // what differs from object to object and is not mapped, is not kept
        object.setBytes(Tag.IconImageSequence + 1, VR.OB, new byte[4096]);
        for (int i = 1; i <= 10_000; i++) {
            object.setString(Tag.SOPInstanceUID, VR.UI, TestHeaders.U + ".1.1." + i);
            object.setInt(Tag.InstanceNumber, VR.IS, i);
            object.setDouble(Tag.SliceLocation, VR.DS, i * 0.5);
            InstanceHeader instance = InstanceHeader.of(object);
            log.study().add(instance);
            log.added(instance, "CT1");
        }

        StudyLog again = StudyLog.open(file, false, DicomStudy.Limits.DEFAULT);

        assertEquals(10_000, again.study().size());
        InstanceHeader[] instances = again.study().instances().toArray(InstanceHeader[]::new);
        assertSame(instances[0].header(), instances[9_999].header());
        assertTrue(Files.size(file) < 3_000_000, "a file of " + Files.size(file) + " bytes");
        assertEquals(10_000, mapper.map(again.study()).imagingStudy().getNumberOfInstances());
    }

    @Test
    void study_of_too_much_is_refused() {
        DicomStudy small = new DicomStudy(new DicomStudy.Limits(100, 10_000));
        Attributes large = TestHeaders.with(objects.get(0), "StudyDescription", "x".repeat(64));
        large.setString(Tag.RequestedProcedureDescription, VR.LO, "not mapped");
        large.setString(Tag.InstitutionName, VR.UT, "y".repeat(20_000));

        StudyConflictException refused =
                assertThrows(StudyConflictException.class, () -> small.add(InstanceHeader.of(large)));

        assertEquals("too-many-instances", refused.code());
        assertTrue(small.add(InstanceHeader.of(objects.get(0))));
    }
}
