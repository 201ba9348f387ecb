package io.cameldicom.dicom.service;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dimse.DimseRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;

/** A C-GET-RQ that came in (PS3.7 9.1.3). To be used by one thread at a time. */
public final class GetRequest extends RetrieveRequest {
    private final StorageScu storage;

    GetRequest(DimseRequest request, Attributes identifier, Duration storeTimeout, Duration pendingInterval) {
        super(request, identifier, pendingInterval);
        this.storage = new StorageScu(request.session(), storeTimeout);
    }

    /**
     * The encodings in which the peer takes objects of this SOP class; empty if it does not, since it did not propose to be
     * their SCP (PS3.4 C.5.3).
     */
    public List<String> acceptedTransferSyntaxes(String sopClassUid) {
        return storage.acceptedTransferSyntaxes(sopClassUid);
    }

    /**
     * Sends objects over the association the request came over, telling the peer of the progress, until all have been
     * tried or the request is cancelled. One that cannot be sent, for want of a context too, counts as failed; the others
     * are sent nevertheless.
     *
     * @return what to return from {@link GetHandler#get}
     * @throws IOException if the association is lost
     */
    public RetrieveResult send(Collection<? extends OutgoingInstance> instances) throws IOException {
        progress().begin(instances.size());
        new InstanceSender(storage, null).send(new ArrayDeque<>(instances), new SubOperationListener(progress()));
        return progress().result();
    }
}
