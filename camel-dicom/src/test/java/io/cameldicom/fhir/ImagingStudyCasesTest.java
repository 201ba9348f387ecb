package io.cameldicom.fhir;

import static io.cameldicom.fhir.TestHeaders.CT;
import static io.cameldicom.fhir.TestHeaders.OPTIONS;
import static io.cameldicom.fhir.TestHeaders.SCT;
import static io.cameldicom.fhir.TestHeaders.U;
import static io.cameldicom.fhir.TestHeaders.V2;
import static io.cameldicom.fhir.TestHeaders.attributes;
import static io.cameldicom.fhir.TestHeaders.map;
import static io.cameldicom.fhir.TestHeaders.object;
import static io.cameldicom.fhir.TestHeaders.withItem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.ImagingStudy;
import org.hl7.fhir.r4.model.ImagingStudy.ImagingStudySeriesComponent;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;

/** The hand-computed cases: whole studies, and what their resources must say. */
class ImagingStudyCasesTest {

    private static final String MR = "1.2.840.10008.5.1.4.1.1.4";
    private static final String US = "1.2.840.10008.5.1.4.1.1.6.1";

    @Test
    void ct_of_two_series_that_arrives_out_of_order() {
        ImagingStudy study = common(1, map(TestHeaders.twoSeriesOfCt().toArray(Attributes[]::new)));

        assertEquals("2024-03-05T09:10:11.5+09:00", study.getStartedElement().getValueAsString());
        assertEquals("CT CHEST", study.getDescription());
        assertEquals("Dr. Ann Ref", study.getReferrer().getDisplay());
        Identifier accession = study.getIdentifier().get(1);
        assertEquals("A100", accession.getValue());
        assertCoding(V2, "ACSN", accession.getType().getCodingFirstRep());
        assertFalse(accession.hasSystem());
        assertEquals("A100", study.getBasedOnFirstRep().getIdentifier().getValue());
        assertEquals(2, study.getNumberOfSeries());
        assertEquals(3, study.getNumberOfInstances());
        assertEquals(List.of("CT"), codes(study));
        ImagingStudySeriesComponent scout = study.getSeries().get(0);
        assertEquals(U + ".1.1", scout.getUid());
        assertEquals("SCOUT", scout.getDescription());
        assertCoding(SCT, "816094009", scout.getBodySite());
        assertEquals("Chest", scout.getBodySite().getDisplay());
        assertEquals("ORIGINAL\\PRIMARY\\LOCALIZER", scout.getInstanceFirstRep().getTitle());
        assertTrue(FhirJson.encode(study).contains("\"ORIGINAL\\\\PRIMARY\\\\LOCALIZER\""));
        ImagingStudySeriesComponent second = study.getSeries().get(1);
        assertEquals(U + ".1.2.1", second.getInstance().get(0).getUid());
        assertEquals(U + ".1.2.2", second.getInstance().get(1).getUid());
        assertCoding(
                "urn:ietf:rfc:3986",
                "urn:oid:1.2.840.10008.5.1.4.1.1.2",
                second.getInstanceFirstRep().getSopClass());
    }

    @Test
    void study_without_date_in_no_zone_and_in_one() {
        Attributes object = object(
                2,
                1,
                1,
                US,
                "PatientID",
                "P2",
                "StudyDate",
                "",
                "StudyTime",
                "101112",
                "SeriesDate",
                "20240306",
                "SeriesTime",
                "102000",
                "Modality",
                "US",
                "SeriesNumber",
                "");

        ImagingStudy study = common(2, map(object));
        assertFalse(study.hasStarted());
        assertEquals("2024-03-06", study.getSeriesFirstRep().getStartedElement().getValueAsString());
        assertFalse(study.getSeriesFirstRep().hasNumber());
        assertEquals(List.of("US"), codes(study));

        ImagingStudy inBerlin = common(2, map(OPTIONS.withZone(ZoneId.of("Europe/Berlin")), object));
        assertFalse(inBerlin.hasStarted());
        assertEquals(
                "2024-03-06T10:20:00+01:00",
                inBerlin.getSeriesFirstRep().getStartedElement().getValueAsString());
    }

    @Test
    void offsets_are_taken_as_they_are() {
        Attributes object = object(
                3,
                1,
                1,
                MR,
                "PatientID",
                "P3",
                "TimezoneOffsetFromUTC",
                "-0330",
                "StudyDate",
                "20231231",
                "StudyTime",
                "2330",
                "SeriesDate",
                "20231231",
                "SeriesTime",
                "233105.123456",
                "SeriesNumber",
                "0",
                "Modality",
                "MR");

        ImagingStudy study = common(3, map(object));
        assertEquals("2023-12-31T23:30:00-03:30", study.getStartedElement().getValueAsString());
        assertEquals(
                "2023-12-31T23:31:05.123456-03:30",
                study.getSeriesFirstRep().getStartedElement().getValueAsString());
        assertEquals(0, study.getSeriesFirstRep().getNumber());
        assertTrue(study.getSeriesFirstRep().hasNumber());
    }

    @Test
    void malformed_offset_is_reported_and_costs_the_time() {
        MappedStudy mapped = map(object(
                3,
                1,
                1,
                MR,
                "PatientID",
                "P3",
                "TimezoneOffsetFromUTC",
                "+9",
                "StudyDate",
                "20231231",
                "StudyTime",
                "2330",
                "SeriesDate",
                "20231231",
                "SeriesTime",
                "233105.123456",
                "Modality",
                "MR"));

        ImagingStudy study = common(3, mapped);
        assertEquals("2023-12-31", study.getStartedElement().getValueAsString());
        assertEquals("2023-12-31", study.getSeriesFirstRep().getStartedElement().getValueAsString());
        assertEquals(
                List.of(Tag.TimezoneOffsetFromUTC),
                mapped.skipped().stream().map(SkippedValue::tag).toList());
    }

    @Test
    void clock_reading_that_never_came_keeps_its_text() {
        Attributes object = object(
                3, 1, 1, MR, "PatientID", "P3", "StudyDate", "20240310", "StudyTime", "023000", "Modality", "MR");

        ImagingStudy study = common(3, map(OPTIONS.withZone(ZoneId.of("America/New_York")), object));

        assertEquals("2024-03-10T02:30:00-04:00", study.getStartedElement().getValueAsString());
    }

    @Test
    void patient_without_id_is_the_unidentified_one_of_the_study() {
        String[] header = {
            "PatientID",
            "",
            "PatientName",
            "Unknown^Trauma 7",
            "PatientSex",
            "O",
            "PatientBirthDate",
            "19700000",
            "Modality",
            "CT"
        };
        MappedStudy one = map(object(4, 1, 1, CT, header));
        MappedStudy both = map(object(4, 1, 1, CT, header), object(4, 1, 2, CT, header));

        common(4, one);
        Patient patient = one.patient();
        assertEquals(1, patient.getIdentifier().size());
        Identifier identifier = patient.getIdentifierFirstRep();
        assertEquals(Identifier.IdentifierUse.TEMP, identifier.getUse());
        assertEquals("https://hub.example.org/sid/unidentified-patient", identifier.getSystem());
        assertEquals("urn:oid:" + U + ".4", identifier.getValue());
        assertEquals("patient-unidentified", patient.getMeta().getTagFirstRep().getCode());
        HumanName name = patient.getNameFirstRep();
        assertEquals(HumanName.NameUse.USUAL, name.getUse());
        assertEquals("Unknown", name.getFamily());
        assertEquals(
                List.of("Trauma 7"),
                name.getGiven().stream().map(Object::toString).toList());
        assertEquals("Trauma 7 Unknown", name.getText());
        assertFalse(name.hasExtension());
        assertEquals("other", patient.getGender().toCode());
        assertEquals("1970", patient.getBirthDateElement().getValueAsString());
        assertEquals(FhirJson.encode(patient), FhirJson.encode(both.patient()));
        assertEquals(
                one.transaction().getEntry().get(0).getRequest().getIfNoneExist(),
                both.transaction().getEntry().get(0).getRequest().getIfNoneExist());
    }

    @Test
    void japanese_name_is_three_names_in_either_character_set() {
        Set<String> resources = new HashSet<>();
        for (String charset : List.of("\\ISO 2022 IR 87", "ISO_IR 192")) {
            MappedStudy mapped = map(object(
                    5,
                    1,
                    1,
                    CT,
                    "SpecificCharacterSet",
                    charset,
                    "PatientID",
                    "J001",
                    "PatientName",
                    "Yamada^Tarou=山田^太郎=やまだ^たろう",
                    "PatientSex",
                    "M",
                    "PatientBirthDate",
                    "19600501",
                    "Modality",
                    "CT"));
            common(5, mapped);
            resources.add(FhirJson.encode(mapped.transaction()));

            Patient patient = mapped.patient();
            assertName(
                    "ABC", "Yamada", "Tarou", "Tarou Yamada", patient.getName().get(0));
            assertName("IDE", "山田", "太郎", "山田 太郎", patient.getName().get(1));
            assertName("SYL", "やまだ", "たろう", "やまだ たろう", patient.getName().get(2));
            assertEquals("male", patient.getGender().toCode());
            assertEquals("1960-05-01", patient.getBirthDateElement().getValueAsString());
            Identifier identifier = patient.getIdentifierFirstRep();
            assertEquals(Identifier.IdentifierUse.USUAL, identifier.getUse());
            assertCoding(V2, "MR", identifier.getType().getCodingFirstRep());
            assertEquals("https://hub.example.org/sid/mrn", identifier.getSystem());
            assertEquals("J001", identifier.getValue());
        }
        assertEquals(1, resources.size());
    }

    @Test
    void enhanced_ct_is_one_instance_with_the_anatomy_of_its_frames() {
        Attributes region = attributes("CodeValue", "69536005", "CodingSchemeDesignator", "SCT", "CodeMeaning", "Head");
        Attributes anatomy = withItem(attributes("FrameLaterality", "U"), "AnatomicRegionSequence", region);
        Attributes object = object(
                6,
                1,
                1,
                "1.2.840.10008.5.1.4.1.1.2.1",
                "PatientID",
                "P6",
                "Modality",
                "CT",
                "NumberOfFrames",
                "200",
                "ImageType",
                "ORIGINAL\\PRIMARY\\VOLUME\\NONE",
                "StudyDate",
                "20240305",
                "StudyTime",
                "101010");
        withItem(object, "SharedFunctionalGroupsSequence", withItem(new Attributes(), "FrameAnatomySequence", anatomy));

        MappedStudy mapped = map(object);
        ImagingStudy study = common(6, mapped);

        assertEquals(1, study.getNumberOfInstances());
        ImagingStudySeriesComponent series = study.getSeriesFirstRep();
        assertEquals(1, series.getNumberOfInstances());
        assertCoding(SCT, "69536005", series.getBodySite());
        assertEquals("Head", series.getBodySite().getDisplay());
        assertFalse(series.hasLaterality());
        assertEquals("2024-03-05", study.getStartedElement().getValueAsString());
        assertEquals(
                "ORIGINAL\\PRIMARY\\VOLUME\\NONE", series.getInstanceFirstRep().getTitle());
        assertEquals(List.of(), mapped.skipped());
    }

    @Test
    void study_of_a_report_alone() {
        Attributes object = object(
                7,
                1,
                1,
                "1.2.840.10008.5.1.4.1.1.88.33",
                "PatientID",
                "P7",
                "Modality",
                "SR",
                "AccessionNumber",
                "",
                "SeriesNumber",
                "900");
        withItem(
                object,
                "ConceptNameCodeSequence",
                attributes(
                        "CodeValue",
                        "126000",
                        "CodingSchemeDesignator",
                        "DCM",
                        "CodeMeaning",
                        "Imaging Measurement Report"));
        withItem(object, "ReferencedRequestSequence", attributes("AccessionNumber", "A7"));

        ImagingStudy study = common(7, map(object));

        assertFalse(study.hasModality());
        assertEquals("SR", study.getSeriesFirstRep().getModality().getCode());
        assertEquals(
                "Imaging Measurement Report",
                study.getSeriesFirstRep().getInstanceFirstRep().getTitle());
        assertEquals("A7", study.getBasedOnFirstRep().getIdentifier().getValue());
        assertEquals("ServiceRequest", study.getBasedOnFirstRep().getType());
        assertEquals(1, study.getIdentifier().size());
        assertEquals(900, study.getSeriesFirstRep().getNumber());
    }

    @Test
    void pet_ct_and_a_presentation_state() {
        ImagingStudy study =
                common(8, map(TestHeaders.petCtAndPresentationState().toArray(Attributes[]::new)));

        assertEquals(List.of("CT", "PT"), codes(study));
        assertEquals(3, study.getNumberOfSeries());
        assertEquals("PR", study.getSeries().get(2).getModality().getCode());
        assertEquals("KEYVIEW", study.getSeries().get(2).getInstanceFirstRep().getTitle());
    }

    @Test
    void issuers_become_systems() {
        Attributes object = object(
                9,
                1,
                1,
                "1.2.840.10008.5.1.4.1.1.1.1",
                "PatientID",
                "4711",
                "IssuerOfPatientID",
                "ADT1",
                "AccessionNumber",
                "A9",
                "AdmissionID",
                "V55",
                "Laterality",
                "R",
                "BodyPartExamined",
                "knee".toUpperCase(java.util.Locale.ROOT),
                "Modality",
                "DX");
        withItem(
                object,
                "IssuerOfPatientIDQualifiersSequence",
                attributes(
                        "UniversalEntityID",
                        "1.2.276.0.76.4.8",
                        "UniversalEntityIDType",
                        "ISO",
                        "IdentifierTypeCode",
                        "PI"));
        withItem(
                object,
                "OtherPatientIDsSequence",
                attributes("PatientID", "Z99", "IssuerOfPatientID", "OTHER", "TypeOfPatientID", "TEXT"));
        withItem(
                object,
                "IssuerOfAccessionNumberSequence",
                attributes("UniversalEntityID", "1.2.276.0.76.4.9", "UniversalEntityIDType", "ISO"));

        MappedStudy mapped = map(object);
        ImagingStudy study = common(9, mapped);

        Identifier own = mapped.patient().getIdentifier().get(0);
        assertEquals(Identifier.IdentifierUse.USUAL, own.getUse());
        assertCoding(V2, "PI", own.getType().getCodingFirstRep());
        assertEquals("urn:oid:1.2.276.0.76.4.8", own.getSystem());
        assertEquals("4711", own.getValue());
        assertEquals("ADT1", own.getAssigner().getDisplay());
        Identifier other = mapped.patient().getIdentifier().get(1);
        assertEquals(Identifier.IdentifierUse.SECONDARY, other.getUse());
        assertEquals("https://hub.example.org/sid/issuer/OTHER", other.getSystem());
        assertEquals("Z99", other.getValue());
        assertEquals("OTHER", other.getAssigner().getDisplay());
        assertFalse(other.hasType());
        assertEquals(
                "identifier=urn:oid:1.2.276.0.76.4.8%7C4711",
                mapped.transaction().getEntry().get(0).getRequest().getIfNoneExist());
        assertEquals("urn:oid:1.2.276.0.76.4.9", study.getIdentifier().get(1).getSystem());
        assertEquals(
                "urn:oid:1.2.276.0.76.4.9",
                study.getBasedOnFirstRep().getIdentifier().getSystem());
        Identifier visit = study.getEncounter().getIdentifier();
        assertCoding(V2, "VN", visit.getType().getCodingFirstRep());
        assertEquals("V55", visit.getValue());
        assertCoding(SCT, "24028007", study.getSeriesFirstRep().getLaterality());
        assertEquals("Right", study.getSeriesFirstRep().getLaterality().getDisplay());
        assertCoding(SCT, "72696002", study.getSeriesFirstRep().getBodySite());
        assertEquals("Knee", study.getSeriesFirstRep().getBodySite().getDisplay());
    }

    @Test
    void private_sop_class_and_dirty_values() {
        MappedStudy mapped = map(object(
                10,
                1,
                1,
                "1.3.12.2.1107.5.9.1",
                "PatientID",
                "P10",
                "Modality",
                "OT",
                "SeriesNumber",
                " 7 ",
                "InstanceNumber",
                "-5",
                "BodyPartExamined",
                "HEAD_NECK SPECIAL",
                "Laterality",
                "X"));
        ImagingStudy study = common(10, mapped);

        ImagingStudySeriesComponent series = study.getSeriesFirstRep();
        assertCoding(
                "urn:ietf:rfc:3986",
                "urn:oid:1.3.12.2.1107.5.9.1",
                series.getInstanceFirstRep().getSopClass());
        assertFalse(study.hasModality());
        assertEquals(7, series.getNumber());
        assertFalse(series.getInstanceFirstRep().hasNumber());
        assertFalse(series.getInstanceFirstRep().hasTitle());
        assertEquals("HEAD_NECK SPECIAL", series.getBodySite().getDisplay());
        assertFalse(series.getBodySite().hasCode());
        assertFalse(series.getBodySite().hasSystem());
        assertFalse(series.hasLaterality());
        assertEquals(
                Set.of(Tag.Laterality, Tag.InstanceNumber),
                new HashSet<>(mapped.skipped().stream().map(SkippedValue::tag).toList()));
    }

    @Test
    void any_order_of_arrival_gives_the_same_bytes() {
        for (List<Attributes> objects : List.of(TestHeaders.twoSeriesOfCt(), TestHeaders.petCtAndPresentationState())) {
            Set<String> bundles = new HashSet<>();
            int[] orders = {0};
            TestHeaders.permutations(objects, order -> {
                orders[0]++;
                bundles.add(
                        FhirJson.encode(map(order.toArray(Attributes[]::new)).transaction()));
            });

            assertEquals(6, orders[0]);
            assertEquals(1, bundles.size());
        }
    }

    @Test
    void knee_in_small_letters_is_a_knee() {
        Attributes object = object(9, 1, 1, CT, "PatientID", "P", "Modality", "CT");
        object.setBytes(
                Tag.BodyPartExamined,
                io.cameldicom.dicom.dict.VR.CS,
                "knee".getBytes(java.nio.charset.StandardCharsets.US_ASCII));

        assertCoding(
                SCT, "72696002", map(object).imagingStudy().getSeriesFirstRep().getBodySite());
    }

    /** What every case has. */
    private static ImagingStudy common(int n, MappedStudy mapped) {
        ImagingStudy study = mapped.imagingStudy();
        assertEquals(ImagingStudy.ImagingStudyStatus.AVAILABLE, study.getStatus());
        Identifier identifier = study.getIdentifierFirstRep();
        assertEquals(Identifier.IdentifierUse.OFFICIAL, identifier.getUse());
        assertEquals("urn:dicom:uid", identifier.getSystem());
        assertEquals("urn:oid:" + U + "." + n, identifier.getValue());
        assertEquals(
                mapped.transaction().getEntry().get(0).getFullUrl(),
                study.getSubject().getReference());
        assertEquals("Patient", study.getSubject().getType());
        assertEquals(List.of(), ResourceValidator.errors("case " + n, mapped.transaction()));
        return study;
    }

    private static void assertCoding(String system, String code, Coding coding) {
        assertEquals(system, coding.getSystem());
        assertEquals(code, coding.getCode());
    }

    private static void assertName(String representation, String family, String given, String text, HumanName name) {
        assertEquals(representation, name.getExtensionFirstRep().getValue().primitiveValue());
        assertEquals(family, name.getFamily());
        assertEquals(given, name.getGivenAsSingleString());
        assertEquals(text, name.getText());
    }

    private static List<String> codes(ImagingStudy study) {
        return study.getModality().stream().map(Coding::getCode).toList();
    }
}
