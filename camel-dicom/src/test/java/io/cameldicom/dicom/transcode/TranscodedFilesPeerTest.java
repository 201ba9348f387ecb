package io.cameldicom.dicom.transcode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.codec.PeerTool;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.io.Corpus;
import io.cameldicom.dicom.io.ReadLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** DCMTK and GDCM find in files that we converted the pixels that were in them before. */
class TranscodedFilesPeerTest {
    private static final Map<String, List<String>> IMAGES = Map.ofEntries(
            Map.entry("native/ct-explicit-le.dcm", List.of()),
            Map.entry("native/mr-enhanced.dcm", List.of()),
            Map.entry("native/mr-explicit-be.dcm", List.of()),
            Map.entry("native/dx-monochrome1.dcm", List.of()),
            Map.entry("native/us-palette.dcm", List.of()),
            Map.entry("native/sc-rgb-3x3-odd.dcm", List.of()),
            Map.entry("native/us-planar.dcm", List.of()),
            Map.entry("native/sm-tiled-rgb.dcm", List.of()),
            // DCMTK has no YBR_FULL in JPEG-LS
            Map.entry("native/sc-ybr-full.dcm", List.of("dcmdjpls")),
            Map.entry("jpeg/extended-ct-enhanced-fragmented.dcm", List.of()),
            Map.entry("jpegls/lossless-signed15.dcm", List.of()),
            Map.entry("rle/sm-extended-offset-table.dcm", List.of()),
            Map.entry("seg/ct-fractional.dcm", List.of()));

    private static final Map<String, String> DCMTK_DECODERS = Map.of(
            UID.RLELossless, "dcmdrle",
            UID.JPEGLossless, "dcmdjpeg",
            UID.JPEGLosslessSV1, "dcmdjpeg",
            UID.JPEGLSLossless, "dcmdjpls",
            UID.ExplicitVRBigEndian, "dcmconv",
            UID.ImplicitVRLittleEndian, "dcmconv",
            UID.DeflatedExplicitVRLittleEndian, "dcmconv");

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> dcmtk_and_gdcm_find_the_pixels_there_were() throws IOException {
        return Corpus.entries()
                .filter(entry -> IMAGES.containsKey(entry.name()))
                .map(entry -> entry.test(this::convertAndCompare));
    }

    private void convertAndCompare(Corpus.Entry entry) throws Exception {
        Frames original = CorpusFramesTest.open(entry);
        int number = 0;
        for (Map.Entry<String, String> target : DCMTK_DECODERS.entrySet()) {
            TransferSyntax syntax = TransferSyntax.of(target.getKey());
            Path ours = folder.resolve(entry.path().getFileName() + "." + number++);
            Transcoder.to(syntax).build().transcode(entry.path(), ours);
            Path decoded = folder.resolve(ours.getFileName() + ".dcmtk");
            List<Object> arguments = new ArrayList<>(List.of(ours, decoded));
            if (target.getValue().equals("dcmdjpeg")) {
                arguments.add(0, "+cn"); // color as it is
            }
            if (target.getValue().equals("dcmconv")) {
                arguments.add(0, "+te");
            }
            if (!IMAGES.get(entry.name()).contains(target.getValue())) {
                PeerTool.run("dcmtk", folder, target.getValue(), arguments.toArray());
                assertSameFrames(original, decoded, target.getValue() + " " + syntax);
            }
            if (syntax.encapsulated()) {
                Path raw = folder.resolve(ours.getFileName() + ".gdcm");
                PeerTool.run("libgdcm-tools", folder, "gdcmconv", "--raw", ours, raw);
                assertSameFrames(original, raw, "gdcmconv " + syntax);
            }
        }
        assertTrue(number > 0);
    }

    private static void assertSameFrames(Frames wanted, Path file, String message) throws IOException {
        Frames actual = Frames.open(DataSetSource.ofFile(file), ReadLimits.DEFAULT);
        assertEquals(wanted.count(), actual.count(), message);
        for (int i = 0; i < wanted.count(); i++) {
            assertArrayEquals(byPixel(wanted, i), byPixel(actual, i), message + ", frame " + i);
        }
    }

    private static byte[] byPixel(Frames frames, int frame) throws IOException {
        // DCMTK leaves the unused bits of negative values zero
        byte[] pixels = FramePreparation.prepare(frames.decoded(frame), frames.decoded(), frames.decoded());
        return frames.decoded().planarConfiguration() == 1 ? Planes.interleaved(pixels, frames.decoded()) : pixels;
    }
}
