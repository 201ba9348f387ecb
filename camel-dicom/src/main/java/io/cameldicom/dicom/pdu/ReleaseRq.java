package io.cameldicom.dicom.pdu;

/** A-RELEASE-RQ (PS3.8 9.3.6). */
public record ReleaseRq() implements Pdu {

    @Override
    public PduType type() {
        return PduType.A_RELEASE_RQ;
    }
}
