package io.cameldicom.dicom.service;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** How many file descriptors and threads this process has, to see that something leaves none behind. */
final class Leftovers {

    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final long LIMIT_SECONDS = 20;

    private final long sockets;

    Leftovers() {
        closeOne();
        sockets = sockets();
    }

    /** The JDK makes sockets of its own when a process closes its first one. */
    private static void closeOne() {
        try {
            SocketChannel.open().close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Waits until there are no more sockets than when this object was made. */
    void awaitNone() {
        await("sockets left", () -> sockets() <= sockets);
    }

    static void await(String otherwise, BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                fail(otherwise);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** Of all descriptors, those of sockets: class loading and other tests' files come and go. 0 where it cannot be seen. */
    private static long sockets() {
        if (!Files.isDirectory(DESCRIPTORS)) {
            return 0;
        }
        try (Stream<Path> descriptors = Files.list(DESCRIPTORS)) {
            return descriptors.filter(Leftovers::isSocket).count();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean isSocket(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
        } catch (IOException e) {
            // closed meanwhile
            return false;
        }
    }
}
