package io.cameldicom.dicom.service;

import io.cameldicom.dicom.dimse.DimseSession;
import io.cameldicom.dicom.ul.PresentationContext;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Storage service class as SCU (PS3.4 B) over one association. Thread-safe. */
public final class StorageScu {
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
        throw new UnsupportedOperationException();
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
        throw new UnsupportedOperationException();
    }
}
