package io.cameldicom.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Compares the hub with DCMTK's receivers and with a raw copy, in one run on one machine: see src/bench/README.md. */
public final class Benchmark {
    private Benchmark() {}

    public static void main(String... arguments) throws Exception {
        Settings settings = Settings.parse(arguments);
        Side.delete(settings.work());
        try {
            run(settings);
        } finally {
            Side.delete(settings.work());
        }
    }

    private static void run(Settings settings) throws Exception {
        Report report = new Report(machine());
        Lab lab = new Lab(settings, report);
        for (Part part : settings.parts()) {
            part.run(lab);
        }
        report.write(settings.output(), settings.resultName());
    }

    private static String machine() throws IOException {
        String cpu = Files.readString(Path.of("/proc/cpuinfo"))
                .lines()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 2))
                .findFirst()
                .orElse("unknown CPU");
        return "%s, %d cores, Java %s. Sender and receivers share the cores; load average %s when the run began."
                .formatted(
                        cpu,
                        Runtime.getRuntime().availableProcessors(),
                        Runtime.version(),
                        Files.readString(Path.of("/proc/loadavg")).split(" ")[0]);
    }
}
