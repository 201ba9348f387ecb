package io.cameldicom.dicom.service;

import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dimse.CommandSet;
import io.cameldicom.dicom.dimse.Dimse;
import io.cameldicom.dicom.dimse.DimseSession;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.dimse.StatusTable;
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

    /** The presentation context the peer has accepted for objects of this SOP class and encoding. */
    public Optional<PresentationContext> contextFor(String sopClassUid, String transferSyntaxUid) {
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
        PresentationContext context = contextFor(instance.sopClassUid(), instance.transferSyntaxUid())
                .orElseThrow(() -> new ContextNotAcceptedException(
                        session.association().id(),
                        instance.sopClassUid(),
                        instance.transferSyntaxUid(),
                        acceptedTransferSyntaxes(instance.sopClassUid())));
        CommandSet request = CommandSet.request(Dimse.C_STORE_RQ, instance.sopClassUid(), instance.sopInstanceUid())
                .setInt(Tag.Priority, MEDIUM_PRIORITY);
        CommandSet response = session.invoke(context.id(), request, instance.dataSet(), timeout);
        int status = response.status();
        if (status != Status.Success && (status & 0xFF00) != STORED_WITH_WARNING) {
            throw new RefusedException(session.association().id() + ": C-STORE-RQ", response, StatusTable.STORAGE);
        }
        return new StoreOutcome(status, response.errorComment());
    }
}
