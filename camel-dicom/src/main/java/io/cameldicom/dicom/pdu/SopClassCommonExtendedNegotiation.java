package io.cameldicom.dicom.pdu;

import java.util.List;

/**
 * SOP class common extended negotiation (PS3.7 D.3.3.6): lets an acceptor treat an unknown SOP class as one it knows.
 * Sent in a request only and never answered.
 *
 * @param sopClassUid the SOP class
 * @param serviceClassUid its service class, such as 1.2.840.10008.4.2 for storage
 * @param relatedGeneralSopClassUids SOP classes it is a specialization of
 */
public record SopClassCommonExtendedNegotiation(
        String sopClassUid, String serviceClassUid, List<String> relatedGeneralSopClassUids)
        implements UserInformationItem {

    static final int TYPE = 0x57;

    public SopClassCommonExtendedNegotiation {
        relatedGeneralSopClassUids = List.copyOf(relatedGeneralSopClassUids);
    }

    @Override
    public int itemType() {
        return TYPE;
    }
}
