package io.cameldicom.hub.ledger;

/**
 * Takes what happens to instances: the bean {@code ledger}. What was taken can be searched with {@link LedgerQueries}, the
 * bean {@code ledgerQueries}.
 */
@FunctionalInterface
public interface DeliveryLedger {

    /** Keeps nothing: the ledger is off ({@code hub.ledger.url=none}). */
    DeliveryLedger NONE = delivery -> {};

    /**
     * Takes a record and returns at once, whatever the database does: it is written in a batch by another thread,
     * usually within half a second. Never throws.
     */
    void record(Delivery delivery);
}
