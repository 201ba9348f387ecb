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
 * Sends objects to one peer over as many associations as their presentation contexts need, one after the other. An
 * association that is lost is opened anew for those that are left.
 */
final class OutgoingBatch {
    private static final Logger LOG = LoggerFactory.getLogger(OutgoingBatch.class);

    private final AssociationRequestor requestor;
    private final Duration timeout;
    private final MoveOriginator originator;

    /**
     * @param timeout for each response
     * @param originator null if the objects are not sent for a C-MOVE
     */
    OutgoingBatch(AssociationRequestor requestor, Duration timeout, MoveOriginator originator) {
        this.requestor = requestor;
        this.timeout = timeout;
        this.originator = originator;
    }

    /** @throws IOException of the listener */
    void send(Collection<? extends OutgoingInstance> instances, InstanceSender.Listener listener) throws IOException {
        List<Encoding> encodings = instances.stream()
                .flatMap(instance -> instance.transferSyntaxes().stream()
                        .map(transferSyntax -> new Encoding(instance.sopClassUid(), transferSyntax)))
                .toList();
        for (List<PresentationContextRq> contexts : StorageContexts.plan(encodings)) {
            Set<String> sopClasses =
                    contexts.stream().map(PresentationContextRq::abstractSyntax).collect(Collectors.toSet());
            Deque<OutgoingInstance> part = instances.stream()
                    .filter(instance -> sopClasses.contains(instance.sopClassUid()))
                    .collect(Collectors.toCollection(ArrayDeque::new));
            sendPart(part, contexts, listener);
        }
    }

    private void sendPart(
            Deque<OutgoingInstance> left, List<PresentationContextRq> contexts, InstanceSender.Listener listener)
            throws IOException {
        while (!left.isEmpty() && !listener.isStopped()) {
            DimseSession session;
            try {
                session = requestor.open(contexts);
            } catch (IOException e) {
                failAll(left, e, listener);
                return;
            }
            int before = left.size();
            try (session) {
                new InstanceSender(new StorageScu(session, timeout), originator).send(left, listener);
                release(session);
            }
            if (left.size() == before && !listener.isStopped()) {
                // lost before anything was sent: who does that each time must not be asked for ever
                listener.failed(left.remove(), lost(session));
            }
        }
    }

    private static IOException lost(DimseSession session) {
        return session.failure() instanceof IOException cause
                ? cause
                : new IOException(session.association().id() + ": released by the peer before anything was sent");
    }

    private static void failAll(Deque<OutgoingInstance> left, IOException cause, InstanceSender.Listener listener)
            throws IOException {
        while (!left.isEmpty()) {
            listener.failed(left.remove(), cause);
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
}
