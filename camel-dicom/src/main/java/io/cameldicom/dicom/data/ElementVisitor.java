package io.cameldicom.dicom.data;

import io.cameldicom.dicom.dict.VR;
import java.io.IOException;

/** Is shown the elements of a data set one by one, values as they are kept (see {@link Attributes#accept}). */
public interface ElementVisitor {

    /**
     * A value of bytes, in the byte order of the data set; length 0 when empty.
     *
     * @param reserved the two bytes after the VR of a long explicit header as read (PS3.5 7.1.2), usually 0
     * @param array holds the value between {@code offset} and {@code offset + length}; must not be changed
     */
    void bytes(int tag, VR vr, int reserved, byte[] array, int offset, int length) throws IOException;

    /** A sequence; the VR is SQ, or UN when it was read so (PS3.5 6.2.2). */
    void sequence(int tag, VR vr, int reserved, Sequence sequence) throws IOException;

    void fragments(int tag, VR vr, int reserved, Fragments fragments) throws IOException;

    void bulkData(int tag, VR vr, int reserved, BulkData bulkData) throws IOException;
}
