package io.cameldicom.dicom.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.io.Corpus;
import io.cameldicom.dicom.io.DicomInputStream;
import io.cameldicom.dicom.io.DicomOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The DICOMDIRs of the corpus, sound and broken. */
class CorpusDicomDirTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"DICOMDIR", "DICOMDIR-bigEnd", "DICOMDIR-implicit", "DICOMDIR-nooffset"})
    void the_tree_is_read_and_every_file_found(String name) throws IOException {
        DicomDir directory = DicomDir.read(corpus(name));
        assertEquals("PYDICOM_TEST", directory.fileSetId());
        assertEquals(Map.of("PATIENT", 2, "STUDY", 6, "SERIES", 13, "IMAGE", 31), typesOf(directory));
        assertEquals(
                List.of("77654033", "98890234"),
                directory.roots().stream()
                        .map(patient -> patient.attributes().getString(Tag.PatientID))
                        .toList());
        assertEquals(31, directory.files().size());
        assertEquals(List.of(), directory.missing());
        DirectoryRecord image = directory
                .records()
                .filter(record -> record.fileId() != null)
                .findFirst()
                .orElseThrow();
        assertEquals("77654033/CR1/6154", image.fileId().toString());
        assertEquals(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid(), image.transferSyntaxUid());
        try (DicomInputStream in = new DicomInputStream(directory.fileOf(image).orElseThrow())) {
            assertEquals(in.readDataset().getString(Tag.SOPInstanceUID), image.sopInstanceUid());
        }
        assertEquals(
                name.equals("DICOMDIR-nooffset"),
                !directory.problems().isEmpty(),
                directory.problems().toString());
    }

    @Test
    void an_empty_one_has_no_records() throws IOException {
        DicomDir directory = DicomDir.read(corpus("DICOMDIR-empty.dcm"));
        assertEquals(List.of(), directory.roots());
        assertEquals(List.of(), directory.files());
        assertEquals(List.of(), directory.problems());
    }

    @Test
    void offsets_that_lead_nowhere_or_in_a_circle_give_way_to_the_order_of_the_records() throws IOException {
        Map<String, Integer> sound = typesOf(DicomDir.read(corpus("DICOMDIR")));
        // the first study points to itself as the next, the second patient to the middle of a record
        for (long wrong : new long[] {510, 3127, 0xFFFFFFFFL}) {
            DicomDir directory = DicomDir.read(changed(510, Tag.OffsetOfTheNextDirectoryRecord, wrong));
            assertFalse(directory.problems().isEmpty());
            assertEquals(sound, typesOf(directory));
            assertEquals(2, directory.roots().size());
        }
        DicomDir directory = DicomDir.read(changed(856, Tag.OffsetOfReferencedLowerLevelDirectoryEntity, 396));
        assertTrue(
                directory.problems().toString().contains("circle"),
                directory.problems().toString());
        assertEquals(sound, typesOf(directory));
    }

    @Test
    void a_record_not_in_use_is_passed_over_with_what_is_below() throws IOException {
        DicomDir directory = DicomDir.read(changed(396, Tag.RecordInUseFlag, 0));
        assertEquals(1, directory.roots().size());
        assertEquals(
                24, directory.records().filter(r -> r.type().equals("IMAGE")).count());
        assertEquals(List.of(), directory.problems());
    }

    /** A copy of the corpus' DICOMDIR with one element of the record at this offset changed. */
    private Path changed(long offset, int tag, long value) throws IOException {
        List<Long> offsets = new ArrayList<>();
        try (DicomInputStream in = new DicomInputStream(corpus("DICOMDIR"))) {
            in.setItemListener((sequence, at, item) -> offsets.add(at));
            Attributes dataset = in.readDataset();
            Attributes record = dataset.getSequence(Tag.DirectoryRecordSequence).get(offsets.indexOf(offset));
            record.setLong(tag, record.getVR(tag), value);
            Path file = folder.resolve("DICOMDIR");
            try (DicomOutputStream out =
                    new DicomOutputStream(Files.newOutputStream(file), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)) {
                out.writeFileMetaInformation(in.fileMetaInformation());
                out.writeDataset(dataset);
            }
            return file;
        }
    }

    private static Map<String, Integer> typesOf(DicomDir directory) {
        Map<String, Integer> types = new TreeMap<>();
        directory.records().forEach(record -> types.merge(record.type(), 1, Integer::sum));
        return types;
    }

    private static Path corpus(String name) throws IOException {
        return Corpus.entries()
                .filter(entry -> entry.name().equals("dicomdir/" + name))
                .findFirst()
                .orElseThrow()
                .path();
    }
}
