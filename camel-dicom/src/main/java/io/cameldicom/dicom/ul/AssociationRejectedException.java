package io.cameldicom.dicom.ul;

import io.cameldicom.dicom.pdu.AssociateRj;
import io.cameldicom.dicom.pdu.AssociateRq;
import io.cameldicom.dicom.pdu.RejectReason;
import java.net.InetSocketAddress;

/** The peer rejected the association (PS3.8 9.3.4). */
public class AssociationRejectedException extends AssociationException {

    private final transient AssociateRj rejection;

    AssociationRejectedException(String associationId, InetSocketAddress peer, AssociateRq rq, AssociateRj rejection) {
        super(
                associationId,
                peer,
                rq.calledAeTitle() + " rejected the association from " + rq.callingAeTitle() + ": "
                        + rejection.describe() + ". " + advice(rq, rejection),
                null);
        this.rejection = rejection;
    }

    /** Result, source and reason. */
    public AssociateRj rejection() {
        return rejection;
    }

    /** Whether trying again later may help. */
    public boolean isTransient() {
        return rejection.isTransient();
    }

    private static String advice(AssociateRq rq, AssociateRj rejection) {
        RejectReason reason = RejectReason.of(rejection.source(), rejection.reason());
        if (reason == null) {
            return "Ask the peer's administrator what it means.";
        }
        return switch (reason) {
            case CALLED_AE_TITLE_NOT_RECOGNIZED -> "Check the called AE title '" + rq.calledAeTitle()
                    + "': the peer does not answer to it.";
            case CALLING_AE_TITLE_NOT_RECOGNIZED -> "Ask the peer to add the calling AE title '" + rq.callingAeTitle()
                    + "' and this host to its list.";
            case TEMPORARY_CONGESTION, LOCAL_LIMIT_EXCEEDED -> "Try again later, with fewer associations at a time.";
            case APPLICATION_CONTEXT_NAME_NOT_SUPPORTED,
                    PROTOCOL_VERSION_NOT_SUPPORTED -> "Check that the peer speaks DICOM on this port.";
            case NO_REASON_GIVEN,
                    NO_REASON_GIVEN_BY_PROVIDER -> "Check the peer's log: wrong AE titles or credentials are usual causes.";
        };
    }
}
