package io.cameldicom.dicom.io;

import io.cameldicom.dicom.dict.ElementDictionary;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.VR;
import java.io.IOException;

/** Tells from the first element of a data set how the data set is encoded, whatever its label says. */
final class SyntaxSniffer {

    /** First elements (group length, Specific Character Set, Image Type, ...) are short. */
    private static final long LONGEST_FIRST_VALUE = 64 * 1024;

    private SyntaxSniffer() {}

    /** The syntax of a data set that has no label, or null when the bytes are no data set. */
    static TransferSyntax guess(ByteSource source) throws IOException {
        if (!source.has(8)) {
            return null;
        }
        byte[] b = source.buffer();
        int at = source.index();
        if (hasVr(b, at)) {
            boolean bigEndian = looksBigEndian(b, at);
            int group = ElementHeader.unsignedShort(b, at, bigEndian);
            return group >= 0x100
                    ? null
                    : bigEndian ? TransferSyntax.EXPLICIT_VR_BIG_ENDIAN : TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
        }
        return ElementHeader.unsignedShort(b, at, false) < 0x100 && looksImplicit(source)
                ? TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN
                : null;
    }

    /** The label where the first element fits it, otherwise what fits the element. */
    static TransferSyntax correct(ByteSource source, TransferSyntax label) throws IOException {
        if (!source.has(8)) {
            return label;
        }
        byte[] b = source.buffer();
        int at = source.index();
        if (hasVr(b, at)) {
            boolean bigEndian = looksBigEndian(b, at);
            if (label.explicitVr() && label.bigEndian() == bigEndian) {
                return label;
            }
            return bigEndian ? TransferSyntax.EXPLICIT_VR_BIG_ENDIAN : TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
        }
        return label.explicitVr() && looksImplicit(source) ? TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN : label;
    }

    /** As a length in implicit VR, the letters of a VR would mean a first value of more than 16 KiB. */
    static boolean hasVr(byte[] b, int at) {
        return VR.of((b[at + 4] & 0xFF) << 8 | b[at + 5] & 0xFF) != null;
    }

    /**
     * The first groups of a data set are small numbers, but for print, which begins with group 2000 and above. A group
     * length is an element of every group, so there its own length of 4 tells.
     */
    private static boolean looksBigEndian(byte[] b, int at) {
        int tag = ElementHeader.tag(b, at, false);
        if (Tag.isGroupLength(tag)) {
            return ElementHeader.unsignedShort(b, at + 6, true) == 4;
        }
        return ElementHeader.unsignedShort(b, at, true) < ElementHeader.unsignedShort(b, at, false)
                && ElementDictionary.vrOf(tag, null) == VR.UN;
    }

    private static boolean looksImplicit(ByteSource source) throws IOException {
        int tag = ElementHeader.tag(source.buffer(), source.index(), false);
        long length = ElementHeader.length(source.buffer(), source.index() + 4, false);
        if (Tag.isGroupLength(tag)) {
            return length == 4;
        }
        if (length == ElementHeader.UNDEFINED) {
            return source.has(12) && ElementHeader.tag(source.buffer(), source.index() + 8, false) == Tag.Item;
        }
        return length <= LONGEST_FIRST_VALUE && (Tag.isPrivate(tag) || ElementDictionary.vrOf(tag, null) != VR.UN);
    }
}
