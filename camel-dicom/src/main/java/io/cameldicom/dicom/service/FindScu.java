package io.cameldicom.dicom.service;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dimse.AttributesSource;
import io.cameldicom.dicom.dimse.CommandSet;
import io.cameldicom.dicom.dimse.Dimse;
import io.cameldicom.dicom.dimse.DimseSession;
import io.cameldicom.dicom.ul.PresentationContext;
import java.io.IOException;
import java.time.Duration;

/** Query service as SCU (PS3.4 C.4.1, K.4) over one association. Thread-safe. */
public final class FindScu {
    private static final int MEDIUM_PRIORITY = 0;

    private final DimseSession session;
    private final Duration timeout;

    /** @param timeout for each response */
    public FindScu(DimseSession session, Duration timeout) {
        this.session = session;
        this.timeout = timeout;
    }

    /**
     * Sends a query. The matches come while they are taken; they are to be closed, unless taken to their end, before the
     * association is used for something else (as far as its operations window goes).
     *
     * @param sopClassUid see {@link QuerySopClasses}
     * @param identifier keys to match and to return; left as it is
     * @throws ContextNotAcceptedException if the peer accepted no context for the SOP class
     * @throws io.cameldicom.dicom.dimse.AssociationLostException if the association has ended
     */
    public Matches find(String sopClassUid, Attributes identifier) throws IOException {
        PresentationContext context = Contexts.forOperations(session.association(), sopClassUid);
        CommandSet request =
                CommandSet.request(Dimse.C_FIND_RQ, sopClassUid, null).setInt(Tag.Priority, MEDIUM_PRIORITY);
        AttributesSource data = new AttributesSource(identifier, context.transferSyntax());
        return new Matches(session.association().id(), session.start(context.id(), request, data, timeout));
    }
}
