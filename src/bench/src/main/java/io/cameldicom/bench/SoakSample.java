package io.cameldicom.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a Java process holds at one moment.
 *
 * @param heapKilobytes used after a garbage collection
 * @param threads of the operating system
 * @param descriptors open files and sockets
 * @param residentKilobytes memory as the kernel sees it
 */
record SoakSample(long heapKilobytes, long threads, long descriptors, long residentKilobytes) {

    private static final Pattern USED = Pattern.compile("heap .*? used (\\d+)K");

    /** Collects the garbage of the process first, so it disturbs what is measured: not to be done often. */
    static SoakSample of(ProcessHandle java) throws IOException {
        jcmd(java, "GC.run");
        Matcher used = USED.matcher(jcmd(java, "GC.heap_info"));
        if (!used.find()) {
            throw new IOException("jcmd does not tell the heap of process " + java.pid());
        }
        return new SoakSample(
                Long.parseLong(used.group(1)), status(java, "Threads"), descriptors(java), status(java, "VmRSS"));
    }

    private static String jcmd(ProcessHandle java, String command) throws IOException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process process = new ProcessBuilder(jcmd, Long.toString(java.pid()), command)
                .redirectErrorStream(true)
                .start();
        try (BufferedReader output = process.inputReader()) {
            return String.join("\n", output.lines().toList());
        }
    }

    private static long status(ProcessHandle java, String name) throws IOException {
        return Files.readString(Path.of("/proc", Long.toString(java.pid()), "status"))
                .lines()
                .filter(line -> line.startsWith(name + ":"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    private static long descriptors(ProcessHandle java) throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc", Long.toString(java.pid()), "fd"))) {
            return open.count();
        }
    }
}
