package io.cameldicom.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The committed inputs of the targets: seeds to begin with, and what once made a target fail. */
final class Inputs {

    private static final Path HOME = Path.of(System.getProperty("fuzz.home", "."));
    private static final Path RESOURCES = HOME.resolve("src/test/resources");

    private Inputs() {}

    /** Good inputs, which lead the engine to interesting code; written by {@link SeedWriter}. */
    static Path seeds(FuzzTarget target) {
        return RESOURCES.resolve("seeds").resolve(target.folder());
    }

    /** Inputs that made the target fail until something was mended. */
    static Path findings(FuzzTarget target) {
        return RESOURCES.resolve("findings").resolve(target.folder());
    }

    /** Where a run may write. */
    static Path output() {
        return HOME.resolve("target/fuzz");
    }

    static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
