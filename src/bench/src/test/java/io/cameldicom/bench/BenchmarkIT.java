package io.cameldicom.bench;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark works; that it measures anything is seen in a run of its own. */
class BenchmarkIT {
    @TempDir
    Path output;

    @Test
    void compares_all_sides_with_a_few_objects() throws Exception {
        if (Arrays.stream(System.getenv("PATH").split(":")).noneMatch(f -> Files.exists(Path.of(f, "storescp")))) {
            String message = "storescp is not installed: apt-get install dcmtk";
            if ("true".equals(System.getenv("CI"))) {
                fail(message);
            }
            abort(message);
        }
        Benchmark.main("--quick", "--output", output.toString());
        String results = Files.readString(output.resolve("results.md"));
        for (String part : new String[] {
            "raw copy",
            "storescp +B --fork",
            "through the hub",
            "hub, durable",
            "fsync",
            "dcmsend",
            "dicom-query:filter",
            "C-MOVE",
            "Codecs"
        }) {
            assertTrue(results.contains(part), results);
        }
    }
}
