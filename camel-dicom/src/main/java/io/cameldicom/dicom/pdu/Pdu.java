package io.cameldicom.dicom.pdu;

/** A protocol data unit of the DICOM upper layer (PS3.8 9.3). All implementations are immutable. */
public sealed interface Pdu permits AssociateRq, AssociateResponse, PDataTf, ReleaseRq, ReleaseRp, Abort {

    /** Bytes before the variable field of every PDU: type, a reserved byte, four bytes of length. */
    int HEADER_LENGTH = 6;

    /** The type this PDU is announced with on the wire. */
    PduType type();
}
