package io.cameldicom.hub.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Stream;

/** Messages on disk that wait for the repository, for this user alone: a restart sends them. Bounded. Thread-safe. */
final class AuditSpool {

    private static final String SUFFIX = ".xml";

    private final Path folder;
    private final int limit;
    private final Deque<Path> waiting = new ArrayDeque<>();
    private long number;

    private AuditSpool(Path folder, int limit) {
        this.folder = folder;
        this.limit = limit;
    }

    static AuditSpool open(Path folder, int limit) throws IOException {
        Files.createDirectories(folder);
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
        AuditSpool spool = new AuditSpool(folder, limit);
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.toString().endsWith(SUFFIX)).sorted().forEach(spool.waiting::add);
        }
        if (!spool.waiting.isEmpty()) {
            String last = spool.waiting.getLast().getFileName().toString();
            spool.number = Long.parseLong(last.substring(0, last.length() - SUFFIX.length()));
        }
        return spool;
    }

    /** @throws IOException if it cannot be written, or too many wait */
    synchronized void add(String message) throws IOException {
        if (waiting.size() >= limit) {
            throw new IOException(limit + " messages wait already");
        }
        Path file = folder.resolve(String.format("%015d%s", ++number, SUFFIX));
        Path part = folder.resolve("part");
        Files.writeString(part, message);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        waiting.add(file);
        notifyAll();
    }

    /** The oldest, which stays until {@link #remove}; null if none comes within this time. */
    synchronized Path oldest(long millis) throws InterruptedException {
        if (waiting.isEmpty()) {
            wait(millis);
        }
        return waiting.peekFirst();
    }

    synchronized void remove(Path file) throws IOException {
        Files.deleteIfExists(file);
        waiting.remove(file);
    }

    synchronized int size() {
        return waiting.size();
    }
}
