package io.cameldicom.dicom.service;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dimse.DimseRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;

/** A C-MOVE-RQ that came in (PS3.7 9.1.4). To be used by one thread at a time. */
public final class MoveRequest extends RetrieveRequest {
    private final String destination;
    private final Duration storeTimeout;

    MoveRequest(
            DimseRequest request,
            Attributes identifier,
            String destination,
            Duration storeTimeout,
            Duration pendingInterval) {
        super(request, identifier, pendingInterval);
        this.destination = destination;
        this.storeTimeout = storeTimeout;
    }

    /** Move Destination (0000,0600): the AE title to send to. */
    public String destination() {
        return destination;
    }

    /** This request, as the C-STOREs made for it name it. */
    public MoveOriginator originator() {
        return new MoveOriginator(association().callingAeTitle(), messageId());
    }

    /**
     * Sends objects to the destination over associations of their own, telling the peer of the progress, until all have
     * been tried or the request is cancelled. One that cannot be sent counts as failed; the others are sent nevertheless.
     *
     * @param destination opens associations with the destination
     * @return what to return from {@link MoveHandler#move}
     * @throws IOException if the association the C-MOVE came over is lost
     */
    public RetrieveResult sendTo(AssociationRequestor destination, Collection<? extends OutgoingInstance> instances)
            throws IOException {
        progress().begin(instances.size());
        new OutgoingBatch(destination, storeTimeout, originator())
                .send(instances, new SubOperationListener(progress()));
        return progress().result();
    }
}
