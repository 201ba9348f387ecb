package io.cameldicom.component;

import java.time.Duration;

/**
 * When a storage commitment report is tried again.
 *
 * @param attempts how often it is tried, at least 1
 * @param delay before the second attempt; before each later one twice as long, but never longer than {@link #LONGEST}
 */
record CommitRetries(int attempts, Duration delay) {

    static final Duration LONGEST = Duration.ofMinutes(10);

    /** How long to wait before an attempt; the first is number 1. */
    Duration before(int attempt) {
        if (attempt <= 1) {
            return Duration.ZERO;
        }
        long longest = Math.max(LONGEST.toMillis(), delay.toMillis());
        int doublings = Math.min(attempt - 2, Long.numberOfLeadingZeros(delay.toMillis()) - 1);
        return Duration.ofMillis(Math.min(delay.toMillis() << doublings, longest));
    }

    /**
     * How many attempts are due to be over for a report of this age, the last one never: so reports do not begin anew with
     * each start of the consumer.
     */
    int over(Duration age) {
        int over = 0;
        Duration due = Duration.ZERO;
        while (over < attempts - 1 && due.plus(before(over + 1)).compareTo(age) < 0) {
            due = due.plus(before(++over));
        }
        return over;
    }
}
