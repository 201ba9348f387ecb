package io.cameldicom.hub.ledger;

import java.util.Locale;

/** What happened to an instance, in the words that logs, metrics, console and documentation share. */
public enum Outcome {
    /** The hub has it and has answered, or will answer, success. */
    RECEIVED,
    /** It is in the durable queue of a destination. */
    QUEUED,
    /** The destination answered success or a warning. */
    SENT,
    /** A rule decided that the destination does not get it. */
    FILTERED,
    /** The destination has it already. */
    ALREADY_PRESENT,
    /** An attempt failed; more may follow. */
    FAILED,
    /** No more attempts are made by themselves; it waits for somebody's decision. */
    DEAD_LETTERED,
    /** The destination has taken responsibility for it (storage commitment, PS3.4 Annex J). */
    COMMITTED,
    /** Somebody decided that the destination shall not get it. */
    DISCARDED;

    /** As it is written everywhere: {@code already-present}. Also the code in the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException if it is none of the words */
    public static Outcome of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** Whether the destination has the instance. */
    public boolean isDelivered() {
        return this == SENT || this == ALREADY_PRESENT || this == COMMITTED;
    }

    @Override
    public String toString() {
        return word();
    }
}
