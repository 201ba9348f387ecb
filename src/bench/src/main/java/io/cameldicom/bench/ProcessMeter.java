package io.cameldicom.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** CPU seconds and memory of a process and its children, from Linux's {@code /proc}. */
final class ProcessMeter implements AutoCloseable {
    private static final double TICKS_PER_SECOND = 100; // sysconf(_SC_CLK_TCK), 100 on every Linux of today
    private static final long SAMPLE_NANOS = 50_000_000;
    private static final double PAGE_BYTES = 4_096;

    private final ProcessHandle process;
    private final double cpuAtStart;
    private final Thread sampler = new Thread(this::sample, "rss");
    private volatile boolean running = true;
    private volatile long peakPages;

    ProcessMeter(ProcessHandle process) {
        this.process = process;
        this.cpuAtStart = cpuSeconds();
        sampler.setDaemon(true);
        sampler.start();
    }

    /** CPU seconds since this meter was made, of the process, its children and those it has waited for. */
    double cpuUsed() {
        return cpuSeconds() - cpuAtStart;
    }

    /** The highest sum of resident memory seen, in MB; pages that processes share count for each of them. */
    double peakMegabytes() {
        return peakPages * PAGE_BYTES / 1e6;
    }

    private double cpuSeconds() {
        return tree().mapToDouble(ProcessMeter::cpuSeconds).sum();
    }

    private Stream<ProcessHandle> tree() {
        return Stream.concat(Stream.of(process), process.descendants());
    }

    private static double cpuSeconds(ProcessHandle handle) {
        String stat = read(handle, "stat");
        if (stat.isEmpty()) {
            return 0;
        }
        // utime, stime, cutime and cstime are the 12th to 15th fields behind the program's name
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11])
                        + Long.parseLong(fields[12])
                        + Long.parseLong(fields[13])
                        + Long.parseLong(fields[14]))
                / TICKS_PER_SECOND;
    }

    private void sample() {
        while (running) {
            peakPages = Math.max(
                    peakPages, tree().mapToLong(ProcessMeter::residentPages).sum());
            LockSupport.parkNanos(SAMPLE_NANOS);
        }
    }

    private static long residentPages(ProcessHandle handle) {
        String[] fields = read(handle, "statm").split(" ");
        return fields.length < 2 ? 0 : Long.parseLong(fields[1]);
    }

    /** Empty when the process has just ended. */
    private static String read(ProcessHandle handle, String name) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(handle.pid()), name));
        } catch (IOException e) {
            // it ended while it was read: no such file, or no such process
            return "";
        }
    }

    @Override
    public void close() {
        running = false;
        try {
            sampler.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
