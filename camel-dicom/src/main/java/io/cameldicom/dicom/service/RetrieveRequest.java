package io.cameldicom.dicom.service;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dimse.DimseRequest;
import java.io.IOException;

/** What C-MOVE and C-GET requests have in common. To be used by one thread at a time. */
public abstract class RetrieveRequest extends OperationRequest {
    private final Attributes identifier;
    private final RetrieveProgress progress;

    RetrieveRequest(DimseRequest request, Attributes identifier) {
        super(request);
        this.identifier = identifier;
        this.progress = new RetrieveProgress(request);
    }

    /** The keys that say what is wanted. */
    public Attributes identifier() {
        return identifier;
    }

    /** What the association negotiated for retrievals with this SOP class (PS3.4 C.5.2.1); nothing of it by default. */
    public RetrieveOptions options() {
        return RetrieveOptions.negotiated(association(), abstractSyntaxUid());
    }

    /** Tells the peer how far somebody else has come with it; {@code send} methods do this by themselves. */
    public void pending(SubOperations counts) throws IOException {
        progress.tell(counts);
    }

    RetrieveProgress progress() {
        return progress;
    }
}
