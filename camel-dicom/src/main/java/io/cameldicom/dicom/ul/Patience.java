package io.cameldicom.dicom.ul;

import java.time.Duration;

/**
 * How long a peer may still be waited for within a message. Waiting uses it up, data gives it back at a minimum rate, up
 * to what there was at the beginning: who sends faster than that on average is never cut off. Not thread-safe.
 */
final class Patience {

    private static final double NANOS_PER_SECOND = 1e9;

    private final long full;
    private final double nanosPerByte;
    private double left;

    /** @param minBytesPerSecond 0 for any */
    Patience(Duration full, int minBytesPerSecond) {
        this.full = full.toNanos();
        this.nanosPerByte = minBytesPerSecond == 0 ? Double.MAX_VALUE : NANOS_PER_SECOND / minBytesPerSecond;
        this.left = this.full;
    }

    long nanosLeft() {
        return (long) left;
    }

    void waited(long nanos) {
        left = Math.max(0, left - nanos);
    }

    void received(long bytes) {
        if (bytes > 0) {
            left = Math.min(full, left + bytes * nanosPerByte);
        }
    }

    void renew() {
        left = full;
    }
}
