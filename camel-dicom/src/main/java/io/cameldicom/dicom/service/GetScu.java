package io.cameldicom.dicom.service;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dimse.AttributesSource;
import io.cameldicom.dicom.dimse.CommandSet;
import io.cameldicom.dicom.dimse.Dimse;
import io.cameldicom.dicom.dimse.DimseHandlers;
import io.cameldicom.dicom.dimse.DimseSession;
import io.cameldicom.dicom.ul.PresentationContext;
import java.io.IOException;
import java.time.Duration;

/**
 * Retrieve service by C-GET as SCU (PS3.4 C.4.3) over one association, on which the objects come too. It is opened with
 * {@link #storing handlers} for them, contexts for the SOP class of the C-GET and for those of the objects, and the SCP role
 * for the latter ({@link AssociationRequestor.Builder#scpRole}). Thread-safe.
 */
public final class GetScu {
    private static final int MEDIUM_PRIORITY = 0;

    private final DimseSession session;
    private final Duration timeout;

    /** @param timeout for each response or incoming object */
    public GetScu(DimseSession session, Duration timeout) {
        this.session = session;
        this.timeout = timeout;
    }

    /** Gives the objects that come to a handler, on the association's reader thread; for {@link AssociationRequestor#open}. */
    public static DimseHandlers storing(StoreHandler handler) {
        StorageScp storage = new StorageScp(handler);
        return (command, abstractSyntax) -> command == Dimse.C_STORE_RQ ? storage : null;
    }

    /**
     * Asks the peer to send objects over this association.
     *
     * @param sopClassUid see {@link QuerySopClasses#GET}
     * @param identifier keys that say what is wanted; left as it is
     * @return to be awaited or closed
     * @throws ContextNotAcceptedException if the peer accepted no context for the SOP class
     * @throws io.cameldicom.dicom.dimse.AssociationLostException if the association has ended
     */
    public Retrieval get(String sopClassUid, Attributes identifier) throws IOException {
        PresentationContext context = Contexts.forOperations(session.association(), sopClassUid);
        CommandSet request =
                CommandSet.request(Dimse.C_GET_RQ, sopClassUid, null).setInt(Tag.Priority, MEDIUM_PRIORITY);
        AttributesSource data = new AttributesSource(identifier, context.transferSyntax());
        return new Retrieval(session.start(context.id(), request, data, timeout));
    }
}
