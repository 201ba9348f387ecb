package io.cameldicom.dicom.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.io.Corpus;
import io.cameldicom.dicom.pixel.PixelDescription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every compressed image of the corpus, against the frames that two other decoders agree on. */
class CorpusPixelsTest {
    private static final Pattern BOUND = Pattern.compile("(max_abs|mean_abs)<=(\\d+)");

    @TestFactory
    Stream<DynamicTest> decodes_every_frame_as_the_oracle_says() throws IOException {
        Set<String> mine = Set.of(
                UID.RLELossless,
                UID.JPEGBaseline8Bit,
                UID.JPEGExtended12Bit,
                UID.JPEGSpectralSelectionNonHierarchical68,
                UID.JPEGFullProgressionNonHierarchical1012,
                UID.JPEGLossless,
                UID.JPEGLosslessSV1,
                UID.JPEGLSLossless,
                UID.JPEGLSNearLossless,
                UID.JPEG2000Lossless,
                UID.JPEG2000,
                UID.HTJ2KLossless,
                UID.HTJ2KLosslessRPCL,
                UID.HTJ2K);
        return Corpus.entries()
                .filter(entry -> mine.contains(entry.transferSyntax()) && oracle(entry, ".pixels.tsv") != null)
                .map(entry -> entry.test(CorpusPixelsTest::compare));
    }

    /** A file of the oracle, or null when there is none. */
    static Path oracle(Corpus.Entry entry, String suffix) {
        Path corpus = entry.path();
        for (int i = Path.of(entry.name()).getNameCount(); i > 0; i--) {
            corpus = corpus.getParent();
        }
        Path oracle = corpus.resolve("expected").resolve(entry.name() + suffix);
        return Files.exists(oracle) ? oracle : null;
    }

    private static void compare(Corpus.Entry entry) throws Exception {
        EncapsulatedImage image = EncapsulatedImage.read(entry.path());
        List<String> lines = Files.readAllLines(oracle(entry, ".pixels.tsv"));
        assertEquals(lines.size() - 1, image.frames().size(), "frames");
        for (String line : lines.subList(1, lines.size())) {
            String[] columns = line.split("\t");
            int frame = Integer.parseInt(columns[0]);
            byte[] actual = image.decode(frame);
            assertEquals(columns[7], image.decoded().photometricInterpretation().term());
            if (columns[14].equals("exact")) {
                assertEquals(columns[9], sha256(actual), "frame " + frame);
            } else if (frame == 0) {
                try (var in = new GZIPInputStream(Files.newInputStream(oracle(entry, ".ref.gz")))) {
                    assertWithin(columns[14], in.readAllBytes(), actual, image.decoded());
                }
            } else {
                assertEquals(
                        Double.parseDouble(columns[13]), mean(actual, image.decoded()), 1, "mean of frame " + frame);
            }
        }
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private static void assertWithin(String tolerance, byte[] expected, byte[] actual, PixelDescription pixels) {
        assertEquals(expected.length, actual.length);
        int[] wanted = samples(expected, pixels);
        int[] got = samples(actual, pixels);
        long sum = 0;
        int most = 0;
        for (int i = 0; i < wanted.length; i++) {
            int difference = Math.abs(wanted[i] - got[i]);
            sum += difference;
            most = Math.max(most, difference);
        }
        double mean = (double) sum / wanted.length;
        Matcher bounds = BOUND.matcher(tolerance);
        assertTrue(bounds.find(), tolerance);
        do {
            double value = bounds.group(1).equals("max_abs") ? most : mean;
            assertTrue(
                    value <= Integer.parseInt(bounds.group(2)),
                    () -> "difference " + bounds.group(1) + " " + value + ", tolerance " + tolerance);
        } while (bounds.find());
    }

    private static double mean(byte[] frame, PixelDescription pixels) {
        long sum = 0;
        int[] samples = samples(frame, pixels);
        for (int sample : samples) {
            sum += sample;
        }
        return (double) sum / samples.length;
    }

    private static int[] samples(byte[] frame, PixelDescription pixels) {
        int bytes = pixels.bitsAllocated() / 8;
        int[] samples = new int[frame.length / bytes];
        for (int i = 0; i < samples.length; i++) {
            int low = frame[i * bytes] & 0xFF;
            int cell = bytes == 1 ? low : frame[i * bytes + 1] << 8 | low;
            samples[i] = pixels.signed() || bytes == 1 ? cell : cell & 0xFFFF;
        }
        return samples;
    }
}
