package io.cameldicom.component;

/** Locks by key in bounded memory: keys may share one. Thread-safe. */
final class KeyLocks {

    private static final int LOCKS = 64;

    private final Object[] locks = new Object[LOCKS];

    KeyLocks() {
        for (int i = 0; i < LOCKS; i++) {
            locks[i] = new Object();
        }
    }

    /** The lock of a key, always the same one. */
    Object of(String key) {
        return locks[Math.floorMod(key.hashCode(), LOCKS)];
    }
}
