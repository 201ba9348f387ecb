package io.cameldicom.hub.queue;

/** Counts what happened in the last 60 seconds. Thread-safe. */
final class MinuteRate {

    private static final int SECONDS = 60;

    private final long[] counts = new long[SECONDS];
    private final long[] seconds = new long[SECONDS];

    synchronized void add() {
        long now = now();
        int slot = (int) (now % SECONDS);
        if (seconds[slot] != now) {
            seconds[slot] = now;
            counts[slot] = 0;
        }
        counts[slot]++;
    }

    synchronized long perMinute() {
        long now = now();
        long sum = 0;
        for (int slot = 0; slot < SECONDS; slot++) {
            if (seconds[slot] > now - SECONDS) {
                sum += counts[slot];
            }
        }
        return sum;
    }

    private static long now() {
        return System.currentTimeMillis() / 1000;
    }
}
