package io.cameldicom.hub;

import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.service.SopReference;
import io.cameldicom.dicom.service.StorageCommitmentReport;
import io.cameldicom.dicom.service.StorageCommitmentReport.Failed;
import io.cameldicom.dicom.service.StorageCommitmentRequest;
import io.cameldicom.hub.ledger.DeliveryEntry;
import io.cameldicom.hub.ledger.InstanceEntry;
import io.cameldicom.hub.ledger.LedgerException;
import io.cameldicom.hub.ledger.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which instances the hub promises to keep (PS3.4 Annex J), by the ledger and the store. The ledger knows where an instance
 * is filed, so that answering does not cost a walk through the store; only what it does not know is looked for there.
 * Failure reasons are those of PS3.3 C.14.1.1.
 * Thread-safe.
 */
final class CommitmentAnswers {

    private static final Logger LOG = LoggerFactory.getLogger(CommitmentAnswers.class);

    private final StoreFolder folder;
    private final HubLedger ledger;
    private final CommitPolicy policy;

    CommitmentAnswers(StoreFolder folder, HubLedger ledger, CommitPolicy policy) {
        this.folder = folder;
        this.ledger = ledger;
        this.policy = policy;
    }

    /** @throws IOException if the store cannot be read */
    StorageCommitmentReport answer(StorageCommitmentRequest request) throws IOException {
        List<String> asked =
                request.instances().stream().map(SopReference::sopInstanceUid).toList();
        Map<String, InstanceEntry> known = known(asked);
        List<String> strangers = asked.stream()
                .filter(uid -> known == null || !known.containsKey(uid))
                .toList();
        Set<String> found = strangers.isEmpty() ? Set.of() : folder.filed(strangers);
        List<SopReference> committed = new ArrayList<>();
        List<Failed> failed = new ArrayList<>();
        for (SopReference instance : request.instances()) {
            InstanceEntry entry = known == null ? null : known.get(instance.sopInstanceUid());
            boolean filed = entry == null ? found.contains(instance.sopInstanceUid()) : isFiled(entry);
            if (isOfAnotherClass(instance, entry)) {
                failed.add(new Failed(instance, Status.ClassInstanceConflict));
            } else if (isKept(filed, entry)) {
                committed.add(instance);
            } else {
                boolean unknown = entry == null && !filed && known != null;
                failed.add(new Failed(instance, unknown ? Status.NoSuchSOPInstance : Status.ProcessingFailure));
            }
        }
        return new StorageCommitmentReport(request.transactionUid(), committed, failed);
    }

    /** Null if the ledger cannot be asked: then nobody can say that it does not know an instance. */
    private Map<String, InstanceEntry> known(List<String> instances) {
        if (ledger.queries() == null) {
            return Map.of();
        }
        try {
            ledger.flush();
            return ledger.queries().instances(instances);
        } catch (LedgerException e) {
            LOG.warn("Storage commitment is answered without the ledger: {}", e.getMessage());
            return null;
        }
    }

    private boolean isKept(boolean filed, InstanceEntry entry) {
        boolean delivered = entry != null && isDelivered(entry.deliveries());
        return switch (policy) {
            case STORED -> filed;
            case DELIVERED -> delivered;
            case EITHER -> filed || delivered;
        };
    }

    private static boolean isDelivered(List<DeliveryEntry> deliveries) {
        List<DeliveryEntry> meant = deliveries.stream()
                .filter(delivery -> delivery.outcome() != Outcome.FILTERED)
                .toList();
        return !meant.isEmpty()
                && meant.stream().allMatch(delivery -> delivery.outcome().isDelivered());
    }

    private boolean isFiled(InstanceEntry entry) {
        try {
            return folder.contains(
                    new InstancePath(entry.studyInstanceUid(), entry.seriesInstanceUid(), entry.sopInstanceUid()));
        } catch (IllegalArgumentException e) {
            return false; // the store takes no such names
        }
    }

    private static boolean isOfAnotherClass(SopReference instance, InstanceEntry entry) {
        return entry != null
                && entry.sopClassUid() != null
                && !entry.sopClassUid().equals(instance.sopClassUid());
    }
}
