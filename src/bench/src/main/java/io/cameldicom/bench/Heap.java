package io.cameldicom.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The heap of another Java process, asked for with the JDK's {@code jcmd}. */
final class Heap {
    private static final Pattern USED = Pattern.compile("garbage-first heap\\s+total \\d+K, used (\\d+)K");

    private final ProcessHandle process;

    Heap(ProcessHandle process) {
        this.process = process;
    }

    void collect() throws IOException, InterruptedException {
        jcmd("GC.run");
    }

    double usedMegabytes() throws IOException, InterruptedException {
        String info = jcmd("GC.heap_info");
        Matcher used = USED.matcher(info);
        if (!used.find()) {
            throw new IOException("jcmd answered without a heap: " + info);
        }
        return Long.parseLong(used.group(1)) * 1024 / 1e6;
    }

    private String jcmd(String command) throws IOException, InterruptedException {
        Path program = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process jcmd = new ProcessBuilder(program.toString(), Long.toString(process.pid()), command)
                .redirectErrorStream(true)
                .start();
        String output = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        jcmd.waitFor();
        return output;
    }
}
