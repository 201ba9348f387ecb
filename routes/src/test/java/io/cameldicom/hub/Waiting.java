package io.cameldicom.hub;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Waits for what another thread or process will do. */
public final class Waiting {

    private static final long LIMIT_SECONDS = 60;

    private Waiting() {}

    /** Fails after a minute: the machine may be busy, but not that busy. */
    public static void until(String what, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (!condition.call()) {
            assertTrue(System.nanoTime() < deadline, () -> "waited " + LIMIT_SECONDS + " s in vain until " + what);
            Thread.sleep(10);
        }
    }
}
