package io.cameldicom.hub.queue;

import java.time.Duration;

/**
 * How a destination is served, as its route says.
 *
 * @param concurrency objects on their way at once, from this hub
 * @param retryDelay before the second try, doubled for each one after it
 * @param retryDelayMax between two tries
 * @param maxAge of an object that still fails; then it is given up
 * @param refusals tries of an object that a retry does not help
 * @param hours when objects are sent
 */
record DeliveryOptions(
        int concurrency,
        DeliveryOrder order,
        Duration retryDelay,
        Duration retryDelayMax,
        Duration maxAge,
        int refusals,
        DeliveryHours hours) {

    /** How long to wait after so many tries that failed. */
    Duration delayAfter(int failures) {
        long doubled = retryDelay.toMillis() << Math.min(Math.max(failures - 1, 0), 20);
        return Duration.ofMillis(Math.min(doubled, retryDelayMax.toMillis()));
    }
}
