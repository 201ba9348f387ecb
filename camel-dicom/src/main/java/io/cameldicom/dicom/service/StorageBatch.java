package io.cameldicom.dicom.service;

import io.cameldicom.dicom.dimse.DimseSession;
import io.cameldicom.dicom.pdu.PresentationContextRq;
import io.cameldicom.dicom.service.StorageContexts.Encoding;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends many objects to one peer, one after the other, over as many associations as their presentation contexts need.
 * Immutable and thread-safe.
 */
public final class StorageBatch {
    private static final Logger LOG = LoggerFactory.getLogger(StorageBatch.class);

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
        List<Encoding> encodings =
                instances.stream().map(StorageBatch::encoding).toList();
        for (List<PresentationContextRq> contexts : StorageContexts.plan(encodings)) {
            Set<String> sopClasses =
                    contexts.stream().map(PresentationContextRq::abstractSyntax).collect(Collectors.toSet());
            List<SopInstance> part = instances.stream()
                    .filter(instance -> sopClasses.contains(instance.sopClassUid()))
                    .toList();
            sendPart(part, contexts, progress);
        }
    }

    private void sendPart(List<SopInstance> instances, List<PresentationContextRq> contexts, Progress progress) {
        Deque<SopInstance> left = new ArrayDeque<>(instances);
        while (!left.isEmpty()) {
            try (DimseSession session = requestor.open(contexts)) {
                sendOver(new StorageScu(session, timeout), left, progress);
                release(session);
            } catch (IOException e) {
                left.forEach(instance -> progress.failed(instance, e));
                return;
            }
        }
    }

    /** Sends until nothing is left or the association is lost, which is the failure of the object then sent. */
    private static void sendOver(StorageScu scu, Deque<SopInstance> left, Progress progress) {
        while (!left.isEmpty() && scu.session().isOpen()) {
            SopInstance instance = left.remove();
            StoreOutcome outcome;
            try {
                outcome = scu.store(instance);
            } catch (IOException e) {
                progress.failed(instance, e);
                continue;
            }
            progress.stored(instance, outcome);
        }
    }

    /** All answers are there, so an association that does not end in order is no failure of an object. */
    private static void release(DimseSession session) {
        try {
            session.release();
        } catch (IOException e) {
            LOG.debug("{} was not released in order", session.association().id(), e);
        }
    }

    private static Encoding encoding(SopInstance instance) {
        return new Encoding(instance.sopClassUid(), instance.transferSyntaxUid());
    }
}
