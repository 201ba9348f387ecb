package io.cameldicom.dicom.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Sends many objects to one peer over as many associations as their presentation contexts need, one after the other; over
 * each as many objects at a time as its operations window allows.
 * Immutable and thread-safe.
 */
public final class StorageBatch {
    private final AssociationRequestor requestor;
    private final Duration timeout;

    /** Told what became of each object, on the sending thread; exactly one call for each. */
    public interface Progress {
        /** The peer has it. */
        void stored(SopInstance instance, StoreOutcome outcome);

        /**
         * The peer does not have it, or nobody knows.
         *
         * @param cause as {@link StorageScu#store} throws it
         */
        void failed(SopInstance instance, IOException cause);
    }

    /** @param timeout for each response */
    public StorageBatch(AssociationRequestor requestor, Duration timeout) {
        this.requestor = requestor;
        this.timeout = timeout;
    }

    /** Sends all of them; one that fails does not keep the others back, even if the association is lost with it. */
    public void send(Collection<SopInstance> instances, Progress progress) {
        Map<OutgoingInstance, SopInstance> outgoing = new LinkedHashMap<>();
        instances.forEach(instance -> outgoing.put(OutgoingInstance.of(instance), instance));
        try {
            new OutgoingBatch(requestor, timeout, null).send(outgoing.keySet(), new InstanceSender.Listener() {
                @Override
                public boolean isStopped() {
                    return false;
                }

                @Override
                public void stored(OutgoingInstance instance, StoreOutcome outcome) {
                    progress.stored(outgoing.get(instance), outcome);
                }

                @Override
                public void failed(OutgoingInstance instance, IOException cause) {
                    progress.failed(outgoing.get(instance), cause);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("only the listener throws, and it does not", e);
        }
    }
}
