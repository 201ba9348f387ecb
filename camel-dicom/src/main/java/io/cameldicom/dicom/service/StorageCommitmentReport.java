package io.cameldicom.dicom.service;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.Sequence;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.dimse.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * What the N-EVENT-REPORT of the storage commitment push model says (PS3.4 table J.3-2): which of the instances asked
 * for are kept, and which are not and why. Immutable.
 *
 * @param transactionUid of the request it answers
 * @param committed instances that are kept safely
 * @param failed instances that are not
 */
public record StorageCommitmentReport(String transactionUid, List<SopReference> committed, List<Failed> failed) {

    /**
     * An instance that is not kept.
     *
     * @param reason Failure Reason (0008,1197), a status such as 0112, no such object instance (PS3.3 C.14.1.1)
     */
    public record Failed(SopReference instance, int reason) {}

    /** @throws IllegalArgumentException if there is no transaction UID */
    public StorageCommitmentReport {
        committed = List.copyOf(committed);
        failed = List.copyOf(failed);
        if (transactionUid == null) {
            throw new IllegalArgumentException("Transaction UID (0008,1195) is missing");
        }
    }

    /** The report on a request; what is not kept is reported as 0112, no such object instance. */
    public static StorageCommitmentReport of(StorageCommitmentRequest request, Predicate<SopReference> kept) {
        List<SopReference> committed = new ArrayList<>();
        List<Failed> failed = new ArrayList<>();
        for (SopReference instance : request.instances()) {
            if (kept.test(instance)) {
                committed.add(instance);
            } else {
                failed.add(new Failed(instance, Status.NoSuchSOPInstance));
            }
        }
        return new StorageCommitmentReport(request.transactionUid(), committed, failed);
    }

    /**
     * Reads the event information of a report.
     *
     * @throws IllegalArgumentException naming the element that is missing
     */
    public static StorageCommitmentReport of(Attributes eventInformation) {
        List<Failed> failed = new ArrayList<>();
        Sequence sequence = eventInformation.getSequence(Tag.FailedSOPSequence);
        if (sequence != null) {
            sequence.forEach(item -> failed.add(
                    new Failed(SopReference.of(item), item.getInt(Tag.FailureReason, Status.ProcessingFailure))));
        }
        return new StorageCommitmentReport(
                eventInformation.getString(Tag.TransactionUID),
                StorageCommitmentRequest.references(eventInformation.getSequence(Tag.ReferencedSOPSequence)),
                failed);
    }

    /** Event Type ID (PS3.4 J.3.3.1): 1 if all instances are kept, 2 if there are failures. */
    public int eventTypeId() {
        return failed.isEmpty() ? 1 : 2;
    }

    /** The event information to send. */
    public Attributes toAttributes() {
        Attributes attributes = new Attributes();
        attributes.setString(Tag.TransactionUID, VR.UI, transactionUid);
        if (!committed.isEmpty()) {
            Sequence sequence = attributes.newSequence(Tag.ReferencedSOPSequence, committed.size());
            committed.forEach(instance -> sequence.add(instance.toItem()));
        }
        if (!failed.isEmpty()) {
            Sequence sequence = attributes.newSequence(Tag.FailedSOPSequence, failed.size());
            failed.forEach(each -> {
                Attributes item = each.instance().toItem();
                item.setInt(Tag.FailureReason, VR.US, each.reason());
                sequence.add(item);
            });
        }
        return attributes;
    }
}
