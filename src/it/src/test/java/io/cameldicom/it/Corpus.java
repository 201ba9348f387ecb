package io.cameldicom.it;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;

/** The project's corpus of DICOM files, {@code ../shared/data/corpus} beside the repository. */
public final class Corpus {
    private static final Path ROOT = Path.of(System.getProperty("corpus", "../../../shared/data/corpus"))
            .toAbsolutePath()
            .normalize();

    private Corpus() {}

    /** A file of the corpus. Where the corpus is absent the test is aborted, and with {@code CI=true} it fails. */
    public static Path file(String name) {
        Path file = ROOT.resolve(name);
        if (!Files.exists(file)) {
            String message = "the corpus is missing: " + file;
            return "true".equals(System.getenv("CI")) ? fail(message) : abort(message);
        }
        return file;
    }
}
