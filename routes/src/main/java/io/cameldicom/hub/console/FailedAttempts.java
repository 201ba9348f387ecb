package io.cameldicom.hub.console;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes guessing passwords slow: after {@value #FREE} failures of a name each further one locks it, for one second, two,
 * four, up to {@link #MAX_LOCK}. Thread-safe.
 */
final class FailedAttempts {

    static final int FREE = 5;
    static final Duration MAX_LOCK = Duration.ofMinutes(5);

    /** Names are what strangers type: the ones failed longest ago are forgotten. */
    private static final int MAX_NAMES = 1000;

    private record Failures(int count, Instant lockedUntil) {}

    private final Clock clock;
    private final Map<String, Failures> byName = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > MAX_NAMES;
        }
    };

    FailedAttempts(Clock clock) {
        this.clock = clock;
    }

    synchronized boolean isLocked(String name) {
        Failures failures = byName.get(name);
        return failures != null && clock.instant().isBefore(failures.lockedUntil());
    }

    synchronized void failed(String name) {
        Failures before = byName.remove(name);
        int count = before == null ? 1 : before.count() + 1;
        Duration lock = Duration.ZERO;
        if (count > FREE) {
            lock = Duration.ofSeconds(1L << Math.min(count - FREE - 1, 20));
            lock = lock.compareTo(MAX_LOCK) > 0 ? MAX_LOCK : lock;
        }
        byName.put(name, new Failures(count, clock.instant().plus(lock)));
    }

    synchronized void succeeded(String name) {
        byName.remove(name);
    }
}
