package io.cameldicom.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** What durability costs a router: until the last object is with the receiver behind it. */
final class DurablePart {

    private static final long LIMIT_NANOS = TimeUnit.MINUTES.toNanos(5);
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** Orthanc takes a tenth of a second an object: enough of them to see a rate. */
    private static final int FEW = 50;

    /** A router is measured as it runs all day: a JVM has compiled its code by then. */
    private static final int WARM_UP_OBJECTS = 20_000;

    private static final int WARM_UP_ASSOCIATIONS = 4;

    private DurablePart() {}

    /**
     * A router, and who stands behind it.
     *
     * @param warmUpRounds how often all its objects are sent before it is measured
     */
    private record Way(String name, Side router, Side receiver, Recording recording, int warmUpRounds) {}

    /** Until the last answer to the sender, and until the last object was with the receiver. */
    private record Run(Measurement answered, Measurement delivered) {}

    static void run(Lab lab) throws Exception {
        lab.report()
                .table(
                        "Durable routing",
                        "From the sender through a router to a receiver that writes files: a program that only copies "
                                + "sockets, with a raw receiver behind it; one that only copies sockets, with storescp +B "
                                + "--fork behind it as behind all that follow; the hub with a route that only forwards; the "
                                + "hub with a route through its durable queue, everything synced before it answers; Orthanc, "
                                + "forwarding by Lua and deleting after it. Delivered counts until the last object is with "
                                + "the receiver. CPU is the router's.",
                        "objects",
                        "associations",
                        "router",
                        "answered objects/s",
                        "delivered objects/s",
                        "of raw relay",
                        "of relay to storescp",
                        "CPU ms an object",
                        "peak MB");
        Recording many = lab.record(lab.settings().quick() ? Workload.CT.withCount(10) : Workload.CT);
        Recording few = lab.record(Workload.CT.withCount(lab.settings().quick() ? 10 : FEW));
        Path distribution = lab.distribution();
        Path routes = lab.settings().routes();
        try (Side raw = lab.start(Sides.raw());
                Side relay = lab.start(Sides.rawRelay(raw.port()));
                Side archive = lab.start(Sides.storescp());
                Side proxy = lab.start(Sides.rawProxy(archive.port()));
                Side plain = lab.start(Sides.forwardingHub(distribution, routes, archive.port()));
                Side durable = lab.start(
                        Sides.durableHub(distribution, routes.resolveSibling("routes-durable"), archive.port()));
                Side orthanc = lab.start(Archives.routingOrthanc(archive.port()))) {
            int rounds = lab.settings().quick()
                    ? 1
                    : WARM_UP_OBJECTS / many.workload().count();
            List<Way> ways = List.of(
                    new Way("raw relay", relay, raw, many, 3),
                    new Way("raw relay to storescp", proxy, archive, many, 3),
                    new Way("hub", plain, archive, many, rounds),
                    new Way("hub, durable", durable, archive, many, rounds),
                    new Way("Orthanc, Lua", orthanc, archive, few, 1));
            warmUp(ways);
            for (int associations : lab.settings().associations()) {
                compare(lab, ways, associations);
            }
        }
    }

    private static void warmUp(List<Way> ways) throws Exception {
        for (Way way : ways) {
            for (int round = 0; round < way.warmUpRounds(); round++) {
                measure(way, WARM_UP_ASSOCIATIONS);
            }
        }
    }

    private static void compare(Lab lab, List<Way> ways, int associations) throws Exception {
        List<List<Run>> runs =
                ways.stream().map(way -> (List<Run>) new ArrayList<Run>()).toList();
        for (int i = 0; i < lab.settings().repetitions(); i++) {
            for (int way = 0; way < ways.size(); way++) {
                runs.get(way).add(measure(ways.get(way), associations));
            }
        }
        double relay = 0;
        double proxy = 0;
        for (int i = 0; i < ways.size(); i++) {
            Workload workload = ways.get(i).recording().workload();
            Measurement answered = median(runs.get(i), true);
            Measurement delivered = median(runs.get(i), false);
            double rate = workload.count() / delivered.seconds();
            relay = i == 0 ? rate : relay;
            proxy = i == 1 ? rate : proxy;
            lab.report()
                    .row(
                            workload.name(),
                            associations,
                            ways.get(i).name(),
                            workload.count() / answered.seconds(),
                            rate,
                            rate / relay,
                            i == 0 ? "" : rate / proxy,
                            1000 * delivered.cpuSeconds() / workload.count(),
                            delivered.peakMegabytes());
        }
    }

    private static Measurement median(List<Run> runs, boolean answered) {
        return Measurement.median(runs.stream()
                .map(run -> answered ? run.answered() : run.delivered())
                .toList());
    }

    private static Run measure(Way way, int associations) throws Exception {
        Workload workload = way.recording().workload();
        try (ProcessMeter meter = new ProcessMeter(way.router().process())) {
            Sender sender = new Sender(
                    way.router().port(), way.recording(), way.router().dialogue(workload));
            double answered = sender.send(associations);
            long sent = System.nanoTime();
            awaitFiles(way.receiver().stored(), workload);
            double delivered = answered + (System.nanoTime() - sent) / 1e9;
            Run run = new Run(
                    new Measurement(answered, meter.cpuUsed(), meter.peakMegabytes()),
                    new Measurement(delivered, meter.cpuUsed(), meter.peakMegabytes()));
            awaitEmpty(way.router().stored());
            way.receiver().verifyAndClear(workload);
            return run;
        }
    }

    private static void awaitFiles(Path folder, Workload workload) throws IOException {
        long deadline = System.nanoTime() + LIMIT_NANOS;
        while (!areThere(folder, workload)) {
            if (System.nanoTime() > deadline) {
                throw new IOException("not all of " + workload.name() + " came to " + folder);
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    private static boolean areThere(Path folder, Workload workload) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.toList();
        }
        if (files.size() < workload.count()) {
            return false;
        }
        for (Path file : files) {
            if (Files.size(file) < workload.pixelBytes()) {
                return false;
            }
        }
        return true;
    }

    /** A router that keeps nothing has nothing left: the next run finds it idle. */
    private static void awaitEmpty(Path folder) throws IOException {
        long deadline = System.nanoTime() + LIMIT_NANOS;
        while (Files.exists(folder)) {
            try (Stream<Path> tree = Files.walk(folder)) {
                if (tree.noneMatch(Files::isRegularFile)) {
                    return;
                }
            } catch (UncheckedIOException e) {
                LockSupport.parkNanos(POLL_NANOS); // a folder went while it was walked through
            }
            if (System.nanoTime() > deadline) {
                throw new IOException("objects stay in " + folder);
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }
}
