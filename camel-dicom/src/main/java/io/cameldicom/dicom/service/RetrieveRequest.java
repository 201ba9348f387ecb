package io.cameldicom.dicom.service;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dimse.DimseRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What C-MOVE and C-GET requests have in common. To be used by one thread at a time. */
public abstract class RetrieveRequest extends OperationRequest {
    private static final Logger LOG = LoggerFactory.getLogger(RetrieveRequest.class);

    private final Attributes identifier;
    private final RetrieveProgress progress;

    RetrieveRequest(DimseRequest request, Attributes identifier, Duration pendingInterval) {
        super(request);
        this.identifier = identifier;
        this.progress = new RetrieveProgress(request, pendingInterval);
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

    /**
     * Performs sub-operations one after the other as they are found, telling the peer of the progress, until there are no
     * more or the request is cancelled. One that fails counts as failed; the others are performed nevertheless.
     *
     * @param operations exceptions of the iterator come out of here
     * @param remaining how many are left, as far as is known; -1 where it is not
     * @return what to return from the handler
     * @throws IOException if the association the request came over is lost
     */
    public RetrieveResult perform(Iterator<? extends SubOperation> operations, IntSupplier remaining)
            throws IOException {
        progress.begin(remaining);
        while (!isCancelled() && operations.hasNext()) {
            SubOperation operation = operations.next();
            StoreOutcome outcome;
            try {
                outcome = operation.perform();
            } catch (IOException e) {
                LOG.debug("{}: a sub-operation failed", this, e);
                progress.failed(operation.sopInstanceUid());
                continue;
            }
            progress.stored(outcome);
        }
        return progress.result();
    }

    RetrieveProgress progress() {
        return progress;
    }
}
