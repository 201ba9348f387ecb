package io.cameldicom.dicom.deid;

/** What becomes of an attribute. */
enum Action {
    /** Stays; of a sequence the items are looked into. */
    KEEP,
    /** X. */
    REMOVE,
    /** Z: zero length. */
    EMPTY,
    /** D: a value that means nothing. */
    DUMMY,
    /** U: another UID, the same for the same. */
    UID,
    /** C of the modified dates option: moved by days. */
    SHIFT
}
