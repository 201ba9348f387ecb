package io.cameldicom.dicom.data;

import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;

/** Blocks of private elements and who reserved them (PS3.5 7.8.1). */
final class PrivateBlocks {

    private PrivateBlocks() {}

    /** Who reserved the block of this private element, or null. */
    static String creatorOf(Attributes attributes, int tag) {
        int block = Tag.element(tag) >>> 8;
        return Tag.isPrivate(tag) && block >= 0x10 ? attributes.getString(Tag.creatorOf(tag)) : null;
    }

    /** Where the creator keeps the element, or -1 when the creator has no block. */
    static int find(Attributes attributes, String creator, int tag) {
        for (int block = 0x10; block <= 0xFF; block++) {
            if (creator.equals(attributes.getString(tag & 0xFFFF0000 | block))) {
                return tag & 0xFFFF00FF | block << 8;
            }
        }
        return -1;
    }

    /** Like {@link #find}, reserving the first free block where there is none. */
    static int findOrReserve(Attributes attributes, String creator, int tag) {
        if (!Tag.isPrivate(tag)) {
            throw new IllegalArgumentException(Tag.format(tag) + " is not private");
        }
        int found = find(attributes, creator, tag);
        if (found != -1) {
            return found;
        }
        for (int block = 0x10; block <= 0xFF; block++) {
            int creatorTag = tag & 0xFFFF0000 | block;
            if (!attributes.contains(creatorTag)) {
                attributes.setString(creatorTag, VR.LO, creator);
                return tag & 0xFFFF00FF | block << 8;
            }
        }
        throw new IllegalStateException(String.format("group %04X has no free private block", tag >>> 16));
    }
}
