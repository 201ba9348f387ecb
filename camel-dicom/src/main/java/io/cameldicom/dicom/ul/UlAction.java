package io.cameldicom.dicom.ul;

import static io.cameldicom.dicom.ul.UlState.*;

/** Actions of the upper layer protocol machine and the state each leads to (PS3.8 9.2.3, Tables 9-6 to 9-9). */
public enum UlAction {
    /** Open the transport connection. */
    AE_1(STA4),
    /** Send A-ASSOCIATE-RQ. */
    AE_2(STA5),
    /** Confirm the association (accept). */
    AE_3(STA6),
    /** Confirm the association (reject), close. */
    AE_4(STA1),
    /** Take the transport connection, start ARTIM. */
    AE_5(STA2),
    /**
     * Stop ARTIM; indicate the association, or where the provider cannot accept it send A-ASSOCIATE-RJ and start ARTIM.
     */
    AE_6(STA3, STA13),
    /** Send A-ASSOCIATE-AC. */
    AE_7(STA6),
    /** Send A-ASSOCIATE-RJ, start ARTIM. */
    AE_8(STA13),

    /** Send P-DATA-TF. */
    DT_1(STA6),
    /** Indicate data. */
    DT_2(STA6),

    /** Send A-RELEASE-RQ. */
    AR_1(STA7),
    /** Indicate the release. */
    AR_2(STA8),
    /** Confirm the release, close. */
    AR_3(STA1),
    /** Send A-RELEASE-RP, start ARTIM. */
    AR_4(STA13),
    /** Stop ARTIM. */
    AR_5(STA1),
    /** Indicate data. */
    AR_6(STA7),
    /** Send P-DATA-TF. */
    AR_7(STA8),
    /** Indicate the release (collision): the association requestor answers first, the acceptor waits. */
    AR_8(STA9, STA10),
    /** Send A-RELEASE-RP. */
    AR_9(STA11),
    /** Confirm the release. */
    AR_10(STA12),

    /** Send A-ABORT, (re)start ARTIM. */
    AA_1(STA13),
    /** Stop ARTIM, close. */
    AA_2(STA1),
    /** Indicate the abort, close. */
    AA_3(STA1),
    /** Indicate an abort by the provider. */
    AA_4(STA1),
    /** Stop ARTIM. */
    AA_5(STA1),
    /** Ignore the PDU. */
    AA_6(STA13),
    /** Send A-ABORT. */
    AA_7(STA13),
    /** Send A-ABORT (provider), indicate an abort by the provider, start ARTIM. */
    AA_8(STA13);

    private final UlState next;
    private final UlState otherwise;

    UlAction(UlState next) {
        this(next, next);
    }

    UlAction(UlState next, UlState otherwise) {
        this.next = next;
        this.otherwise = otherwise;
    }

    /**
     * The state the action leads to.
     *
     * @param first for AE-6 whether the request is acceptable, for AR-8 whether this side is the association requestor;
     *     no matter else
     */
    public UlState next(boolean first) {
        return first ? next : otherwise;
    }
}
