package io.cameldicom.dicom.io;

import io.cameldicom.dicom.dict.VR;

/** The header of the element the parser is at; one object serves all elements. */
final class ElementHeader {

    /** The length that stands for "until the delimiter" (PS3.5 7.1.1). */
    static final long UNDEFINED = -1;

    int tag;
    /** The element before in the same data set or item, 0 for none. */
    int previousTag;

    VR vr;
    /** The two bytes after the VR of a long explicit header. */
    int reserved;
    /** Bytes of the value, or {@link #UNDEFINED}. */
    long length;
    /** Of the header in the stream. */
    long offset;
    /** Bytes of the header itself. */
    int size;
}
