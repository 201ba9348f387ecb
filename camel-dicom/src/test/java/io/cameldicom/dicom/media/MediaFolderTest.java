package io.cameldicom.dicom.media;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dict.UidDictionary;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.io.DicomInputStream;
import io.cameldicom.dicom.io.DicomOutputStream;
import io.cameldicom.dicom.io.FileMetaInformation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaFolderTest {

    @TempDir
    Path folder;

    @Test
    void the_files_of_a_folder_become_a_tree_with_their_keys() throws IOException {
        save("A/1", instance("P1", "1", "1.1", 1));
        save("A/2", instance("P1", "1", "1.1", 2));
        save("A/3", instance("P1", "1", "1.2", 1));
        save("B/1", instance("P1", "2", "2.1", 1));
        Attributes named = instance("P2", "3", "3.1", 1);
        named.setString(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 100");
        named.setString(Tag.PatientName, VR.PN, "Jérôme");
        save("C", named);
        Files.writeString(folder.resolve("README"), "not DICOM");
        save("OTHER.DCM", instance("P3", "4", "4.1", 1));

        MediaFolder.Result result = MediaFolder.index(folder, "EXPORT_1");

        assertEquals("2 patients, 3 studies, 4 series, 5 instances", result.summary());
        assertEquals(2, result.skipped().size(), result.skipped().toString());
        assertTrue(
                result.skipped().get(0).startsWith("OTHER.DCM: no File ID"),
                result.skipped().toString());
        DicomDir directory = DicomDir.read(result.directory());
        assertEquals(List.of(), directory.problems());
        assertEquals("EXPORT_1", directory.fileSetId());
        assertEquals(
                "PATIENT STUDY SERIES IMAGE IMAGE SERIES IMAGE STUDY SERIES IMAGE PATIENT STUDY SERIES IMAGE",
                String.join(" ", directory.records().map(DirectoryRecord::type).toList()));
        assertEquals(5, directory.files().size());
        DirectoryRecord patient = directory.roots().get(1);
        assertEquals("Jérôme", patient.attributes().getString(Tag.PatientName));
        DirectoryRecord image = directory.records().skip(3).findFirst().orElseThrow();
        assertEquals("A/1", image.fileId().toString());
        assertEquals(UID.CTImageStorage, image.sopClassUid());
        assertEquals("1.1.1", image.sopInstanceUid());
        assertEquals(UID.ExplicitVRLittleEndian, image.transferSyntaxUid());
    }

    @Test
    void keys_that_a_record_must_have_are_made_up_and_counted() throws IOException {
        Attributes bare = new Attributes();
        bare.setString(Tag.SOPClassUID, VR.UI, UID.CTImageStorage);
        bare.setString(Tag.SOPInstanceUID, VR.UI, "1.2.3");
        bare.setString(Tag.StudyInstanceUID, VR.UI, "1.2");
        bare.setString(Tag.SeriesInstanceUID, VR.UI, "1.2.1");
        bare.setString(Tag.SeriesDate, VR.DA, "20260102");
        save("1", bare);

        MediaFolder.Result result = MediaFolder.index(folder, "");

        Map<String, Integer> expected = new TreeMap<>();
        for (int tag : new int[] {
            Tag.PatientID, Tag.StudyDate, Tag.StudyTime, Tag.StudyID, Tag.Modality, Tag.SeriesNumber, Tag.InstanceNumber
        }) {
            expected.put(Tag.format(tag), 1);
        }
        assertEquals(expected, result.madeUp());
        DirectoryRecord study =
                DicomDir.read(result.directory()).roots().get(0).children().get(0);
        assertEquals("20260102", study.attributes().getString(Tag.StudyDate));
        assertTrue(study.attributes().contains(Tag.StudyDescription));
    }

    @Test
    void a_copy_has_file_ids_and_the_same_bytes() throws IOException {
        Path source = Files.createDirectories(folder.resolve("in"));
        save("in/1.2.3.dcm", instance("P1", "1", "1.1", 1));
        save("in/deep/1.2.4.dcm", instance("P1", "1", "1.1", 2));
        save("in/deep/1.2.5.dcm", instance("P2", "2", "2.1", 1));
        Path target = folder.resolve("media");

        MediaFolder.Result result = MediaFolder.copy(source, target, "");

        assertEquals(List.of(), result.skipped());
        DicomDir directory = DicomDir.read(target.resolve("DICOMDIR"));
        List<Path> files = directory.files();
        assertEquals(
                List.of(
                        target.resolve("DICOM/PAT00001/STU00001/SER00001/I0000001"),
                        target.resolve("DICOM/PAT00001/STU00001/SER00001/I0000002"),
                        target.resolve("DICOM/PAT00002/STU00001/SER00001/I0000001")),
                files);
        assertArrayEquals(Files.readAllBytes(source.resolve("deep/1.2.4.dcm")), Files.readAllBytes(files.get(1)));
        assertThrows(IOException.class, () -> MediaFolder.copy(source, target, ""), "it is not empty");
        assertThrows(IOException.class, () -> MediaFolder.copy(source, source.resolve("media"), ""));
    }

    @Test
    void files_of_other_transfer_syntaxes_are_counted() throws IOException {
        save("1", instance("P1", "1", "1.1", 1), TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
        MediaFolder.Result result = MediaFolder.index(folder, "");
        assertEquals(1, result.otherSyntaxes());
        assertEquals(
                UID.ImplicitVRLittleEndian,
                DicomDir.read(result.directory())
                        .records()
                        .skip(3)
                        .findFirst()
                        .orElseThrow()
                        .transferSyntaxUid());
    }

    @Test
    void a_directory_that_is_there_is_replaced_and_no_draft_left() throws IOException {
        save("1", instance("P1", "1", "1.1", 1));
        MediaFolder.index(folder, "");
        save("2", instance("P1", "1", "1.1", 2));
        assertTrue(MediaFolder.index(folder, "").summary().endsWith("2 instances"));
        try (var files = Files.list(folder)) {
            assertEquals(3, files.count());
        }
    }

    @Test
    void a_file_set_id_is_of_its_form() {
        assertThrows(IllegalArgumentException.class, () -> new DicomDirBuilder("lower case"));
        assertThrows(IllegalArgumentException.class, () -> new DicomDirBuilder("X".repeat(17)));
    }

    @ParameterizedTest
    @CsvSource({
        "EnhancedCTImageStorage, IMAGE",
        "DigitalXRayImageStorageForProcessing, IMAGE",
        "SegmentationStorage, IMAGE",
        "EnhancedUSVolumeStorage, IMAGE",
        "RTImageStorage, IMAGE",
        "RTDoseStorage, RT DOSE",
        "RTStructureSetStorage, RT STRUCTURE SET",
        "RTIonPlanStorage, RT PLAN",
        "RTBeamsTreatmentRecordStorage, RT TREAT RECORD",
        "TomotherapeuticRadiationStorage, RADIOTHERAPY",
        "RTBeamsDeliveryInstructionStorage, PLAN",
        "GrayscaleSoftcopyPresentationStateStorage, PRESENTATION",
        "TwelveLeadECGWaveformStorage, WAVEFORM",
        "XRayRadiationDoseSRStorage, SR DOCUMENT",
        "KeyObjectSelectionDocumentStorage, KEY OBJECT DOC",
        "MRSpectroscopyStorage, SPECTROSCOPY",
        "RawDataStorage, RAW DATA",
        "SpatialRegistrationStorage, REGISTRATION",
        "DeformableSpatialRegistrationStorage, REGISTRATION",
        "SpatialFiducialsStorage, FIDUCIAL",
        "SurfaceSegmentationStorage, SURFACE",
        "SurfaceScanMeshStorage, SURFACE SCAN",
        "TractographyResultsStorage, TRACT",
        "StereometricRelationshipStorage, STEREOMETRIC",
        "RealWorldValueMappingStorage, VALUE MAP",
        "EncapsulatedPDFStorage, ENCAP DOC",
        "LensometryMeasurementsStorage, MEASUREMENT",
        "ContentAssessmentResultsStorage, ASSESSMENT",
        "HangingProtocolStorage, HANGING PROTOCOL",
        "ColorPaletteStorage, PALETTE",
        "ImplantTemplateGroupStorage, IMPLANT GROUP"
    })
    void the_type_of_a_record_is_that_of_the_sop_class(String keyword, String term) {
        assertEquals(
                term, RecordType.ofSopClass(UidDictionary.forKeyword(keyword)).term());
    }

    @Test
    void instances_without_a_record_type_or_uids_are_skipped_with_a_reason() throws IOException {
        Attributes unknown = instance("P1", "1", "1.1", 1);
        unknown.setString(Tag.SOPClassUID, VR.UI, "1.2.3.4.5");
        save("1", unknown);
        Attributes lost = instance("P1", "1", "1.1", 2);
        lost.remove(Tag.SeriesInstanceUID);
        save("2", lost);
        save("3", instance("P1", "1", "1.1", 3));
        save("4", instance("P1", "1", "1.1", 3));
        MediaFolder.Result result = MediaFolder.index(folder, "");
        assertEquals(3, result.skipped().size());
        assertEquals(
                "4: an instance with this SOP Instance UID is there already",
                result.skipped().get(2));
        assertEquals(
                "1: no directory record for SOP class 1.2.3.4.5",
                result.skipped().get(0));
        assertTrue(result.skipped().get(1).startsWith("2: no Study Instance UID (0020,000D) or"));
        assertEquals(1, DicomDir.read(result.directory()).files().size());
    }

    @Test
    void a_document_has_the_modifiers_of_its_title_and_no_other_content() throws IOException {
        Attributes report = instance("P1", "1", "1.1", 1);
        report.setString(Tag.SOPClassUID, VR.UI, UID.BasicTextSRStorage);
        Attributes title = new Attributes();
        title.setString(Tag.CodeMeaning, VR.LO, "Report");
        report.newSequence(Tag.ConceptNameCodeSequence).add(title);
        report.newSequence(Tag.ContentSequence);
        for (String relation : List.of("HAS CONCEPT MOD", "CONTAINS")) {
            Attributes item = new Attributes();
            item.setString(Tag.RelationshipType, VR.CS, relation);
            report.getSequence(Tag.ContentSequence).add(item);
        }
        save("1", report);
        Attributes record = DicomDir.read(MediaFolder.index(folder, "").directory())
                .records()
                .skip(3)
                .findFirst()
                .orElseThrow()
                .attributes();
        assertEquals("SR DOCUMENT", record.getString(Tag.DirectoryRecordType));
        assertEquals(1, record.getSequence(Tag.ContentSequence).size());
        assertEquals(
                "Report", record.getNestedDataset(Tag.ConceptNameCodeSequence).getString(Tag.CodeMeaning));
        assertEquals("UNVERIFIED", record.getString(Tag.VerificationFlag));
    }

    private static Attributes instance(String patient, String study, String series, int number) {
        Attributes dataset = new Attributes();
        dataset.setString(Tag.SOPClassUID, VR.UI, UID.CTImageStorage);
        dataset.setString(Tag.SOPInstanceUID, VR.UI, series + "." + number);
        dataset.setString(Tag.StudyDate, VR.DA, "20261122");
        dataset.setString(Tag.StudyTime, VR.TM, "2200");
        dataset.setString(Tag.Modality, VR.CS, "CT");
        dataset.setString(Tag.PatientName, VR.PN, "Doe^" + patient);
        dataset.setString(Tag.PatientID, VR.LO, patient);
        dataset.setString(Tag.StudyInstanceUID, VR.UI, study);
        dataset.setString(Tag.SeriesInstanceUID, VR.UI, series);
        dataset.setString(Tag.StudyID, VR.SH, study);
        dataset.setInt(Tag.SeriesNumber, VR.IS, 1);
        dataset.setInt(Tag.InstanceNumber, VR.IS, number);
        dataset.setBytes(Tag.PixelData, VR.OW, new byte[8]);
        return dataset;
    }

    private void save(String name, Attributes dataset) throws IOException {
        save(name, dataset, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    }

    private void save(String name, Attributes dataset, TransferSyntax syntax) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        try (DicomOutputStream out = new DicomOutputStream(Files.newOutputStream(file), syntax)) {
            out.writeFileMetaInformation(FileMetaInformation.of(
                    dataset.getString(Tag.SOPClassUID), dataset.getString(Tag.SOPInstanceUID), syntax.uid()));
            out.writeDataset(dataset);
        }
        try (DicomInputStream in = new DicomInputStream(file)) {
            in.readDataset();
        }
    }
}
