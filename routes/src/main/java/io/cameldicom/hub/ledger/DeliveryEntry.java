package io.cameldicom.hub.ledger;

import java.time.Instant;

/**
 * The state of an instance at a destination. Immutable.
 *
 * @param destination null for the hub itself (filtered: no destination wanted it)
 * @param outcome the last thing that happened
 * @param reason why that happened, null if nobody said
 * @param firstAt when the first thing happened
 * @param lastAt when the last did
 * @param deliveredAt when the destination last took it, null if never
 * @param failures how many attempts failed
 * @param error why the last of them did, null if none did
 * @param errorAt when
 */
public record DeliveryEntry(
        String sopInstanceUid,
        String studyInstanceUid,
        String destination,
        Outcome outcome,
        String reason,
        Instant firstAt,
        Instant lastAt,
        Instant deliveredAt,
        int failures,
        String error,
        Instant errorAt) {}
