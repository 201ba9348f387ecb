package io.cameldicom.dicom.media;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.codec.PeerTool;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.io.Corpus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our DICOMDIR of files of the corpus beside that of DCMTK's dcmmkdir, and each tool reading the other's. */
@Tag("interop")
class PeerDicomDirTest {

    private static final String CASES = "(charset/chr[A-Z][a-z]+|native/ct-.*|native/mr-.*|sr/.*|pr/.*|document/.*pdf.*"
            + "|waveform/.*|rt/rtplan.*|seg/ct-.*).dcm";

    @TempDir
    Path folder;

    private Path media;
    private DicomDir ours;

    private void makeMedia() throws IOException {
        Path source = Files.createDirectory(folder.resolve("source"));
        int number = 0;
        for (Corpus.Entry entry : Corpus.entries()
                .filter(e -> e.expect() == Corpus.Expect.OK && e.name().matches(CASES))
                .toList()) {
            Files.copy(entry.path(), source.resolve("file" + number++));
        }
        media = folder.resolve("media");
        ours = DicomDir.read(MediaFolder.copy(source, media, "CORPUS").directory());
        assertTrue(ours.files().size() > 15, ours.toString());
        assertEquals(List.of(), ours.problems());
    }

    @Test
    void every_record_of_dcmmkdir_is_in_ours_with_the_same_keys() throws Exception {
        makeMedia();
        Path theirs = folder.resolve("DCMTK");
        PeerTool.run("dcmtk", media, "dcmmkdir", "+r", "+I", "-Nxc", "-Nec", "-Nrc", "+D", theirs, "DICOM");
        Map<String, DirectoryRecord> records = byFileId(ours);
        Map<String, DirectoryRecord> expected = byFileId(DicomDir.read(theirs));
        assertEquals(records.keySet(), expected.keySet());
        expected.forEach((fileId, record) -> {
            assertEquals(record.type(), records.get(fileId).type(), fileId);
            assertSame(fileId, record.attributes(), records.get(fileId).attributes());
        });
    }

    /** Group 0004 has offsets; keys that one of the two had to make up are not compared. */
    private static void assertSame(String fileId, Attributes expected, Attributes actual) {
        Set<Integer> keys = Set.of(
                io.cameldicom.dicom.dict.Tag.InstanceNumber,
                io.cameldicom.dicom.dict.Tag.ContentDate,
                io.cameldicom.dicom.dict.Tag.ContentLabel,
                io.cameldicom.dicom.dict.Tag.ReferencedSOPClassUIDInFile,
                io.cameldicom.dicom.dict.Tag.ReferencedSOPInstanceUIDInFile,
                io.cameldicom.dicom.dict.Tag.ReferencedTransferSyntaxUIDInFile,
                io.cameldicom.dicom.dict.Tag.RTPlanLabel,
                io.cameldicom.dicom.dict.Tag.CompletionFlag,
                io.cameldicom.dicom.dict.Tag.MIMETypeOfEncapsulatedDocument);
        for (int key : keys) {
            if (expected.containsValue(key)) {
                assertArrayEquals(
                        expected.getStrings(key),
                        actual.getStrings(key),
                        fileId + " " + io.cameldicom.dicom.dict.Tag.format(key));
            }
        }
    }

    @Test
    void dcmtk_adds_to_our_directory_and_gdcm_reads_it() throws Exception {
        makeMedia();
        int before = ours.files().size();
        Path more = Files.createDirectories(media.resolve("MORE"));
        Corpus.Entry added = Corpus.entries()
                .filter(entry -> entry.name().equals("dicomdir/77654033/CR1/6154"))
                .findFirst()
                .orElseThrow();
        Files.copy(added.path(), more.resolve("IM1"));

        PeerTool.run("libgdcm-tools", media, "gdcmdump", "DICOMDIR");
        PeerTool.run("dcmtk", media, "dcmmkdir", "+A", "-nb", "-Nxc", "-Nec", "-Nrc", "MORE/IM1");

        DicomDir grown = DicomDir.read(media.resolve("DICOMDIR"));
        assertEquals(List.of(), grown.problems());
        assertEquals(before + 1, grown.files().size());
    }

    private static Map<String, DirectoryRecord> byFileId(DicomDir directory) {
        Map<String, DirectoryRecord> records = new TreeMap<>();
        directory
                .records()
                .filter(record -> record.fileId() != null)
                .forEach(record -> records.put(record.fileId().toString(), record));
        return records;
    }
}
