package io.cameldicom.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** One of the receivers compared: a process of its own that stores what it gets below a folder. */
abstract class Side implements AutoCloseable {
    private static final long START_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final String name;
    private final int port;
    private Path folder;
    private Process process;
    private int cleared;

    Side(String name) throws IOException {
        this.name = name;
        this.port = freePort();
    }

    /** The command line; {@link #stored()} exists. */
    abstract List<String> command() throws IOException;

    /** Environment variables in addition to those of the benchmark. */
    Map<String, String> environment() {
        return Map.of();
    }

    abstract Sender.Dialogue dialogue(Workload workload);

    final String name() {
        return name;
    }

    final int port() {
        return port;
    }

    final Path folder() {
        return folder;
    }

    /** Where the process writes what it receives, and nothing else. */
    Path stored() {
        return folder.resolve("stored");
    }

    final ProcessHandle process() {
        return process.toHandle();
    }

    final Side start(Path parent) throws IOException {
        folder = parent.resolve(name.replaceAll("[^A-Za-z0-9]+", "-"));
        delete(folder);
        Files.createDirectories(stored());
        ProcessBuilder builder = new ProcessBuilder(command())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile());
        builder.environment().putAll(environment());
        process = builder.start();
        long end = System.nanoTime() + START_LIMIT_NANOS;
        while (!answers()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                close();
                throw new IOException(name + " did not start, see " + folder.resolve("log"));
            }
            LockSupport.parkNanos(20_000_000);
        }
        return this;
    }

    private boolean answers() {
        try {
            Sender.tryDialogue(port, dialogue(Workload.CT));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Checks that everything was stored, and moves it out of the way, emptied. Deleting it here would slow down the next run
     * of whichever side: for some seconds ext4 searches past inodes that were just deleted when it makes a file.
     */
    final void verifyAndClear(Workload workload) throws IOException {
        List<Path> files;
        try (Stream<Path> tree = Files.walk(stored())) {
            files = tree.filter(Files::isRegularFile).toList();
        }
        long bytes = 0;
        for (Path file : files) {
            bytes += Files.size(file);
        }
        if (files.size() != workload.count() || bytes < (long) workload.count() * workload.pixelBytes()) {
            throw new IOException(name + " stored " + files.size() + " files of " + bytes + " bytes in all instead of "
                    + workload.name());
        }
        Path aside = Files.createDirectories(folder.resolve("done").resolve(Integer.toString(++cleared)));
        for (int i = 0; i < files.size(); i++) {
            FileChannel.open(files.get(i), StandardOpenOption.WRITE).truncate(0).close();
            Files.move(files.get(i), aside.resolve(Integer.toString(i)));
        }
    }

    @Override
    public final void close() {
        if (process == null) {
            return;
        }
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        children.forEach(ProcessHandle::destroyForcibly);
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    static void delete(Path root) throws IOException {
        if (Files.exists(root)) {
            try (Stream<Path> tree = Files.walk(root)) {
                for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
