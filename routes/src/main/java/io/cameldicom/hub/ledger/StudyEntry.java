package io.cameldicom.hub.ledger;

import java.time.Instant;
import java.util.List;

/**
 * A study in the ledger. Immutable.
 *
 * @param accessionNumber null if none came
 * @param studyDate as it came, null if none did
 * @param patient null unless asked for
 * @param instances how many instances the hub has seen
 * @param firstAt first event
 * @param lastAt last event
 * @param states where its instances are: one count for each destination and outcome
 */
public record StudyEntry(
        String studyInstanceUid,
        String accessionNumber,
        String studyDate,
        LedgerPatient patient,
        long instances,
        Instant firstAt,
        Instant lastAt,
        List<OutcomeCount> states) {}
