package io.cameldicom.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FhirCommandTest {

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void prints_a_line_for_each_study_whatever_folder_its_files_are_in() throws Exception {
        Files.createDirectories(folder.resolve("a/deep"));
        save("a/1.dcm", TestObjects.attributes("CT"));
        save("a/deep/2.dcm", TestObjects.attributes("CT"));
        String other = save("other.dcm", ofStudy("2.25.77"));

        assertEquals(0, execute("fhir", folder.resolve("a").toString(), other));

        String[] lines = out.toString().split("\\R");
        assertEquals(2, lines.length, out.toString());
        assertTrue(lines[0].startsWith("{\"resourceType\":\"Bundle\",\"type\":\"transaction\""), lines[0]);
        assertTrue(lines[0].contains("\"numberOfInstances\":2"), lines[0]);
        assertTrue(lines[0].contains("\"url\":\"ImagingStudy?identifier=urn:dicom:uid%7Curn:oid:2.25.1\""), lines[0]);
        assertTrue(lines[1].contains("urn:oid:2.25.77"), lines[1]);
        assertEquals("", err.toString());
    }

    @Test
    void the_same_files_are_the_same_lines() throws Exception {
        String file = save("a.dcm", TestObjects.attributes("CT"));

        execute("fhir", file);
        execute("fhir", file);

        String[] lines = out.toString().split("\\R");
        assertEquals(lines[0], lines[1]);
    }

    @Test
    void what_cannot_be_mapped_is_a_line_each_and_the_others_go_on() throws Exception {
        Path cut = Files.write(folder.resolve("cut.dcm"), cutInHead());
        Attributes withoutSeries = TestObjects.attributes("CT");
        withoutSeries.remove(Tag.SeriesInstanceUID);
        String unmappable = save("unmappable.dcm", withoutSeries);
        String whole = save("whole.dcm", TestObjects.attributes("CT"));

        assertEquals(
                1,
                execute(
                        "fhir",
                        cut.toString(),
                        unmappable,
                        folder.resolve("none").toString(),
                        whole));

        String[] lines = err.toString().split("\\R");
        assertEquals(3, lines.length, err.toString());
        assertTrue(lines[0].startsWith(cut + ": "), lines[0]);
        assertTrue(lines[1].startsWith(unmappable + ": SeriesInstanceUID (0020,000E) is missing"), lines[1]);
        assertTrue(lines[2].startsWith(folder.resolve("none") + ": "), lines[2]);
        assertTrue(out.toString().contains("\"numberOfInstances\":1"), out.toString());
    }

    @Test
    void object_of_another_patient_is_left_out() throws Exception {
        Attributes one = TestObjects.attributes("CT");
        one.setString(Tag.PatientID, VR.LO, "A");
        Attributes other = TestObjects.attributes("CT");
        other.setString(Tag.PatientID, VR.LO, "B");

        assertEquals(1, execute("fhir", save("a.dcm", one), save("b.dcm", other)));

        assertTrue(err.toString().contains("b.dcm: patient-conflict"), err.toString());
        assertTrue(out.toString().contains("\"numberOfInstances\":1"), out.toString());
    }

    @Test
    void skipped_values_are_named_without_their_values() throws Exception {
        Attributes attributes = TestObjects.attributes("CT");
        attributes.setString(Tag.PatientSex, VR.CS, "XYZZY");

        assertEquals(0, execute("fhir", save("a.dcm", attributes)));

        assertEquals(
                "study 2.25.1: skipped PatientSex (0010,0040): none of M, F, O",
                err.toString().trim());
    }

    @Test
    void pixel_data_is_not_read() throws Exception {
        Path whole = Path.of(save("whole.dcm", TestObjects.attributes("CT")));
        byte[] bytes = Files.readAllBytes(whole);
        Path cut = Files.write(folder.resolve("cut.dcm"), Arrays.copyOf(bytes, bytes.length - 8));

        assertEquals(0, execute("fhir", cut.toString()), err.toString());
    }

    @Test
    void base_that_is_no_uri_is_one_line() throws Exception {
        assertEquals(1, execute("fhir", "--base", "hub", save("a.dcm", TestObjects.attributes("CT"))));
        assertTrue(err.toString().startsWith("hub: baseUri must be an absolute URI"), err.toString());
    }

    private byte[] cutInHead() throws IOException {
        byte[] bytes = Files.readAllBytes(Path.of(save("source", TestObjects.attributes("CT"))));
        Files.delete(folder.resolve("source"));
        return Arrays.copyOf(bytes, bytes.length - 60);
    }

    private static Attributes ofStudy(String uid) {
        Attributes attributes = TestObjects.attributes("MR");
        attributes.setString(Tag.StudyInstanceUID, VR.UI, uid);
        return attributes;
    }

    private String save(String name, Attributes attributes) throws IOException {
        return TestObjects.object(attributes).saveTo(folder.resolve(name)).toString();
    }

    private int execute(String... arguments) {
        return HubMain.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
