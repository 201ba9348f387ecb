package io.cameldicom.dicom.service;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.Sequence;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.UidGenerator;
import io.cameldicom.dicom.dict.VR;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What the N-ACTION of the storage commitment push model asks (PS3.4 table J.3-1): will these instances be kept? Immutable.
 *
 * @param transactionUid names the request in the report that answers it
 * @param instances at least one
 */
public record StorageCommitmentRequest(String transactionUid, List<SopReference> instances) {

    /** Action Type ID of the only action there is (PS3.4 J.3.2.1). */
    public static final int ACTION_TYPE_ID = 1;

    /** @throws IllegalArgumentException if there is no transaction UID or no instance; the message names the element */
    public StorageCommitmentRequest {
        instances = List.copyOf(instances);
        if (transactionUid == null) {
            throw new IllegalArgumentException("Transaction UID (0008,1195) is missing");
        }
        if (instances.isEmpty()) {
            throw new IllegalArgumentException("Referenced SOP Sequence (0008,1199) has no item");
        }
    }

    /** A request for these instances under a new transaction UID. */
    public static StorageCommitmentRequest of(Collection<SopReference> instances) {
        return new StorageCommitmentRequest(UidGenerator.next(), List.copyOf(instances));
    }

    /**
     * Reads the action information of a request.
     *
     * @throws IllegalArgumentException naming the element that is missing
     */
    public static StorageCommitmentRequest of(Attributes actionInformation) {
        return new StorageCommitmentRequest(
                actionInformation.getString(Tag.TransactionUID),
                references(actionInformation.getSequence(Tag.ReferencedSOPSequence)));
    }

    static List<SopReference> references(Sequence sequence) {
        List<SopReference> references = new ArrayList<>();
        if (sequence != null) {
            sequence.forEach(item -> references.add(SopReference.of(item)));
        }
        return references;
    }

    /** The action information to send. */
    public Attributes toAttributes() {
        Attributes attributes = new Attributes();
        attributes.setString(Tag.TransactionUID, VR.UI, transactionUid);
        Sequence sequence = attributes.newSequence(Tag.ReferencedSOPSequence, instances.size());
        instances.forEach(instance -> sequence.add(instance.toItem()));
        return attributes;
    }
}
