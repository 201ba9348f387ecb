package io.cameldicom.bench;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What the command line says.
 *
 * @param distribution folder of the packaged hub
 * @param routes folder of the forwarding route
 * @param work scratch folder, on the disk to be measured
 * @param output where the results go
 * @param corpus folder of the reference corpus
 * @param repetitions of each measurement
 * @param quick a few objects only: shows that everything works, measures nothing
 * @param parts in their order
 */
record Settings(
        Path distribution,
        Path routes,
        Path work,
        Path output,
        Path corpus,
        int repetitions,
        boolean quick,
        List<Part> parts) {
    private static final List<Integer> ASSOCIATIONS = List.of(1, 4, 8);

    static Settings parse(String... arguments) {
        Path module = Path.of(System.getProperty("bench.home", "src/bench"));
        Path distribution = Path.of(System.getProperty("hub.distribution", "routes/target/camel-dicom-hub"));
        Path output = module.resolve("results").resolve(LocalDate.now().toString());
        int repetitions = 5;
        boolean quick = false;
        List<Part> parts = List.of(Part.values());
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--quick" -> quick = true;
                case "--repetitions" -> repetitions = Integer.parseInt(arguments[++i]);
                case "--output" -> output = Path.of(arguments[++i]);
                case "--only" -> parts = Arrays.stream(
                                arguments[++i].toUpperCase(Locale.ROOT).split(","))
                        .map(Part::valueOf)
                        .toList();
                default -> throw new IllegalArgumentException("unknown: " + arguments[i]
                        + "; known: --quick, --repetitions <n>, --output <folder>, --only " + Part.names());
            }
        }
        return new Settings(
                distribution,
                module.resolve("src/main/routes").toAbsolutePath(),
                module.resolve("target/bench").toAbsolutePath(),
                output.toAbsolutePath(),
                Path.of(System.getProperty(
                        "corpus", module.resolve("../../../shared/data/corpus").toString())),
                quick ? 1 : repetitions,
                quick,
                parts);
    }

    /** Name of the files with the results: that of all parts, or the names of those that ran. */
    String resultName() {
        return parts.size() == Part.values().length
                ? "results"
                : parts.stream()
                        .map(part -> part.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining("-"));
    }

    /** How many at a time. */
    List<Integer> associations() {
        return quick ? List.of(4) : ASSOCIATIONS;
    }

    int warmUpRounds() {
        return quick ? 1 : 6;
    }

    List<Workload> workloads() {
        return quick
                ? Workload.ALL.stream()
                        .map(w -> w.withCount(Math.min(w.count(), 10)))
                        .toList()
                : Workload.ALL;
    }
}
