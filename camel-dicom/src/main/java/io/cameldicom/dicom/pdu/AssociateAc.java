package io.cameldicom.dicom.pdu;

import java.util.List;

/**
 * A-ASSOCIATE-AC (PS3.8 9.3.3).
 *
 * @param protocolVersion bit 0 stands for version 1
 * @param calledAeTitle what the peer put into the field that echoes the request; never tested (PS3.8 Table 9-17)
 * @param callingAeTitle as above
 * @param applicationContext UID
 * @param presentationContexts one answer for each proposed context
 * @param userInformation empty where the peer sent none
 */
public record AssociateAc(
        int protocolVersion,
        String calledAeTitle,
        String callingAeTitle,
        String applicationContext,
        List<PresentationContextAc> presentationContexts,
        UserInformation userInformation)
        implements AssociateResponse {

    public AssociateAc {
        Codes.requireShort("protocolVersion", protocolVersion);
        presentationContexts = List.copyOf(presentationContexts);
    }

    /** An answer to a request, echoing its AE titles and application context. */
    public AssociateAc(
            AssociateRq rq, List<PresentationContextAc> presentationContexts, UserInformation userInformation) {
        this(
                AssociateRq.PROTOCOL_VERSION_1,
                rq.calledAeTitle(),
                rq.callingAeTitle(),
                AssociateRq.DICOM_APPLICATION_CONTEXT,
                presentationContexts,
                userInformation);
    }

    @Override
    public PduType type() {
        return PduType.A_ASSOCIATE_AC;
    }
}
