package io.cameldicom.dicom.pdu;

import java.util.List;

/**
 * A-ASSOCIATE-RQ (PS3.8 9.3.2).
 *
 * @param protocolVersion bit 0 stands for version 1, the only one there is
 * @param calledAeTitle without padding
 * @param callingAeTitle without padding; blank where the peer sent blanks only
 * @param applicationContext UID, empty where the peer sent none
 * @param presentationContexts proposed contexts in the order sent
 * @param userInformation empty where the peer sent none
 */
public record AssociateRq(
        int protocolVersion,
        String calledAeTitle,
        String callingAeTitle,
        String applicationContext,
        List<PresentationContextRq> presentationContexts,
        UserInformation userInformation)
        implements Pdu {

    /** Bit 0 of the protocol version (PS3.8 Table 9-11). */
    public static final int PROTOCOL_VERSION_1 = 1;
    /** DICOM Application Context Name (PS3.7 Annex A.2.1). */
    public static final String DICOM_APPLICATION_CONTEXT = "1.2.840.10008.3.1.1.1";
    /** As many presentation contexts as there are odd ids (PS3.8 9.3.2.2). */
    public static final int MAX_PRESENTATION_CONTEXTS = 128;

    public AssociateRq {
        Codes.requireShort("protocolVersion", protocolVersion);
        presentationContexts = List.copyOf(presentationContexts);
    }

    /** A request with the DICOM application context and protocol version 1. */
    public AssociateRq(
            String calledAeTitle,
            String callingAeTitle,
            List<PresentationContextRq> presentationContexts,
            UserInformation userInformation) {
        this(
                PROTOCOL_VERSION_1,
                calledAeTitle,
                callingAeTitle,
                DICOM_APPLICATION_CONTEXT,
                presentationContexts,
                userInformation);
    }

    @Override
    public PduType type() {
        return PduType.A_ASSOCIATE_RQ;
    }
}
