package io.cameldicom.hub.queue;

import java.time.Instant;

/**
 * A destination at one moment.
 *
 * @param name such as {@code PACS}
 * @param depth objects queued, with those being delivered and those that wait for another try
 * @param inFlight objects this hub is delivering now
 * @param oldest when the object that has waited longest was queued; null if none waits
 * @param perMinute objects delivered in the last minute
 * @param delivered objects delivered since the hub was started
 * @param deadLettered objects given up since the hub was started
 * @param lastError why the last try that failed did so, without patient data; null if none did since the start
 * @param lastErrorAt when that was; null if there is none
 * @param nextTry when a destination that backs off is tried again; null if it does not
 */
public record DestinationStatus(
        String name,
        DestinationState state,
        long depth,
        int inFlight,
        Instant oldest,
        long perMinute,
        long delivered,
        long deadLettered,
        String lastError,
        Instant lastErrorAt,
        Instant nextTry) {}
