package io.cameldicom.dicom.service;

import io.cameldicom.dicom.dimse.DimseSession;
import io.cameldicom.dicom.pdu.PresentationContextRq;
import io.cameldicom.dicom.service.StorageContexts.Encoding;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Sends many objects to one peer, one after the other, over as many associations as their presentation contexts need.
 * Immutable and thread-safe.
 */
public final class StorageBatch {
    private final AssociationRequestor requestor;
    private final Duration timeout;

    /** Told what became of each object, on the sending thread; exactly one call for each. */
    public interface Progress {
        /** The peer has it. */
        void stored(SopInstance instance, StoreOutcome outcome);

        /** The peer does not have it, or nobody knows. @param cause as {@link StorageScu#store} throws it */
        void failed(SopInstance instance, IOException cause);
    }

    /** @param timeout for each response */
    public StorageBatch(AssociationRequestor requestor, Duration timeout) {
        this.requestor = requestor;
        this.timeout = timeout;
    }

    /** Sends all of them; one that fails does not keep the others back, unless the association is lost with it. */
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
        int done = 0;
        try (DimseSession session = requestor.open(contexts)) {
            StorageScu scu = new StorageScu(session, timeout);
            while (done < instances.size()) {
                sendOne(instances.get(done), scu, progress);
                done++;
            }
            session.release();
        } catch (IOException e) {
            for (SopInstance instance : instances.subList(done, instances.size())) {
                progress.failed(instance, e);
            }
        }
    }

    /** @throws IOException if the association did not survive it; the object has not been reported then */
    private static void sendOne(SopInstance instance, StorageScu scu, Progress progress) throws IOException {
        StoreOutcome outcome;
        try {
            outcome = scu.store(instance);
        } catch (IOException e) {
            if (!scu.session().isOpen()) {
                throw e;
            }
            progress.failed(instance, e);
            return;
        }
        progress.stored(instance, outcome);
    }

    private static Encoding encoding(SopInstance instance) {
        return new Encoding(instance.sopClassUid(), instance.transferSyntaxUid());
    }
}
