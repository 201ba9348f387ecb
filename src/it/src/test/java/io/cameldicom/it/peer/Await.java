package io.cameldicom.it.peer;

import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waits for what another process does, with a limit. */
public final class Await {
    private static final long POLL_NANOS = Duration.ofMillis(20).toNanos();

    private Await() {}

    /** Returns as soon as {@code condition} holds; fails with {@code otherwise} after {@code limit}. */
    public static void until(Duration limit, Callable<Boolean> condition, Supplier<String> otherwise) throws Exception {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                fail(otherwise.get() + " (waited " + limit.toSeconds() + " s)");
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }
}
