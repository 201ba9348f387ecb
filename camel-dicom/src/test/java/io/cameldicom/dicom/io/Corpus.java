package io.cameldicom.dicom.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.ThrowingConsumer;

/**
 * The files of the reference corpus, which lies beside the repository: in {@code ../shared/data/corpus} seen from its
 * root, or where the system property {@code corpus} or the environment variable {@code CORPUS} says. Without it the
 * tests abort, and with {@code CI=true} they fail.
 */
public final class Corpus {

    /** What a file is good for, as its MANIFEST says. */
    public enum Expect {
        /** Conforming. */
        OK,
        /** Not conforming, but readable. */
        LENIENT,
        /** Breaks off; the oracle has the elements before the break. */
        PARTIAL,
        /** Has no data set. */
        REJECT,
        /** Must not exhaust stack or memory. */
        HOSTILE
    }

    public record Entry(String name, Path path, String transferSyntax, Expect expect, String note) {

        public byte[] bytes() {
            try {
                return Files.readAllBytes(path);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** The oracle, or null when the file has none. */
        public Path expectedJson() {
            Path root = path;
            for (int i = Path.of(name).getNameCount(); i > 0; i--) {
                root = root.getParent();
            }
            Path json = root.resolve("expected").resolve(name + ".json");
            return Files.exists(json) ? json : null;
        }

        public DynamicTest test(ThrowingConsumer<Entry> test) {
            return DynamicTest.dynamicTest(name, () -> test.accept(this));
        }
    }

    private Corpus() {}

    public static Stream<Entry> entries() throws IOException {
        return Files.readAllLines(root().resolve("MANIFEST.tsv"), StandardCharsets.UTF_8).stream()
                .filter(line -> !line.startsWith("#"))
                .map(Corpus::entry);
    }

    private static Entry entry(String line) {
        String[] columns = line.split("\t", -1);
        return new Entry(
                columns[0],
                root().resolve(columns[0]),
                columns[3],
                Expect.valueOf(columns[13].toUpperCase(java.util.Locale.ROOT)),
                columns[16]);
    }

    private static Path root() {
        String place = System.getProperty("corpus", System.getenv("CORPUS"));
        // tests run in the folder of the module
        Path root = Path.of(place == null ? "../../shared/data/corpus" : place)
                .toAbsolutePath(); // programs of other toolkits run in folders of their own
        if (!Files.exists(root.resolve("MANIFEST.tsv"))) {
            String message = "NO CORPUS TESTS: no MANIFEST.tsv in "
                    + root.toAbsolutePath().normalize() + "; set -Dcorpus=... to the folder of the reference corpus";
            if ("true".equals(System.getenv("CI"))) {
                Assertions.fail(message);
            }
            // the report of the build does not show an aborted factory
            System.err.println(message);
            Assumptions.abort(message);
        }
        return root;
    }

    /** A list in the test resources: file name, tab, why. */
    public static Map<String, String> reasons(String resource) throws IOException {
        Map<String, String> reasons = new LinkedHashMap<>();
        try (var in = Corpus.class.getResourceAsStream("/corpus/" + resource)) {
            List<String> lines = Arrays.asList(new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n"));
            lines.stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\t", 2))
                    .forEach(columns -> reasons.put(columns[0], columns[1]));
        }
        return reasons;
    }
}
