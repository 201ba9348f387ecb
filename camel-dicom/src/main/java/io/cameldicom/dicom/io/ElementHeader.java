package io.cameldicom.dicom.io;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.ElementDictionary;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import java.io.IOException;
import java.util.List;

/** The header of the element a parser is at (PS3.5 7.1); one object serves all elements of a data set or item. */
final class ElementHeader {

    /** The length that stands for "until the delimiter" (PS3.5 7.1.1). */
    static final long UNDEFINED = -1;

    static final int SHORT_HEADER = 8;
    private static final int LONG_HEADER = 12;
    private static final List<VR> US_OR_SS = List.of(VR.US, VR.SS);

    int tag;
    /** The element before in the same data set or item, 0 for none. */
    int previousTag;
    /** Null for items and delimiters. */
    VR vr;
    /** The two bytes after the VR of a long explicit header. */
    int reserved;
    /** Bytes of the value, or {@link #UNDEFINED}. */
    long length;
    /** Of the header in the stream. */
    long offset;
    /** Bytes of the header itself. */
    int size;

    /**
     * Reads the header of the next element without consuming it.
     */
    void peek(ByteSource source, Attributes target, boolean explicitVr, boolean bigEndian) throws IOException {
        offset = source.position();
        if (!source.has(SHORT_HEADER)) {
            throw DicomParseException.truncated(0, offset, "within the header of an element");
        }
        byte[] b = source.buffer();
        int at = source.index();
        tag = tag(b, at, bigEndian);
        reserved = 0;
        size = SHORT_HEADER;
        if (tag >>> 16 == 0xFFFE) {
            vr = null;
            length = length(b, at + 4, bigEndian);
        } else if (explicitVr) {
            peekExplicit(source, bigEndian);
        } else {
            length = length(b, at + 4, bigEndian);
            vr = implicitVr(tag, target);
        }
    }

    private void peekExplicit(ByteSource source, boolean bigEndian) throws IOException {
        byte[] b = source.buffer();
        int at = source.index();
        int code = (b[at + 4] & 0xFF) << 8 | b[at + 5] & 0xFF;
        vr = VR.of(code);
        if (vr == null) {
            // not which: in a stream out of step it might be a part of a value
            throw new DicomParseException(tag, offset, "no VR of the standard where one is to be");
        }
        if (!vr.longHeader()) {
            length = unsignedShort(b, at + 6, bigEndian);
            return;
        }
        if (!source.has(LONG_HEADER)) {
            throw DicomParseException.truncated(tag, offset, "within the header of an element");
        }
        b = source.buffer();
        at = source.index();
        reserved = (b[at + 6] & 0xFF) << 8 | b[at + 7] & 0xFF;
        length = length(b, at + 8, bigEndian);
        size = LONG_HEADER;
    }

    /** What the dictionary says; a number that is US or SS follows Pixel Representation (PS3.5 A.1). */
    private static VR implicitVr(int tag, Attributes target) {
        String creator = Tag.isPrivate(tag) ? target.privateCreatorOf(tag) : null;
        VR vr = ElementDictionary.vrOf(tag, creator);
        if (vr == VR.US
                && signedPixels(target)
                && ElementDictionary.vrChoicesOf(tag, creator).containsAll(US_OR_SS)) {
            return VR.SS;
        }
        return vr;
    }

    private static boolean signedPixels(Attributes target) {
        for (Attributes set = target; set != null; set = set.getParent()) {
            if (set.contains(Tag.PixelRepresentation)) {
                return set.getInt(Tag.PixelRepresentation, 0) == 1;
            }
        }
        return false;
    }

    static int tag(byte[] b, int at, boolean bigEndian) {
        return unsignedShort(b, at, bigEndian) << 16 | unsignedShort(b, at + 2, bigEndian);
    }

    static int unsignedShort(byte[] b, int at, boolean bigEndian) {
        int first = b[at] & 0xFF;
        int second = b[at + 1] & 0xFF;
        return bigEndian ? first << 8 | second : second << 8 | first;
    }

    /** Four bytes as a length, {@link ElementHeader#UNDEFINED} for FFFFFFFF. */
    static long length(byte[] b, int at, boolean bigEndian) {
        long high = unsignedShort(b, bigEndian ? at : at + 2, bigEndian);
        long low = unsignedShort(b, bigEndian ? at + 2 : at, bigEndian);
        long length = high << 16 | low;
        return length == 0xFFFFFFFFL ? UNDEFINED : length;
    }
}
