package io.cameldicom.it.peer;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** A program started by a test; what it prints goes to {@code <name>.log} in its folder. Ended by {@link #close()}. */
public final class ChildProcess implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private final String name;
    private final Path log;
    private final Process process;

    private ChildProcess(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
    }

    public static ChildProcess start(String name, Path folder, List<String> command) throws IOException {
        return start(name, folder, command, Map.of());
    }

    public static ChildProcess start(String name, Path folder, List<String> command, Map<String, String> environment)
            throws IOException {
        Path log = folder.resolve(name + ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        return new ChildProcess(name, log, builder.start());
    }

    /** Waits until the program does its work; fails at once when it exits instead. */
    public void awaitReady(Callable<Boolean> ready) throws Exception {
        Await.until(
                START_LIMIT,
                () -> {
                    if (!process.isAlive()) {
                        fail(name + " exited with " + process.exitValue() + ", " + tail());
                    }
                    return ready.call();
                },
                () -> name + " is not ready, " + tail());
    }

    /** The exit code; fails when the program still runs after {@code limit}. */
    public int awaitExit(Duration limit) throws Exception {
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly();
            fail(name + " still ran after " + limit.toSeconds() + " s, " + tail());
        }
        return process.exitValue();
    }

    /** SIGTERM. */
    public void terminate() {
        process.destroy();
    }

    /** SIGKILL. */
    public void kill() {
        process.destroyForcibly();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    /** Everything printed so far. */
    public String output() throws IOException {
        return Files.readString(log, StandardCharsets.ISO_8859_1);
    }

    private String tail() {
        try {
            String text = output();
            return log + " ends with:\n" + text.substring(Math.max(0, text.length() - 4_000));
        } catch (IOException e) {
            return log + " cannot be read: " + e;
        }
    }

    @Override
    public void close() {
        // a shell script's children would outlive it: take them along, they are ours
        List<ProcessHandle> descendants = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        descendants.forEach(ProcessHandle::destroyForcibly);
    }
}
