package io.cameldicom.hub.ledger;

import java.time.Instant;
import java.util.Objects;

/**
 * One line of the ledger: this happened to this instance, at this destination, at this time. Make it when it happens and
 * before others can go on: records of one instance and destination are put in order by their time, not by their
 * arrival. Immutable.
 *
 * @param at when it happened
 * @param outcome what happened
 * @param instance to which instance
 * @param destination name of the destination; null where it is about the hub itself ({@link Outcome#RECEIVED}, or
 *     {@link Outcome#FILTERED} because no rule wanted it)
 * @param callingAeTitle who sent the instance to the hub, null if that is not known here
 * @param bytes length of the data set, 0 if that is not known here
 * @param reason why it failed, was filtered, discarded: a status, an exception's class, an operator's name; never
 *     patient data; null without
 */
public record Delivery(
        Instant at,
        Outcome outcome,
        InstanceIdentity instance,
        String destination,
        String callingAeTitle,
        long bytes,
        String reason) {

    public Delivery {
        Objects.requireNonNull(at, "time");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(instance, "instance");
    }

    /** Now, at a destination. */
    public static Delivery of(Outcome outcome, InstanceIdentity instance, String destination) {
        return new Delivery(Instant.now(), outcome, instance, destination, null, 0, null);
    }

    /** Now, by the hub itself. */
    public static Delivery received(InstanceIdentity instance, String callingAeTitle, long bytes) {
        return new Delivery(Instant.now(), Outcome.RECEIVED, instance, null, callingAeTitle, bytes, null);
    }

    /** With the reason; no patient data. */
    public Delivery because(String why) {
        return new Delivery(at, outcome, instance, destination, callingAeTitle, bytes, why);
    }

    /** With the AE title that sent the instance to the hub. */
    public Delivery from(String aeTitle) {
        return new Delivery(at, outcome, instance, destination, aeTitle, bytes, reason);
    }
}
