package io.cameldicom.hub.ledger;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Looks things up in the ledger: the bean {@code ledgerQueries}. What was recorded in the last half second may not be there
 * yet. Thread-safe; each question takes its own look at the database, and fails with a {@link LedgerException} when that is
 * not there.
 */
public interface LedgerQueries {

    /** Studies, those with the newest event first. */
    List<StudyEntry> studies(LedgerSearch search);

    /** Instances with where each of them went, those with the newest event first. */
    List<InstanceEntry> instances(LedgerSearch search);

    /** These instances, as many as the ledger knows, by SOP Instance UID. */
    Map<String, InstanceEntry> instances(Collection<String> sopInstanceUids);

    /** The last failures, newest first: also of instances that were delivered since. */
    List<DeliveryEntry> lastErrors(LedgerSearch search);

    /** How many instances are in which state at which destination, of those whose last event is not before this time. */
    List<OutcomeCount> counts(Instant since);
}
