package io.cameldicom.dicom.service;

import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dimse.CommandSet;
import io.cameldicom.dicom.dimse.Dimse;
import io.cameldicom.dicom.dimse.DimseSession;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.dimse.StatusTable;
import io.cameldicom.dicom.ul.PDataSource;
import io.cameldicom.dicom.ul.PresentationContext;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Storage service class as SCU (PS3.4 B) over one association. Thread-safe. */
public final class StorageScu {
    private static final int MEDIUM_PRIORITY = 0;
    /** B0xx, the warnings of PS3.4 B.2.3: the peer has the object. */
    private static final int STORED_WITH_WARNING = 0xB000;

    private final DimseSession session;
    private final Duration timeout;

    /** @param timeout for each response, from when the object has been sent */
    public StorageScu(DimseSession session, Duration timeout) {
        this.session = session;
        this.timeout = timeout;
    }

    public DimseSession session() {
        return session;
    }

    /** The presentation context the peer has accepted, as an SCP, for objects of this SOP class and encoding. */
    public Optional<PresentationContext> contextFor(String sopClassUid, String transferSyntaxUid) {
        if (!Contexts.isScu(session.association(), sopClassUid)) {
            return Optional.empty();
        }
        for (PresentationContext context : session.association().acceptedContexts()) {
            if (context.abstractSyntax().equals(sopClassUid)
                    && context.transferSyntax().equals(transferSyntaxUid)) {
                return Optional.of(context);
            }
        }
        return Optional.empty();
    }

    /** The encodings in which the peer has accepted objects of this SOP class, in the order proposed. */
    public List<String> acceptedTransferSyntaxes(String sopClassUid) {
        if (!Contexts.isScu(session.association(), sopClassUid)) {
            return List.of();
        }
        return session.association().acceptedContexts().stream()
                .filter(context -> context.abstractSyntax().equals(sopClassUid))
                .map(PresentationContext::transferSyntax)
                .toList();
    }

    /**
     * Sends an object and waits for the answer.
     *
     * @return success or a warning (B0xx): the peer has the object
     * @throws ContextNotAcceptedException if the peer accepted no context for the object as it is encoded
     * @throws RefusedException if the peer answered any other status
     * @throws io.cameldicom.dicom.dimse.AssociationLostException if the association ended without an answer
     * @throws IOException of the data set's source
     */
    public StoreOutcome store(SopInstance instance) throws IOException {
        return store(OutgoingInstance.of(instance), null);
    }

    /**
     * As {@link #store(SopInstance)}, in the first of the object's transfer syntaxes that the peer has accepted.
     *
     * @param originator the C-MOVE the object is sent for, or null
     */
    public StoreOutcome store(OutgoingInstance instance, MoveOriginator originator) throws IOException {
        PresentationContext context = contextFor(instance);
        PDataSource dataSet = instance.dataSet(context.transferSyntax());
        CommandSet response = session.invoke(context.id(), request(instance, originator), dataSet, timeout);
        return outcome(session.association().id(), response);
    }

    /**
     * As {@link #store(OutgoingInstance, MoveOriginator)}, but does not wait for the answer, so that others can be sent
     * meanwhile as far as the operations window goes; it waits for a place there.
     */
    public PendingStore begin(OutgoingInstance instance, MoveOriginator originator) throws IOException {
        PresentationContext context = contextFor(instance);
        PDataSource dataSet = instance.dataSet(context.transferSyntax());
        return new PendingStore(
                session.association().id(),
                session.start(context.id(), request(instance, originator), dataSet, timeout));
    }

    static StoreOutcome outcome(String associationId, CommandSet response) throws RefusedException {
        int status = response.status();
        if (status != Status.Success && (status & 0xFF00) != STORED_WITH_WARNING) {
            throw new RefusedException(associationId + ": C-STORE-RQ", response, StatusTable.STORAGE);
        }
        return new StoreOutcome(status, response.errorComment());
    }

    private PresentationContext contextFor(OutgoingInstance instance) throws ContextNotAcceptedException {
        for (String transferSyntax : instance.transferSyntaxes()) {
            Optional<PresentationContext> context = contextFor(instance.sopClassUid(), transferSyntax);
            if (context.isPresent()) {
                return context.get();
            }
        }
        throw new ContextNotAcceptedException(
                session.association().id(),
                instance.sopClassUid(),
                instance.transferSyntaxes(),
                acceptedTransferSyntaxes(instance.sopClassUid()));
    }

    private static CommandSet request(OutgoingInstance instance, MoveOriginator originator) {
        CommandSet request = CommandSet.request(Dimse.C_STORE_RQ, instance.sopClassUid(), instance.sopInstanceUid())
                .setInt(Tag.Priority, MEDIUM_PRIORITY);
        if (originator != null) {
            request.setString(Tag.MoveOriginatorApplicationEntityTitle, originator.aeTitle())
                    .setInt(Tag.MoveOriginatorMessageID, originator.messageId());
        }
        return request;
    }
}
