package io.cameldicom.bench;

import com.sun.management.OperatingSystemMXBean;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.transcode.Transcoder;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Something that converts a file to another transfer syntax. */
interface Converter {
    int CORES = Runtime.getRuntime().availableProcessors();

    String name();

    /** Converts one file, or with {@code allCores} as many at once as this needs to keep all cores busy. */
    void convert(Path file, Path result, boolean allCores) throws Exception;

    /** Files that are converted at once with all cores. */
    int filesAtOnce();

    /** One conversion: the mean of so many, for CPU seconds are counted in hundredths. */
    default Measurement measure(Path file, Path folder, boolean allCores, int times) throws Exception {
        Path result = folder.resolve("result.dcm");
        double cpu = cpuSeconds();
        long start = System.nanoTime();
        for (int i = 0; i < times; i++) {
            convert(file, result, allCores);
            Files.delete(result);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        double cpuUsed = Math.max(0.01, cpuSeconds() - cpu);
        return new Measurement(seconds / times, cpuUsed / times, 0);
    }

    /** Used by this process and by children that ended. */
    private static double cpuSeconds() throws IOException {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        String stat = Files.readString(Path.of("/proc/self/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return system.getProcessCpuTime() / 1e9 + (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) / 100.0;
    }

    /** Our {@code Transcoder} in this process. */
    record Ours(TransferSyntax target) implements Converter {
        @Override
        public String name() {
            return "camel-dicom";
        }

        @Override
        public void convert(Path file, Path result, boolean allCores) throws IOException {
            ExecutorService threads = Executors.newFixedThreadPool(CORES);
            try {
                Transcoder.to(target)
                        .allowLossy(true)
                        .temporaryFolder(result.getParent())
                        .parallel(threads, allCores ? CORES : 1)
                        .build()
                        .transcode(file, result);
            } finally {
                threads.shutdown();
            }
        }

        @Override
        public int filesAtOnce() {
            return 1;
        }
    }

    /** A program, which takes a file and writes another. It has one thread, so all cores need several of it. */
    record Tool(List<String> command) implements Converter {
        static Tool of(String... command) {
            return new Tool(List.of(command));
        }

        @Override
        public String name() {
            return String.join(" ", command);
        }

        @Override
        public void convert(Path file, Path result, boolean allCores) throws Exception {
            List<Process> processes = new ArrayList<>();
            for (int i = 0; i < (allCores ? CORES : 1); i++) {
                List<String> line = new ArrayList<>(command);
                line.add(file.toString());
                line.add(result + (i == 0 ? "" : "." + i));
                processes.add(new ProcessBuilder(line)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start());
            }
            for (Process process : processes) {
                if (process.waitFor() != 0) {
                    throw new IOException(command + " exited with " + process.exitValue());
                }
            }
            for (int i = 1; i < processes.size(); i++) {
                Files.deleteIfExists(Path.of(result + "." + i));
            }
        }

        @Override
        public int filesAtOnce() {
            return CORES;
        }
    }
}
