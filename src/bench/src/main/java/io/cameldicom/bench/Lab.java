package io.cameldicom.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What all parts of the benchmark measure with. */
final class Lab {
    private static final int WARM_UP_ASSOCIATIONS = 4;

    private final Settings settings;
    private final Report report;
    private final List<Recording> recordings = new ArrayList<>();

    Lab(Settings settings, Report report) {
        this.settings = settings;
        this.report = report;
    }

    Settings settings() {
        return settings;
    }

    Report report() {
        return report;
    }

    /** Those of every workload, written when the first part asks for them. */
    List<Recording> recordings() throws IOException {
        if (recordings.isEmpty()) {
            for (Workload workload : settings.workloads()) {
                recordings.add(record(workload));
            }
        }
        return recordings;
    }

    Recording record(Workload workload) throws IOException {
        return Recording.write(workload, settings.work().resolve("recordings"));
    }

    Side start(Side side) throws IOException {
        return side.start(settings.work());
    }

    Path distribution() {
        return settings.distribution();
    }

    /** Sends to {@code side}, which keeps the objects. */
    Measurement measure(Side side, Recording recording, int associations) throws Exception {
        return measure(side, side, recording, associations);
    }

    /** Sends to {@code side}; the objects end up with {@code receiver}. */
    Measurement measure(Side side, Side receiver, Recording recording, int associations) throws Exception {
        try (ProcessMeter meter = new ProcessMeter(side.process())) {
            Sender sender = new Sender(side.port(), recording, side.dialogue(recording.workload()));
            double seconds = sender.send(associations);
            Measurement measurement = new Measurement(seconds, meter.cpuUsed(), meter.peakMegabytes());
            receiver.verifyAndClear(recording.workload());
            return measurement;
        }
    }

    /** Medians of the runs, which are taken in turn so that a change of the machine's mood meets every side. */
    Map<Side, Measurement> compare(List<Side> sides, Recording recording, int associations) throws Exception {
        Map<Side, List<Measurement>> runs = new LinkedHashMap<>();
        for (int i = 0; i < settings.repetitions(); i++) {
            for (Side side : sides) {
                runs.computeIfAbsent(side, s -> new ArrayList<>()).add(measure(side, recording, associations));
            }
        }
        Map<Side, Measurement> medians = new LinkedHashMap<>();
        runs.forEach((side, measurements) -> medians.put(side, Measurement.median(measurements)));
        return medians;
    }

    /** A receiver is measured as it runs all day, after twenty thousand objects: a JVM has compiled its code by then. */
    void warmUp(Side side, Side receiver) throws Exception {
        for (int round = 0; round < settings.warmUpRounds(); round++) {
            for (Recording recording : recordings()) {
                measure(side, receiver, recording, WARM_UP_ASSOCIATIONS);
            }
        }
    }
}
