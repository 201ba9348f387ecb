package io.cameldicom.dicom.io;

import io.cameldicom.dicom.dict.VR;

/** Decides before each element of the data set itself (not of its items) whether reading is to stop there. */
@FunctionalInterface
public interface ElementStop {

    /** Reads all. */
    ElementStop NEVER = (tag, vr, length, offset) -> false;

    /** Stops at Float Pixel Data (7FE0,0008), Double Float Pixel Data (7FE0,0009), Pixel Data (7FE0,0010) and all behind. */
    ElementStop PIXEL_DATA = (tag, vr, length, offset) -> Integer.compareUnsigned(tag, 0x7FE00008) >= 0;

    /**
     * True to stop before this element, whose header is not consumed then.
     *
     * @param length bytes of the value, -1 when undefined
     * @param offset of the element's header, as {@link DicomInputStream#position()} counts
     */
    boolean stopBefore(int tag, VR vr, long length, long offset);

    /** Stops at the first element that does not end before this offset, or is of undefined length and no sequence. */
    static ElementStop beyond(long end) {
        // a header has at most 12 bytes (PS3.5 7.1.2)
        return (tag, vr, length, offset) -> offset + 12 + Math.max(length, 0) > end || length < 0 && vr != VR.SQ;
    }

    /** Stops where either does. */
    default ElementStop or(ElementStop other) {
        return (tag, vr, length, offset) ->
                stopBefore(tag, vr, length, offset) || other.stopBefore(tag, vr, length, offset);
    }
}
