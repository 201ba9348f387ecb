package io.cameldicom.dicom.service;

import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dimse.CommandSet;
import io.cameldicom.dicom.dimse.Dimse;
import io.cameldicom.dicom.dimse.DimseSession;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.dimse.StatusTable;
import io.cameldicom.dicom.pdu.PresentationContextRq;
import io.cameldicom.dicom.ul.PresentationContext;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Verification SOP class as SCU (PS3.4 A). */
public final class VerificationScu {
    /** What to propose for a C-ECHO. */
    public static final List<PresentationContextRq> CONTEXTS =
            List.of(new PresentationContextRq(1, UID.Verification, List.of(UID.ImplicitVRLittleEndian)));

    private VerificationScu() {}

    /**
     * Sends a C-ECHO over an open association.
     *
     * @param timeout for the response
     * @throws ContextNotAcceptedException if the peer has not accepted Verification
     * @throws RefusedException if the peer answers anything but success
     * @throws io.cameldicom.dicom.dimse.AssociationLostException if no answer comes
     */
    public static void echo(DimseSession session, Duration timeout) throws IOException {
        PresentationContext context = Contexts.forOperations(session.association(), UID.Verification);
        CommandSet response = session.invoke(
                context.id(), CommandSet.request(Dimse.C_ECHO_RQ, UID.Verification, null), null, timeout);
        if (response.status() != Status.Success) {
            throw new RefusedException(session.association().id() + ": C-ECHO", response, StatusTable.GENERAL);
        }
    }

    /**
     * Opens an association, sends a C-ECHO, and releases.
     *
     * @see #echo(DimseSession, Duration)
     */
    public static void echo(AssociationRequestor requestor, Duration timeout) throws IOException {
        try (DimseSession session = requestor.open(CONTEXTS)) {
            echo(session, timeout);
            session.release();
        }
    }
}
