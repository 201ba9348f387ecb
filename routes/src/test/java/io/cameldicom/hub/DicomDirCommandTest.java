package io.cameldicom.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.media.DicomDir;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DicomDirCommandTest {

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void writes_the_directory_of_a_folder_and_names_what_is_left_out() throws Exception {
        Path media = Files.createDirectories(folder.resolve("media"));
        save(media.resolve("IM1"), "CT");
        save(media.resolve("picture.dcm"), "CT");

        assertEquals(1, execute("dicomdir", media.toString(), "--id", "CD_1"));

        assertEquals(1, DicomDir.read(media.resolve("DICOMDIR")).files().size());
        assertTrue(out.toString().contains("1 patients, 1 studies, 1 series, 1 instances"), out.toString());
        assertTrue(err.toString().startsWith("picture.dcm: no File ID"), err.toString());
    }

    @Test
    void copies_under_names_that_a_medium_may_have() throws Exception {
        Path source = Files.createDirectories(folder.resolve("in"));
        save(source.resolve("picture.dcm"), "CT");
        Path media = folder.resolve("media");

        assertEquals(0, execute("dicomdir", source.toString(), "--to", media.toString()));

        assertEquals(1, DicomDir.read(media.resolve("DICOMDIR")).files().size());
        assertEquals("", err.toString());
    }

    @Test
    void a_missing_folder_is_one_line_and_a_wrong_id_wrong_usage() {
        assertEquals(1, execute("dicomdir", folder.resolve("none").toString()));
        assertTrue(err.toString().endsWith("none is no folder" + System.lineSeparator()), err.toString());
        assertEquals(2, execute("dicomdir", folder.toString(), "--id", "lower"));
    }

    private static void save(Path file, String modality) throws IOException {
        TestObjects.object(TestObjects.attributes(modality)).saveTo(file);
    }

    private int execute(String... arguments) {
        return HubMain.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
