package io.cameldicom.hub.ledger;

import java.time.Instant;
import java.util.List;

/**
 * An instance in the ledger, and where it went. Immutable.
 *
 * @param sopClassUid null if not known
 * @param modality null if not known
 * @param callingAeTitle who sent it last, null if not known
 * @param receivedAt when it was received last, null if never by DICOM
 * @param bytes length of its data set when it was received, 0 if not known
 * @param deliveries its present state at each destination
 */
public record InstanceEntry(
        String sopInstanceUid,
        String sopClassUid,
        String studyInstanceUid,
        String seriesInstanceUid,
        String modality,
        String callingAeTitle,
        Instant receivedAt,
        long bytes,
        List<DeliveryEntry> deliveries) {

    public InstanceEntry {
        deliveries = List.copyOf(deliveries);
    }

    InstanceEntry with(List<DeliveryEntry> states) {
        return new InstanceEntry(
                sopInstanceUid,
                sopClassUid,
                studyInstanceUid,
                seriesInstanceUid,
                modality,
                callingAeTitle,
                receivedAt,
                bytes,
                states);
    }
}
