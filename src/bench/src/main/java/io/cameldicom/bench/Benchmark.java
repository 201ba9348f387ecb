package io.cameldicom.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares the hub with DCMTK's receivers and with a raw copy, in one run on one machine: see src/bench/README.md.
 */
public final class Benchmark {
    private final Settings settings;
    private final Report report = new Report();
    private final Map<Workload, Recording> recordings = new LinkedHashMap<>();

    private Benchmark(Settings settings) {
        this.settings = settings;
    }

    public static void main(String... arguments) throws Exception {
        Settings settings = Settings.parse(arguments);
        Side.delete(settings.work());
        try {
            new Benchmark(settings).run();
        } finally {
            Side.delete(settings.work());
        }
    }

    private void run() throws Exception {
        String machine = machine();
        System.out.println(machine);
        for (Workload workload : settings.workloads()) {
            recordings.put(workload, Recording.write(workload, settings.work().resolve("recordings")));
        }
        if (settings.runs("store")) {
            store();
        }
        if (settings.runs("forward")) {
            forward();
        }
        if (settings.runs("fsync")) {
            fsync();
        }
        if (settings.runs("heap")) {
            heap();
        }
        if (settings.runs("tools")) {
            tools();
        }
        report.write(settings.output(), machine);
    }

    private void store() throws Exception {
        report.table(
                "Receive and store",
                "MB/s received and stored (objects/s in brackets), median of " + settings.repetitions()
                        + " runs taken in turn; CPU seconds and peak resident memory are the receiver's.",
                "objects",
                "associations",
                "side",
                "MB/s",
                "objects/s",
                "CPU s",
                "peak MB",
                "of storescp",
                "of raw");
        try (Side hub = Sides.hub(settings.distribution(), false).start(settings.work());
                Side storescp = Sides.storescp().start(settings.work());
                Side dcmrecv = Sides.dcmrecv().start(settings.work());
                Side raw = Sides.raw().start(settings.work())) {
            List<Side> sides = List.of(hub, storescp, dcmrecv, raw);
            warmUp(sides);
            for (Recording recording : recordings.values()) {
                for (int associations : Settings.ASSOCIATIONS) {
                    Map<Side, Measurement> medians = compare(sides, recording, associations);
                    double ofStorescp = medians.get(storescp).seconds();
                    double ofRaw = medians.get(raw).seconds();
                    medians.forEach((side, m) -> row(recording.workload(), associations, side, m, ofStorescp, ofRaw));
                }
            }
        }
    }

    private void row(
            Workload workload, int associations, Side side, Measurement m, double storescpSeconds, double rawSeconds) {
        report.row(
                workload.name(),
                associations,
                side.name(),
                workload.megabytes() / m.seconds(),
                workload.count() / m.seconds(),
                m.cpuSeconds(),
                m.peakMegabytes(),
                storescpSeconds / m.seconds(),
                rawSeconds / m.seconds());
    }

    /** Medians of the runs, which are taken in turn so that a change of the machine's mood meets every side. */
    private Map<Side, Measurement> compare(List<Side> sides, Recording recording, int associations) throws Exception {
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

    private static Measurement measure(Side side, Recording recording, int associations) throws Exception {
        return measure(side, side, recording, associations);
    }

    /** Sends to {@code side}; the objects end up with {@code receiver}. */
    private static Measurement measure(Side side, Side receiver, Recording recording, int associations)
            throws Exception {
        try (ProcessMeter meter = new ProcessMeter(side.process())) {
            Sender sender = new Sender(side.port(), recording, side.dialogue(recording.workload()));
            double seconds = sender.send(associations);
            Measurement measurement = new Measurement(seconds, meter.cpuUsed(), meter.peakMegabytes());
            receiver.verifyAndClear(recording.workload());
            return measurement;
        }
    }

    /** A receiver is measured as it runs all day: after some thousand objects. */
    private void warmUp(List<Side> sides) throws Exception {
        for (Side side : sides) {
            for (Recording recording : recordings.values()) {
                measure(side, recording, 4);
            }
        }
    }

    private void forward() throws Exception {
        report.table(
                "Forward",
                "MB/s from the sender to DCMTK storescp +B --fork: directly, and through a hub whose route only forwards. "
                        + "CPU seconds and memory are the hub's, or storescp's for the direct send.",
                "objects",
                "associations",
                "way",
                "MB/s",
                "objects/s",
                "CPU s",
                "peak MB",
                "of direct");
        try (Side archive = Sides.storescp().start(settings.work());
                Side hub = Sides.forwardingHub(settings.distribution(), settings.routes(), archive.port())
                        .start(settings.work())) {
            for (Recording recording : recordings.values()) {
                measure(hub, archive, recording, 4);
            }
            for (Recording recording : recordings.values()) {
                for (int associations : Settings.ASSOCIATIONS) {
                    List<Measurement> direct = new ArrayList<>();
                    List<Measurement> routed = new ArrayList<>();
                    for (int i = 0; i < settings.repetitions(); i++) {
                        direct.add(measure(archive, recording, associations));
                        routed.add(measure(hub, archive, recording, associations));
                    }
                    forwardRow(recording.workload(), associations, "direct", direct, direct);
                    forwardRow(recording.workload(), associations, "through the hub", routed, direct);
                }
            }
        }
    }

    private void forwardRow(
            Workload workload, int associations, String way, List<Measurement> runs, List<Measurement> direct) {
        Measurement m = Measurement.median(runs);
        report.row(
                workload.name(),
                associations,
                way,
                workload.megabytes() / m.seconds(),
                workload.count() / m.seconds(),
                m.cpuSeconds(),
                m.peakMegabytes(),
                Measurement.median(direct).seconds() / m.seconds());
    }

    private void fsync() throws Exception {
        report.table(
                "What fsync costs",
                "The hub as it is shipped (success only after file and folder are synced) against the hub with "
                        + "hub.fsync=false.",
                "objects",
                "associations",
                "fsync off MB/s",
                "fsync on MB/s",
                "on/off");
        try (Side off = Sides.hub(settings.distribution(), false).start(settings.work());
                Side on = Sides.hub(settings.distribution(), true).start(settings.work())) {
            warmUp(List.of(off, on));
            for (Recording recording : recordings.values()) {
                for (int associations : Settings.ASSOCIATIONS) {
                    Map<Side, Measurement> medians = compare(List.of(off, on), recording, associations);
                    double megabytes = recording.workload().megabytes();
                    double without = medians.get(off).seconds();
                    double with = medians.get(on).seconds();
                    report.row(
                            recording.workload().name(),
                            associations,
                            megabytes / without,
                            megabytes / with,
                            without / with);
                }
            }
        }
    }

    private void heap() throws Exception {
        report.table(
                "Heap by size of the object",
                "Growth of the used heap while one object is received and stored, without a collection in between, and "
                        + "the highest resident memory meanwhile.",
                "object",
                "heap MB",
                "peak resident MB");
        List<Integer> sizes = settings.quick() ? List.of(500_000) : List.of(500_000, 50_000_000, 500_000_000);
        // a young generation that nothing here fills: what is allocated stays visible
        try (Side hub = Sides.hub("hub, heap", settings.distribution(), "-Dhub.fsync=false -Xms1g -Xmx1g -Xmn800m")
                .start(settings.work())) {
            Heap heap = new Heap(hub.process());
            warmUp(List.of(hub));
            for (int size : sizes) {
                Recording recording =
                        Recording.write(Workload.single(size), settings.work().resolve("recordings"));
                List<Measurement> runs = new ArrayList<>();
                double[] growth = new double[settings.repetitions()];
                for (int i = 0; i < growth.length; i++) {
                    heap.collect();
                    double before = heap.usedMegabytes();
                    runs.add(measure(hub, recording, 1));
                    growth[i] = heap.usedMegabytes() - before;
                }
                java.util.Arrays.sort(growth);
                report.row(
                        recording.workload().name(),
                        growth[growth.length / 2],
                        Measurement.median(runs).peakMegabytes());
            }
        }
    }

    private void tools() throws Exception {
        report.table(
                "DCMTK's senders",
                "Seconds that storescu and dcmsend take for "
                        + recordings.keySet().iterator().next().name()
                        + " from start to exit, one association: the senders people have.",
                "sender",
                "receiver",
                "seconds");
        Recording recording = recordings.values().iterator().next();
        Path files = recording.writeFiles(settings.work().resolve("files"));
        try (Side hub = Sides.hub(settings.distribution(), false).start(settings.work());
                Side storescp = Sides.storescp().start(settings.work())) {
            for (List<String> sender : List.of(
                    List.of("storescu", "-aec", "HUB", "-xe", "-R", "+sd"), List.of("dcmsend", "-aec", "HUB", "+sd"))) {
                for (Side side : List.of(hub, storescp)) {
                    List<Measurement> runs = new ArrayList<>();
                    for (int i = 0; i < settings.repetitions(); i++) {
                        runs.add(new Measurement(runTool(sender, side, files), 0, 0));
                        side.verifyAndClear(recording.workload());
                    }
                    report.row(
                            sender.get(0), side.name(), Measurement.median(runs).seconds());
                }
            }
        }
    }

    private double runTool(List<String> sender, Side side, Path files) throws Exception {
        List<String> command = new ArrayList<>(sender);
        command.addAll(List.of("127.0.0.1", Integer.toString(side.port()), files.toString()));
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(settings.work().resolve("tool.log").toFile())
                .start();
        int exitCode = process.waitFor();
        if (exitCode != 0) {
            throw new IOException(command + " exited with " + exitCode);
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private static String machine() throws IOException {
        String cpu = Files.readString(Path.of("/proc/cpuinfo"))
                .lines()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 2))
                .findFirst()
                .orElse("unknown CPU");
        return "%s, %d cores, Java %s, load average %s when the run began. Sender and receivers share the cores."
                .formatted(
                        cpu,
                        Runtime.getRuntime().availableProcessors(),
                        Runtime.version(),
                        Files.readString(Path.of("/proc/loadavg")).split(" ")[0]);
    }
}
