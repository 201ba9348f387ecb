package io.cameldicom.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The senders people have. */
final class ToolsPart {
    private static final List<List<String>> SENDERS =
            List.of(List.of("storescu", "-aec", "HUB", "-xe", "-R", "+sd"), List.of("dcmsend", "-aec", "HUB", "+sd"));

    private ToolsPart() {}

    static void run(Lab lab) throws Exception {
        Recording recording = lab.recordings().get(0);
        lab.report()
                .table(
                        "DCMTK's senders",
                        "Seconds from start to exit for " + recording.workload().name() + " over one association; "
                                + "median of " + lab.settings().repetitions() + ".",
                        "sender",
                        "receiver",
                        "seconds");
        Path files = recording.writeFiles(lab.settings().work().resolve("files"));
        try (Side hub = lab.start(Sides.hub(lab.distribution(), false));
                Side storescp = lab.start(Sides.storescp())) {
            lab.warmUp(hub, hub);
            for (List<String> sender : SENDERS) {
                for (Side side : List.of(hub, storescp)) {
                    List<Measurement> runs = new ArrayList<>();
                    for (int i = 0; i < lab.settings().repetitions(); i++) {
                        runs.add(new Measurement(seconds(lab, sender, side, files), 0, 0));
                        side.verifyAndClear(recording.workload());
                    }
                    lab.report()
                            .row(
                                    sender.get(0),
                                    side.name(),
                                    Measurement.median(runs).seconds());
                }
            }
        }
    }

    private static double seconds(Lab lab, List<String> sender, Side side, Path files) throws Exception {
        List<String> command = new ArrayList<>(sender);
        command.addAll(List.of("127.0.0.1", Integer.toString(side.port()), files.toString()));
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(lab.settings().work().resolve("sender.log").toFile())
                .start();
        int exitCode = process.waitFor();
        if (exitCode != 0) {
            throw new IOException(command + " exited with " + exitCode);
        }
        return (System.nanoTime() - start) / 1e9;
    }
}
