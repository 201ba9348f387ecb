package io.cameldicom.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.io.ReadLimits;
import io.cameldicom.dicom.pixel.PixelDescription;
import io.cameldicom.dicom.transcode.DataSetSource;
import io.cameldicom.dicom.transcode.Frames;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** The frames of a corpus file as two other decoders see them: {@code expected/<file>.pixels.tsv}. */
final class PixelOracle {
    private static final int SHA256 = 9;
    private static final int SHA256_PLANAR = 10;
    private static final int MEAN = 13;
    private static final int TOLERANCE = 14;
    private static final Pattern BOUND = Pattern.compile("(max_abs|mean_abs)<=(\\d+)");

    private final List<String[]> wanted;
    private final Path reference;

    private PixelOracle(List<String[]> wanted, Path reference) {
        this.wanted = wanted;
        this.reference = reference;
    }

    static boolean exists(String name) {
        return Files.exists(
                Corpus.file("MANIFEST.tsv").resolveSibling("expected").resolve(name + ".pixels.tsv"));
    }

    static PixelOracle of(String name) throws Exception {
        List<String[]> lines = Files.readAllLines(Corpus.file("expected/" + name + ".pixels.tsv")).stream()
                .skip(1)
                .map(line -> line.split("\t"))
                .toList();
        return new PixelOracle(
                lines, Corpus.file("MANIFEST.tsv").resolveSibling("expected").resolve(name + ".ref.gz"));
    }

    /** That the frames of this file are those: to the bit, or within the tolerance named. */
    void assertEqualTo(Path file) throws Exception {
        Frames frames = Frames.open(DataSetSource.ofFile(file), ReadLimits.DEFAULT);
        assertEquals(wanted.size(), frames.count(), "frames");
        for (int i = 0; i < wanted.size(); i++) {
            String[] line = wanted.get(i);
            byte[] frame = frames.decoded(i);
            if (line[TOLERANCE].equals("exact")) {
                String digest = HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(frame));
                assertTrue(line[SHA256].equals(digest) || line[SHA256_PLANAR].equals(digest), "frame " + (i + 1));
            } else if (i == 0) {
                assertWithin(line[TOLERANCE], frame, frames.decoded());
            } else {
                double mean = 0;
                for (int sample : samples(frame, frames.decoded())) {
                    mean += sample;
                }
                mean /= samples(frame, frames.decoded()).length;
                assertEquals(Double.parseDouble(line[MEAN]), mean, 1, "mean of frame " + (i + 1));
            }
        }
    }

    private void assertWithin(String tolerance, byte[] frame, PixelDescription pixels) throws Exception {
        int[] expected;
        try (var in = new GZIPInputStream(Files.newInputStream(reference))) {
            expected = samples(in.readAllBytes(), pixels);
        }
        int[] actual = samples(frame, pixels);
        assertEquals(expected.length, actual.length);
        int most = 0;
        double sum = 0;
        for (int i = 0; i < actual.length; i++) {
            most = Math.max(most, Math.abs(expected[i] - actual[i]));
            sum += Math.abs(expected[i] - actual[i]);
        }
        Matcher bounds = BOUND.matcher(tolerance);
        assertTrue(bounds.find(), tolerance);
        do {
            double value = bounds.group(1).equals("max_abs") ? most : sum / actual.length;
            assertTrue(value <= Integer.parseInt(bounds.group(2)), value + ", tolerance " + tolerance);
        } while (bounds.find());
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
