package io.cameldicom.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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

class DumpCommandTest {

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void prints_a_line_for_each_element_with_items_below_their_sequence() throws Exception {
        Attributes attributes = TestObjects.attributes("CT");
        Attributes item = new Attributes();
        item.setString(Tag.CodeMeaning, VR.LO, "Head");
        attributes.newSequence(Tag.AnatomicRegionSequence).add(item);
        attributes.setInt(Tag.Rows, VR.US, 512);

        assertEquals(0, execute("dump", save("a.dcm", attributes)));

        String text = out.toString();
        assertTrue(text.matches("(?s).*\\(0008,0060\\) CS \\[CT] +# 2 bytes Modality\\R.*"), text);
        assertTrue(
                text.matches("(?s).*\\(0008,2218\\) SQ +# 1 item AnatomicRegionSequence\\R  item 1\\R"
                        + "    \\(0008,0104\\) LO \\[Head] +# 4 bytes CodeMeaning\\R.*"),
                text);
        assertTrue(text.matches("(?s).*\\(0028,0010\\) US 512 +# 2 bytes Rows\\R.*"), text);
        assertTrue(text.contains("SecondaryCaptureImageStorage"), text);
    }

    @Test
    void writes_json_files_named_after_the_files() throws Exception {
        String first = save("a.dcm", TestObjects.attributes("CT"));
        String second = save("b", TestObjects.attributes("MR"));

        assertEquals(
                0,
                execute(
                        "dump",
                        "--json",
                        first,
                        second,
                        "--out",
                        folder.resolve("json/deep").toString()));

        assertTrue(Files.readString(folder.resolve("json/deep/a.dcm.json"))
                .contains("\"00080060\":{\"vr\":\"CS\",\"Value\":[\"CT\"]}"));
        assertTrue(Files.readString(folder.resolve("json/deep/b.json")).contains("\"MR\""));
        assertEquals("", out.toString());
    }

    @Test
    void writes_xml_in_the_same_manner() throws Exception {
        String first = save("a.dcm", TestObjects.attributes("CT"));

        assertEquals(0, execute("dump", "--xml", first, "--out", folder.toString()));
        assertEquals(0, execute("dump", "--xml", first));

        String xml = Files.readString(folder.resolve("a.dcm.xml"));
        assertTrue(xml.contains("keyword=\"Modality\"><Value number=\"1\">CT</Value>"), xml);
        assertEquals(xml, out.toString().trim());
    }

    @Test
    void json_and_xml_together_are_wrong_usage() throws Exception {
        assertEquals(2, execute("dump", "--json", "--xml", save("a.dcm", TestObjects.attributes("CT"))));
    }

    @Test
    void a_file_of_the_same_name_does_not_overwrite_what_was_written() throws Exception {
        String first = save("a.dcm", TestObjects.attributes("CT"));
        Files.createDirectories(folder.resolve("other"));
        String second = save("other/a.dcm", TestObjects.attributes("MR"));

        assertEquals(1, execute("dump", "--json", first, second, "--out", folder.toString()));

        assertTrue(Files.readString(folder.resolve("a.dcm.json")).contains("\"CT\""));
        assertTrue(err.toString().startsWith(second + ": "), err.toString());
        assertTrue(err.toString().contains("is written already, from " + first), err.toString());
    }

    @Test
    void shows_the_file_meta_information_too() throws Exception {
        assertEquals(0, execute("dump", save("a.dcm", TestObjects.attributes("CT"))));

        assertTrue(
                out.toString().matches("(?s).*\\(0002,0010\\) UI \\[1.2.840.10008.1.2.1\\] ExplicitVRLittleEndian.*"),
                out.toString());
    }

    @Test
    void a_value_too_long_for_memory_is_a_reference_in_json() throws Exception {
        Attributes attributes = TestObjects.attributes("CT");
        attributes.setBytes(Tag.PixelData, VR.OW, new byte[100_000]);

        assertEquals(0, execute("dump", "--json", save("a.dcm", attributes)));

        assertTrue(out.toString().contains("\"7FE00010\":{\"vr\":\"OW\",\"BulkDataURI\":\"file:"), out.toString());
        assertTrue(out.toString().contains("a.dcm#7FE00010\""), out.toString());
    }

    @Test
    void a_broken_file_is_one_line_with_the_offset_and_the_others_go_on() throws Exception {
        Path whole = Path.of(save("whole.dcm", TestObjects.attributes("CT")));
        byte[] bytes = Files.readAllBytes(whole);
        Path cut = Files.write(folder.resolve("cut.dcm"), Arrays.copyOf(bytes, bytes.length - 5));

        assertEquals(
                1,
                execute(
                        "dump",
                        cut.toString(),
                        whole.toString(),
                        folder.resolve("none").toString()));

        String[] lines = err.toString().split("\\R");
        assertEquals(2, lines.length, err.toString());
        assertTrue(lines[0].startsWith(cut + ": (7FE0,0010) at offset "), lines[0]);
        assertTrue(lines[1].startsWith(folder.resolve("none") + ": there is no such file"), lines[1]);
        assertTrue(out.toString().contains("# " + whole), out.toString());
    }

    @Test
    void what_is_not_dicom_gives_no_json() throws Exception {
        Path text = Files.writeString(folder.resolve("notes.txt"), "not an image, not at all");

        assertEquals(1, execute("dump", "--json", text.toString(), "--out", folder.toString()));

        assertFalse(Files.exists(folder.resolve("notes.txt.json")));
        assertEquals(1, err.toString().split("\\R").length, err.toString());
    }

    @Test
    void out_without_json_is_wrong_usage() throws Exception {
        assertEquals(2, execute("dump", save("a.dcm", TestObjects.attributes("CT")), "--out", folder.toString()));
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
