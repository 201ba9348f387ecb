package io.cameldicom.hub;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.component.DicomObject;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dict.VR;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands {@code hub transcode} and {@code hub render}. */
class TranscodeAndRenderTest {

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void converts_a_file_there_and_back() throws IOException {
        Path image = save("a.dcm");
        Path compressed = folder.resolve("compressed.dcm");
        Path back = folder.resolve("back.dcm");

        assertEquals(0, execute("transcode", "--to", "jpeg-ls-lossless", image, compressed));
        assertEquals(0, execute("transcode", "--to", UID.ImplicitVRLittleEndian, compressed, back));

        assertEquals(UID.JPEGLSLossless, DicomObject.of(compressed).transferSyntaxUid());
        assertEquals(UID.ImplicitVRLittleEndian, DicomObject.of(back).transferSyntaxUid());
        assertArrayEquals(pixels(image), pixels(back));
        assertEquals("", err.toString() + out);
    }

    @Test
    void converts_several_into_a_folder_and_goes_on_after_a_broken_one() throws IOException {
        Path first = save("a.dcm");
        Path second = save("b.dcm");
        Path cut = Files.write(
                folder.resolve("cut.dcm"), Arrays.copyOf(Files.readAllBytes(first), (int) Files.size(first) - 100));
        Path text = Files.writeString(folder.resolve("notes.txt"), "no image");
        Path target = folder.resolve("made/deep");

        assertEquals(
                1,
                execute("transcode", "--to", "RLELossless", first, cut, text, folder.resolve("none"), second, target));

        try (Stream<Path> files = Files.list(target)) {
            assertEquals(
                    List.of("a.dcm", "b.dcm"),
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        }
        String[] lines = err.toString().split("\\R");
        assertEquals(3, lines.length, err.toString());
        assertTrue(lines[0].matches(".*cut\\.dcm: .*\\(7FE0,0010\\) at offset \\d+.*"), lines[0]);
        assertTrue(lines[1].contains("notes.txt: "), lines[1]);
        assertTrue(lines[2].contains("none: there is no such file"), lines[2]);
    }

    @Test
    void does_not_call_a_report_compressed() throws IOException {
        Path report = DicomObject.of(TestObjects.attributes("SR"), TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN)
                .saveTo(folder.resolve("report.dcm"));
        Path copy = folder.resolve("copy.dcm");

        assertEquals(0, execute("transcode", "--to", "jpeg-ls-lossless", report, copy));

        assertArrayEquals(Files.readAllBytes(report), Files.readAllBytes(copy));
        assertTrue(out.toString().contains("report.dcm: has no pixel data to compress"), out.toString());
        assertEquals(0, execute("transcode", "--to", "ExplicitVRLittleEndian", report, copy));
        assertEquals(UID.ExplicitVRLittleEndian, DicomObject.of(copy).transferSyntaxUid());
    }

    @Test
    void replaces_the_file_itself_only_when_the_new_one_is_whole() throws IOException {
        Path image = save("a.dcm");
        byte[] before = Files.readAllBytes(image);

        assertEquals(1, execute("transcode", "--to", "JPEGBaseline8Bit", image, image));
        assertArrayEquals(before, Files.readAllBytes(image));
        assertTrue(err.toString().contains("loses information"), err.toString());

        assertEquals(0, execute("transcode", "--to", "JPEGBaseline8Bit", "--lossy", "--quality", "80", image, image));
        assertNotEquals(
                DicomObject.of(before).sopInstanceUid(), DicomObject.of(image).sopInstanceUid());
        assertTrue(out.toString().contains(DicomObject.of(image).sopInstanceUid()), out.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"lossless", "nonsense", "MPEG4HP41"})
    void a_target_that_is_none_is_wrong_usage(String target) throws IOException {
        assertEquals(2, execute("transcode", "--to", target, save("a.dcm"), folder.resolve("b.dcm")));
        assertFalse(Files.exists(folder.resolve("b.dcm")));
    }

    @Test
    void renders_a_frame_as_png_or_jpeg() throws IOException {
        Path image = save("a.dcm");
        Path png = folder.resolve("a.png");
        Path jpeg = folder.resolve("a.JPG");

        assertEquals(0, execute("render", image, png, "--frame", "2", "--window", "full"));
        assertEquals(0, execute("render", image, jpeg, "--size", "16", "--quality", "100"));

        assertEquals(200, ImageIO.read(png.toFile()).getRaster().getSample(5, 5, 0));
        assertEquals(16, ImageIO.read(jpeg.toFile()).getWidth());
    }

    @Test
    void says_in_one_line_why_there_is_no_picture() throws IOException {
        assertEquals(1, execute("render", save("a.dcm"), folder.resolve("a.png"), "--frame", "3"));

        assertEquals(1, err.toString().split("\\R").length);
        assertTrue(err.toString().contains("a.dcm: there is no frame 3, the image has 2"), err.toString());
        assertFalse(Files.exists(folder.resolve("a.png")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.tiff", "a.png --window=bright", "a.png --size=70000", "a.jpg --quality=0"})
    void a_picture_that_cannot_be_is_wrong_usage(String arguments) throws IOException {
        String[] words = arguments.split(" ");
        words[0] = folder.resolve(words[0]).toString();

        assertEquals(
                2,
                execute(Stream.concat(Stream.of("render", save("a.dcm")), Stream.of(words))
                        .toArray()));
    }

    private static byte[] pixels(Path file) throws IOException {
        return DicomObject.of(file).frames().decoded(1);
    }

    /** Two frames of 32x32: one of noughts, one of 200. */
    private Path save(String name) throws IOException {
        Attributes image = TestObjects.attributes("OT");
        image.setInt(Tag.SamplesPerPixel, VR.US, 1);
        image.setString(Tag.PhotometricInterpretation, VR.CS, "MONOCHROME2");
        image.setString(Tag.NumberOfFrames, VR.IS, "2");
        image.setInt(Tag.Rows, VR.US, 32);
        image.setInt(Tag.Columns, VR.US, 32);
        image.setInt(Tag.BitsAllocated, VR.US, 8);
        image.setInt(Tag.BitsStored, VR.US, 8);
        image.setInt(Tag.HighBit, VR.US, 7);
        image.setInt(Tag.PixelRepresentation, VR.US, 0);
        byte[] pixels = new byte[2 * 32 * 32];
        Arrays.fill(pixels, 32 * 32, pixels.length, (byte) 200);
        image.setBytes(Tag.PixelData, VR.OB, pixels);
        return DicomObject.of(image, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN).saveTo(folder.resolve(name));
    }

    private int execute(Object... arguments) {
        return HubMain.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(Stream.of(arguments).map(Object::toString).toArray(String[]::new));
    }
}
