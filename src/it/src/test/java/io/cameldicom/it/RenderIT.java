package io.cameldicom.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.io.ReadLimits;
import io.cameldicom.dicom.pixel.PhotometricInterpretation;
import io.cameldicom.dicom.render.ImageRenderer;
import io.cameldicom.dicom.render.Picture;
import io.cameldicom.dicom.render.RenderOptions;
import io.cameldicom.dicom.render.Voi;
import io.cameldicom.dicom.transcode.DataSetSource;
import io.cameldicom.dicom.transcode.Frames;
import io.cameldicom.it.peer.Tool;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pictures of the corpus' images beside those of DCMTK's dcm2pnm, in several windows, with and without overlays. Images
 * compressed with loss are left out: decoders may differ in them before a window is opened.
 */
@Tag("interop")
class RenderIT {

    /** DCMTK cuts fractions off where this side rounds, also of what a rescale slope with a fraction gives. */
    private static final int ROUNDING = 1;

    private static final int ROUNDING_TWICE = 2;

    private static final Map<String, String> EXCEPTIONS = Map.of(
            "native/dx-monochrome1.dcm min-max", "dcm2pnm takes the full range of these eight bits",
            "jpegls/near3-dx.dcm min-max", "the same image",
            "seg/ full", "dcm2pnm shows the 1 of one bit as 127 without a window");

    /** Fragments without offsets, seven bits in JPEG-LS, floating point, one bit in RLE. */
    private static final Set<String> NOT_READ_BY_DCMTK = Set.of(
            "jpeg/lossless-14-ct-enhanced-fragmented.dcm",
            "jpegls/lossless-ct-enhanced-fragmented.dcm",
            "jpegls/lossless-7bit.dcm",
            "native/parametric-map-float.dcm",
            "rle/seg-1bit.dcm");

    @TempDir
    static Path folder;

    @TestFactory
    Stream<DynamicTest> shows_what_dcm2pnm_shows() throws IOException {
        return Files.readAllLines(Corpus.file("MANIFEST.tsv")).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\t"))
                .filter(columns -> columns[13].equals("ok") && PixelOracle.exists(columns[0]))
                .filter(columns -> tool(TransferSyntax.of(columns[3])) != null)
                .map(columns -> columns[0])
                .filter(name -> !NOT_READ_BY_DCMTK.contains(name))
                .map(name -> DynamicTest.dynamicTest(name, () -> compare(name)));
    }

    /** Null where DCMTK cannot decode it, or not without loss. */
    private static Tool tool(TransferSyntax syntax) {
        if (Set.of(UID.JPEGLSLossless, UID.JPEGLSNearLossless).contains(syntax.uid())) {
            return Tool.DCML2PNM;
        }
        if (Set.of(UID.JPEGLossless, UID.JPEGLosslessSV1).contains(syntax.uid())) {
            return Tool.DCMJ2PNM;
        }
        return !syntax.encapsulated() || syntax.uid().equals(UID.RLELossless) ? Tool.DCM2PNM : null;
    }

    private static void compare(String name) throws Exception {
        Path file = Corpus.file(name);
        Frames frames = Frames.open(DataSetSource.ofFile(file), ReadLimits.DEFAULT);
        Attributes square = squarePixels(frames.attributes());
        for (int frame : frames.count() == 1 ? new int[] {1} : new int[] {1, frames.count()}) {
            byte[] samples = frames.decoded(frame - 1);
            for (Map.Entry<String, List<String>> window : windows(frames).entrySet()) {
                if (EXCEPTIONS.keySet().stream().anyMatch(each -> isException(each, name, window.getKey()))) {
                    continue;
                }
                for (boolean overlays : new boolean[] {true, false}) {
                    RenderOptions options = RenderOptions.DEFAULT
                            .withVoi(Voi.parse(window.getKey()))
                            .withOverlays(overlays);
                    Picture ours = new ImageRenderer(square, frames.decoded()).render(samples, frame, options);
                    List<String> arguments = new ArrayList<>(window.getValue());
                    arguments.addAll(List.of("+F", Integer.toString(frame)));
                    if (!overlays) {
                        arguments.add("-O");
                    }
                    Picture theirs = dcmtk(tool(DataSetSource.ofFile(file).transferSyntax()), arguments, file);
                    assertAlike(theirs, ours, tolerance(frames), window.getKey() + " of frame " + frame);
                }
            }
        }
    }

    private static boolean isException(String exception, String name, String window) {
        String[] which = exception.split(" ");
        return name.startsWith(which[0]) && window.equals(which[1]);
    }

    /** What we call a window, and what dcm2pnm calls it. */
    private static Map<String, List<String>> windows(Frames frames) throws IOException {
        Map<String, List<String>> windows = new LinkedHashMap<>();
        PhotometricInterpretation interpretation = frames.decoded().photometricInterpretation();
        if (frames.decoded().samplesPerPixel() > 1 || interpretation == PhotometricInterpretation.PALETTE_COLOR) {
            windows.put("image", List.of());
            return windows;
        }
        windows.put("full", List.of("-W"));
        windows.put("min-max", List.of("+Wm"));
        windows.put("100,300", List.of("+Ww", "100", "300"));
        windows.put("100,300,SIGMOID", List.of("+Wfs", "+Ww", "100", "300"));
        if (frames.attributes().containsValue(io.cameldicom.dicom.dict.Tag.WindowCenter)) {
            windows.put("image:1", List.of("+Wi", "1"));
        }
        if (frames.attributes().contains(io.cameldicom.dicom.dict.Tag.VOILUTSequence)) {
            windows.put("lut:1", List.of("+Wl", "1"));
        }
        return windows;
    }

    private static int tolerance(Frames frames) throws IOException {
        boolean fraction = frames.attributes().getDouble(io.cameldicom.dicom.dict.Tag.RescaleSlope, 1) % 1 != 0;
        return fraction || frames.decoded().photometricInterpretation().isYbr() ? ROUNDING_TWICE : ROUNDING;
    }

    /** dcm2pnm scales only when asked to. */
    private static Attributes squarePixels(Attributes attributes) {
        Attributes square = new Attributes(attributes);
        square.remove(io.cameldicom.dicom.dict.Tag.PixelSpacing);
        square.remove(io.cameldicom.dicom.dict.Tag.ImagerPixelSpacing);
        square.remove(io.cameldicom.dicom.dict.Tag.NominalScannedPixelSpacing);
        square.remove(io.cameldicom.dicom.dict.Tag.PixelAspectRatio);
        return square;
    }

    private static Picture dcmtk(Tool tool, List<String> options, Path file) throws Exception {
        Path out = folder.resolve("picture.pnm");
        List<String> command = new ArrayList<>(List.of(tool.path()));
        command.addAll(options);
        command.addAll(List.of(file.toString(), out.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        assertEquals(0, process.waitFor(), () -> command + ": " + said);
        return readPnm(Files.readAllBytes(out));
    }

    /** Portable any map: P5 or P6, width, height, maximum, each behind white space. */
    private static Picture readPnm(byte[] file) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(file));
        int samples = word(in).equals("P6") ? 3 : 1;
        int width = Integer.parseInt(word(in));
        int height = Integer.parseInt(word(in));
        assertEquals("255", word(in));
        return new Picture(width, height, samples, 8, in.readAllBytes());
    }

    private static String word(DataInputStream in) throws IOException {
        StringBuilder word = new StringBuilder();
        for (char next = (char) in.readByte(); !Character.isWhitespace(next); next = (char) in.readByte()) {
            word.append(next);
        }
        return word.toString();
    }

    private static void assertAlike(Picture theirs, Picture ours, int tolerance, String what) {
        assertEquals(theirs.toString(), ours.toString(), what);
        int most = 0;
        for (int i = 0; i < ours.data().length; i++) {
            most = Math.max(most, Math.abs((ours.data()[i] & 0xFF) - (theirs.data()[i] & 0xFF)));
        }
        assertTrue(most <= tolerance, what + ": " + most + " gray levels");
    }
}
