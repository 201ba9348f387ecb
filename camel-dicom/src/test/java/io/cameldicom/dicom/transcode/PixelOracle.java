package io.cameldicom.dicom.transcode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.io.Corpus;
import io.cameldicom.dicom.pixel.PixelDescription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** What other decoders make of the frames of a corpus file: a line of {@code .pixels.tsv} a frame. */
record PixelOracle(List<String[]> frames, Path referenceFrame) {
    private static final int PHOTOMETRIC = 7;
    private static final int LENGTH = 8;
    private static final int SHA256 = 9;
    private static final int MEAN = 13;
    private static final int TOLERANCE = 14;
    private static final Pattern BOUND = Pattern.compile("(max_abs|mean_abs)<=(\\d+)");

    /** Null when the file has none. */
    static PixelOracle of(Corpus.Entry entry) {
        Path root = entry.path();
        for (int i = Path.of(entry.name()).getNameCount(); i > 0; i--) {
            root = root.getParent();
        }
        Path expected = root.resolve("expected");
        Path table = expected.resolve(entry.name() + ".pixels.tsv");
        try {
            return Files.exists(table)
                    ? new PixelOracle(
                            Files.readAllLines(table).stream()
                                    .skip(1)
                                    .map(line -> line.split("\t"))
                                    .toList(),
                            expected.resolve(entry.name() + ".ref.gz"))
                    : null;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    void assertEqual(Frames actual) throws Exception {
        assertEquals(frames.size(), actual.count(), "frames");
        for (int i = 0; i < frames.size(); i++) {
            assertEqual(i, actual.decoded(), actual.decoded(i));
        }
    }

    private void assertEqual(int frame, PixelDescription pixels, byte[] actual) throws Exception {
        String[] wanted = frames.get(frame);
        assertEquals(Integer.parseInt(wanted[LENGTH]), actual.length, "bytes of frame " + frame);
        assertEquals(wanted[PHOTOMETRIC], pixels.photometricInterpretation().term());
        if (wanted[TOLERANCE].equals("exact")) {
            assertTrue(
                    wanted[SHA256].equals(sha256(actual)) || wanted[SHA256 + 1].equals(sha256(actual)),
                    "frame " + frame + " is another one");
        } else if (frame == 0) {
            try (var in = new GZIPInputStream(Files.newInputStream(referenceFrame))) {
                assertWithin(wanted[TOLERANCE], in.readAllBytes(), actual, pixels);
            }
        } else {
            assertEquals(Double.parseDouble(wanted[MEAN]), mean(actual, pixels), 1, "mean of frame " + frame);
        }
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private static void assertWithin(String tolerance, byte[] expected, byte[] actual, PixelDescription pixels) {
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
