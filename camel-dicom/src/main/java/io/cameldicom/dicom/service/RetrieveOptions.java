package io.cameldicom.dicom.service;

import io.cameldicom.dicom.pdu.SopClassExtendedNegotiation;
import io.cameldicom.dicom.ul.Association;
import java.nio.ByteBuffer;

/**
 * SOP class extended negotiation of C-MOVE and C-GET (PS3.4 C.5.2.1, C.5.3.1): what the SCU proposes, what the SCP agrees
 * to.
 *
 * @param relational whether keys of the levels above may be left out
 * @param enhancedMultiFrame whether new or converted enhanced multi-frame objects can be asked for
 */
public record RetrieveOptions(boolean relational, boolean enhancedMultiFrame) {
    public static final RetrieveOptions NONE = new RetrieveOptions(false, false);

    /** What the association has agreed on for a SOP class; nothing if it was not proposed or not answered. */
    public static RetrieveOptions negotiated(Association association, String sopClassUid) {
        return decode(NegotiatedBytes.proposed(association, sopClassUid))
                .and(decode(NegotiatedBytes.answered(association, sopClassUid)));
    }

    /** Reads the service class application information; bytes that are not there are off. */
    public static RetrieveOptions decode(ByteBuffer applicationInformation) {
        return new RetrieveOptions(
                NegotiatedBytes.at(applicationInformation, 0) == 1, NegotiatedBytes.at(applicationInformation, 1) == 1);
    }

    /** What both have. */
    public RetrieveOptions and(RetrieveOptions other) {
        return new RetrieveOptions(relational && other.relational, enhancedMultiFrame && other.enhancedMultiFrame);
    }

    /** As it is proposed or answered. */
    public SopClassExtendedNegotiation item(String sopClassUid) {
        return new SopClassExtendedNegotiation(sopClassUid, encode());
    }

    ByteBuffer encode() {
        return ByteBuffer.wrap(new byte[] {(byte) (relational ? 1 : 0), (byte) (enhancedMultiFrame ? 1 : 0)});
    }
}
