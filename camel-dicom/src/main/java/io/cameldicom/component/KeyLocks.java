package io.cameldicom.component;

import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/** Locks by key in bounded memory: keys may share one. Virtual threads may wait for them. Thread-safe. */
final class KeyLocks {

    private static final int LOCKS = 64;

    private final ReentrantLock[] locks =
            Stream.generate(ReentrantLock::new).limit(LOCKS).toArray(ReentrantLock[]::new);

    /** The lock of a key, always the same one. */
    ReentrantLock of(String key) {
        return locks[Math.floorMod(key.hashCode(), LOCKS)];
    }
}
