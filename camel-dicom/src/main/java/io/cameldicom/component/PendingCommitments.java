package io.cameldicom.component;

import io.cameldicom.dicom.service.StorageCommitmentReport;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Storage commitments that producers wait for, by transaction UID. The report may come over another association, to a
 * consumer of the same component. Thread-safe.
 */
final class PendingCommitments {

    private final Map<String, CompletableFuture<StorageCommitmentReport>> pending = new ConcurrentHashMap<>();

    CompletableFuture<StorageCommitmentReport> await(String transactionUid) {
        return pending.computeIfAbsent(transactionUid, uid -> new CompletableFuture<>());
    }

    void forget(String transactionUid) {
        pending.remove(transactionUid);
    }

    /** Whether somebody waits for this report. */
    boolean isAwaited(StorageCommitmentReport report) {
        return pending.containsKey(report.transactionUid());
    }

    void complete(StorageCommitmentReport report) {
        CompletableFuture<StorageCommitmentReport> waiting = pending.get(report.transactionUid());
        if (waiting != null) {
            waiting.complete(report);
        }
    }
}
