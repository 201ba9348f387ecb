package io.cameldicom.hub;

import java.util.Locale;

/** When the hub promises that an instance is kept ({@code hub.commit.when}). */
enum CommitPolicy {
    /** It is in the hub's store. */
    STORED,
    /** Every destination it was queued for has it, and there was one. */
    DELIVERED,
    /** One of the two. */
    EITHER;

    /** @throws IllegalArgumentException if there is none of this name */
    static CommitPolicy of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
