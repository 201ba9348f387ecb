package io.cameldicom.dicom.ul;

import io.cameldicom.dicom.pdu.PduType;

/** Events of the upper layer protocol machine (PS3.8 9.2.2, rows of Table 9-10). */
public enum UlEvent {
    /** A-ASSOCIATE request primitive (local user). */
    EVT1,
    /** Transport connection confirmation. */
    EVT2,
    /** A-ASSOCIATE-AC received. */
    EVT3,
    /** A-ASSOCIATE-RJ received. */
    EVT4,
    /** Transport connection indication. */
    EVT5,
    /** A-ASSOCIATE-RQ received. */
    EVT6,
    /** A-ASSOCIATE response primitive (accept). */
    EVT7,
    /** A-ASSOCIATE response primitive (reject). */
    EVT8,
    /** P-DATA request primitive. */
    EVT9,
    /** P-DATA-TF received. */
    EVT10,
    /** A-RELEASE request primitive. */
    EVT11,
    /** A-RELEASE-RQ received. */
    EVT12,
    /** A-RELEASE-RP received. */
    EVT13,
    /** A-RELEASE response primitive. */
    EVT14,
    /** A-ABORT request primitive. */
    EVT15,
    /** A-ABORT received. */
    EVT16,
    /** Transport connection closed. */
    EVT17,
    /** ARTIM timer expired. */
    EVT18,
    /** Unrecognized or invalid PDU received. */
    EVT19;

    /** The event that receiving this PDU is. */
    static UlEvent received(PduType type) {
        return switch (type) {
            case A_ASSOCIATE_RQ -> EVT6;
            case A_ASSOCIATE_AC -> EVT3;
            case A_ASSOCIATE_RJ -> EVT4;
            case P_DATA_TF -> EVT10;
            case A_RELEASE_RQ -> EVT12;
            case A_RELEASE_RP -> EVT13;
            case A_ABORT -> EVT16;
        };
    }
}
