package io.cameldicom.dicom.ul;

/** States of the upper layer protocol machine (PS3.8 9.2.1, Tables 9-1 to 9-5). */
public enum UlState {
    /** Idle. */
    STA1,
    /** Transport connection open, awaiting A-ASSOCIATE-RQ. */
    STA2,
    /** Awaiting the local A-ASSOCIATE response primitive. */
    STA3,
    /** Awaiting the transport connection to open. */
    STA4,
    /** Awaiting A-ASSOCIATE-AC or -RJ. */
    STA5,
    /** Association established, ready for data transfer. */
    STA6,
    /** Awaiting A-RELEASE-RP. */
    STA7,
    /** Awaiting the local A-RELEASE response primitive. */
    STA8,
    /** Release collision, requestor side: awaiting the local A-RELEASE response primitive. */
    STA9,
    /** Release collision, acceptor side: awaiting A-RELEASE-RP. */
    STA10,
    /** Release collision, requestor side: awaiting A-RELEASE-RP. */
    STA11,
    /** Release collision, acceptor side: awaiting the local A-RELEASE response primitive. */
    STA12,
    /** Awaiting the transport connection to close; the association no longer exists. */
    STA13
}
