package io.cameldicom.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Good and hostile associations with the packaged hub for some minutes: what it holds (heap after a collection, threads,
 * descriptors) is written down every ten seconds, and must not grow. See src/bench/README.md.
 */
public final class Soak {

    private static final String AE_TITLE = "HUB";
    private static final int GOOD = 3;
    private static final int HOSTILE = 6;
    private static final long EVERY_SECONDS = 10;
    /** Longer than the hub lets a silent peer wait. */
    private static final long QUIET_SECONDS = 75;

    private Soak() {}

    public static void main(String... arguments) throws Exception {
        double minutes = arguments.length > 0 ? Double.parseDouble(arguments[0]) : 10;
        Path module = Path.of(System.getProperty("bench.home", "src/bench")).toAbsolutePath();
        Path output = arguments.length > 1
                ? Path.of(arguments[1])
                : module.resolve("results").resolve(LocalDate.now().toString()).resolve("soak.tsv");
        Path distribution = Path.of(System.getProperty("hub.distribution", "routes/target/camel-dicom-hub"));
        Path work = module.resolve("target/soak");
        Side.delete(work);
        Files.createDirectories(output.toAbsolutePath().getParent());
        try (Side hub = Sides.hub("soak", distribution, "-Xmx512m").start(work);
                PrintWriter table = new PrintWriter(Files.newBufferedWriter(output))) {
            new Run(hub, table).play((long) (minutes * 60));
        } finally {
            Side.delete(work);
        }
    }

    private static final class Run {

        private final Side hub;
        private final PrintWriter table;
        private final AtomicLong stored = new AtomicLong();
        private final AtomicLong hostile = new AtomicLong();
        private final long start = System.nanoTime();
        private final ExecutorService threads = Executors.newFixedThreadPool(GOOD + HOSTILE);
        private final List<Future<?>> good = new ArrayList<>();

        Run(Side hub, PrintWriter table) {
            this.hub = hub;
            this.table = table;
        }

        void play(long seconds) throws Exception {
            table.println("seconds\theap_after_gc_kB\tthreads\tdescriptors\tresident_kB\tobjects_stored"
                    + "\thostile_connections");
            try {
                begin();
                while (seconds() < seconds) {
                    TimeUnit.SECONDS.sleep(EVERY_SECONDS);
                    sample();
                    requireGoodOnesWork();
                }
            } finally {
                threads.shutdownNow();
            }
            threads.awaitTermination(QUIET_SECONDS, TimeUnit.SECONDS);
            TimeUnit.SECONDS.sleep(QUIET_SECONDS);
            sample();
        }

        private void begin() throws IOException {
            sample();
            for (int i = 0; i < GOOD; i++) {
                good.add(threads.submit(new GoodTraffic(hub.port(), hub.dialogue(GoodTraffic.objects()), stored, i)));
            }
            for (int i = 0; i < HOSTILE; i++) {
                threads.execute(new HostileTraffic(hub.port(), AE_TITLE, hostile, i));
            }
        }

        private void requireGoodOnesWork() throws Exception {
            for (Future<?> each : good) {
                if (each.isDone()) {
                    each.get();
                }
            }
        }

        private void sample() throws IOException {
            SoakSample sample = SoakSample.of(java());
            String line = "%d\t%d\t%d\t%d\t%d\t%d\t%d"
                    .formatted(
                            seconds(),
                            sample.heapKilobytes(),
                            sample.threads(),
                            sample.descriptors(),
                            sample.residentKilobytes(),
                            stored.get(),
                            hostile.get());
            table.println(line);
            table.flush();
            System.out.println(line);
        }

        /** The hub itself, or what its start script runs. */
        private ProcessHandle java() {
            return hub.process().descendants().findFirst().orElse(hub.process());
        }

        private long seconds() {
            return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
        }
    }
}
