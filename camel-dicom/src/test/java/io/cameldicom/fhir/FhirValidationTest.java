package io.cameldicom.fhir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.io.Corpus;
import io.cameldicom.dicom.io.Corpus.Expect;
import io.cameldicom.dicom.io.DicomInputStream;
import io.cameldicom.dicom.io.FileMetaInformation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every resource is one that HAPI's instance validator takes by the profiles of R4 core, and that its strict parser reads. */
class FhirValidationTest {

    private static final FhirOptions OPTIONS =
            TestHeaders.OPTIONS.withEndpoint("https://pacs.example.org/dicom-web", "pacs");

    @Test
    void resources_of_whole_studies_are_valid() {
        assertValid("CT", TestHeaders.map(OPTIONS, TestHeaders.twoSeriesOfCt().toArray(Attributes[]::new)));
        assertValid(
                "PET/CT",
                TestHeaders.map(OPTIONS, TestHeaders.petCtAndPresentationState().toArray(Attributes[]::new)));
        assertValid("full", TestHeaders.map(OPTIONS, everything()));
        DicomStudy empty = TestHeaders.study(List.of(everything()));
        empty.remove(everything().getString(Tag.SOPInstanceUID));
        assertValid("empty", new ImagingStudyMapper(OPTIONS).map(empty));
    }

    /** Each SOP class in each character set is validated; with -Dfhir.validate=all each file is. */
    @Test
    void every_file_of_the_corpus_with_a_study_becomes_valid_resources() throws Exception {
        int mapped = 0;
        Set<String> validated = new HashSet<>();
        List<String> wrong = new ArrayList<>();
        for (Corpus.Entry entry :
                Corpus.entries().filter(FhirValidationTest::isObject).toList()) {
            try (DicomInputStream in = new DicomInputStream(entry.path())) {
                FileMetaInformation meta = in.fileMetaInformation();
                Attributes head = in.readHead();
                if (head.getString(Tag.StudyInstanceUID) == null) {
                    continue;
                }
                try {
                    MappedStudy study = map(head, meta);
                    mapped++;
                    String kind = head.getString(Tag.SOPClassUID) + head.getString(Tag.SpecificCharacterSet);
                    if (validated.add(kind) || "all".equals(System.getProperty("fhir.validate"))) {
                        wrong.addAll(ResourceValidator.errors(entry.name(), study.transaction()));
                    }
                } catch (UnmappableException e) {
                    // a few lossy files got UIDs of more than 64 characters, for which FHIR has no place
                    assertFalse(head.getString(e.tag(), "").matches("[0-9.]{1,64}"), entry.name());
                }
            }
        }
        assertTrue(mapped > 50, mapped + " mapped");
        assertEquals(List.of(), wrong);
    }

    private static boolean isObject(Corpus.Entry entry) {
        return (entry.expect() == Expect.OK || entry.expect() == Expect.LENIENT)
                && !entry.name().startsWith("dicomdir/");
    }

    private static MappedStudy map(Attributes head, FileMetaInformation meta) {
        DicomStudy study = new DicomStudy();
        study.add(
                meta == null
                        ? InstanceHeader.of(head)
                        : InstanceHeader.of(head, meta.mediaStorageSopClassUid(), meta.mediaStorageSopInstanceUid()));
        return new ImagingStudyMapper(OPTIONS).map(study);
    }

    private static void assertValid(String name, MappedStudy study) {
        assertEquals(List.of(), ResourceValidator.errors(name, study.transaction()));
    }

    /** An object in which every element that is mapped has a value. */
    private static Attributes everything() {
        Attributes code = TestHeaders.attributes(
                "CodeValue", "24627-2", "CodingSchemeDesignator", "LN", "CodeMeaning", "CT Chest");
        Attributes own = TestHeaders.attributes(
                "CodeValue", "X1", "CodingSchemeDesignator", "99HOUSE", "CodeMeaning", "House code");
        Attributes request = TestHeaders.attributes("AccessionNumber", "A1", "ReasonForTheRequestedProcedure", "Cough");
        Attributes physician = new Attributes();
        TestHeaders.withItem(
                physician,
                "PersonIdentificationCodeSequence",
                TestHeaders.attributes("CodeValue", "77", "CodingSchemeDesignator", "99HOUSE", "CodeMeaning", "Staff"));
        Attributes object = TestHeaders.object(
                11,
                1,
                1,
                TestHeaders.CT,
                "PatientID",
                "A,1|B",
                "IssuerOfPatientID",
                "St. Anna/2",
                "PatientName",
                "Doe^Jane^Q^Dr.^MD",
                "PatientSex",
                "F",
                "PatientBirthDate",
                "19700102",
                "StudyDate",
                "20240305",
                "StudyTime",
                "10",
                "AccessionNumber",
                "A1",
                "AdmissionID",
                "V1",
                "ReferringPhysicianName",
                "Ref^Ann",
                "NameOfPhysiciansReadingStudy",
                "Read^One\\Read^Two",
                "PerformingPhysicianName",
                "Perf^One",
                "OperatorsName",
                "Op^One",
                "StudyDescription",
                "Chest",
                "InstitutionName",
                "St. Anna",
                "Modality",
                "CT",
                "SeriesNumber",
                "1",
                "SeriesDescription",
                "Lung",
                "BodyPartExamined",
                "CHEST",
                "Laterality",
                "L",
                "SeriesDate",
                "20240305",
                "SeriesTime",
                "101010",
                "InstanceNumber",
                "1",
                "ContentLabel",
                "KEY",
                "TimezoneOffsetFromUTC",
                "+0100");
        TestHeaders.withItem(object, "ProcedureCodeSequence", code);
        TestHeaders.withItem(object, "RequestAttributesSequence", request);
        TestHeaders.withItem(object, "ReferringPhysicianIdentificationSequence", physician);
        TestHeaders.withItem(object, "AnatomicRegionSequence", own);
        TestHeaders.withItem(
                object,
                "CodingSchemeIdentificationSequence",
                TestHeaders.attributes("CodingSchemeDesignator", "99HOUSE", "CodingSchemeUID", "1.2.276.0.76.4.77"));
        TestHeaders.withItem(object, "SpecimenDescriptionSequence", TestHeaders.attributes("SpecimenIdentifier", "S1"));
        return object;
    }
}
