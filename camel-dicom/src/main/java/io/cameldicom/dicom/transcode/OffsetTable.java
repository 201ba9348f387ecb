package io.cameldicom.dicom.transcode;

/** How the offsets of compressed frames are written (PS3.5 section A.4). */
public enum OffsetTable {
    /** In the Basic Offset Table; where they need more than 32 bits in the extended one. */
    BASIC,
    /** In the Extended Offset Table (7FE0,0001) with lengths (7FE0,0002), which not every reader knows. */
    EXTENDED,
    /** Not at all: the Basic Offset Table is empty. */
    EMPTY
}
