package io.cameldicom.web.client;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * When a request is sent again: after no connection, a lost one, no answer in time, and the statuses 408, 409, 412, 429 and
 * 5xx but 501 and 505. Immutable.
 *
 * @param retries how often at most; 0 for never
 * @param delay before the first; each later one waits twice as long
 * @param maxDelay no wait is longer; where the server asks for more (Retry-After) the request fails at once, and who sent it
 *     is told when to come back
 */
public record RetryPolicy(int retries, Duration delay, Duration maxDelay) {

    public static final RetryPolicy NEVER = new RetryPolicy(0, Duration.ZERO, Duration.ZERO);

    public RetryPolicy {
        if (retries < 0 || delay.isNegative() || maxDelay.isNegative()) {
            throw new IllegalArgumentException("retries and delays must not be negative");
        }
    }

    /**
     * How long to wait.
     *
     * @param done retries so far
     * @param asked what the server asks for, or null
     * @return null if there is to be no other try
     */
    Duration pause(int done, Duration asked) {
        if (done >= retries || asked != null && asked.compareTo(maxDelay) > 0) {
            return null;
        }
        if (asked != null) {
            return asked;
        }
        long millis = Math.min(maxDelay.toMillis(), delay.toMillis() << Math.min(done, 20));
        // so that those who failed together do not come back together
        return Duration.ofMillis(
                millis - (millis / 4 == 0 ? 0 : ThreadLocalRandom.current().nextLong(millis / 4)));
    }
}
