package io.cameldicom.dicom.service;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dimse.AttributesSource;
import io.cameldicom.dicom.dimse.CommandSet;
import io.cameldicom.dicom.dimse.Dimse;
import io.cameldicom.dicom.dimse.DimseSession;
import io.cameldicom.dicom.pdu.AeTitle;
import io.cameldicom.dicom.ul.PresentationContext;
import java.io.IOException;
import java.time.Duration;

/** Retrieve service by C-MOVE as SCU (PS3.4 C.4.2) over one association. Thread-safe. */
public final class MoveScu {
    private static final int MEDIUM_PRIORITY = 0;

    private final DimseSession session;
    private final Duration timeout;

    /** @param timeout for each response; peers that send no pending ones need the time of the whole transfer */
    public MoveScu(DimseSession session, Duration timeout) {
        this.session = session;
        this.timeout = timeout;
    }

    /**
     * Asks the peer to send objects to an application entity.
     *
     * @param sopClassUid see {@link QuerySopClasses#MOVE}
     * @param identifier keys that say what is wanted; left as it is
     * @param destination AE title the peer knows
     * @return to be awaited or closed
     * @throws ContextNotAcceptedException if the peer accepted no context for the SOP class
     * @throws io.cameldicom.dicom.dimse.AssociationLostException if the association has ended
     */
    public Retrieval move(String sopClassUid, Attributes identifier, String destination) throws IOException {
        PresentationContext context = Contexts.forOperations(session.association(), sopClassUid);
        CommandSet request = CommandSet.request(Dimse.C_MOVE_RQ, sopClassUid, null)
                .setInt(Tag.Priority, MEDIUM_PRIORITY)
                .setString(Tag.MoveDestination, AeTitle.requireValid(destination));
        AttributesSource data = new AttributesSource(identifier, context.transferSyntax());
        return new Retrieval(session.start(context.id(), request, data, timeout));
    }
}
