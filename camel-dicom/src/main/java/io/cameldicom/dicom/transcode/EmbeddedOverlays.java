package io.cameldicom.dicom.transcode;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.TransferSyntax;

/**
 * Overlays kept in bits of the pixels (retired, PS3.5 section 8.1.2): those whose group has a bit position but no data
 * of its own. A codec of pixels would lose them.
 */
final class EmbeddedOverlays {
    /** Groups 6000 to 601E. */
    private static final int GROUPS = 16;

    private static final int NEXT_GROUP = 0x00020000;

    private EmbeddedOverlays() {}

    /** @throws TranscodeException if there is one, naming its group and bit */
    static void refuse(Attributes attributes, TransferSyntax target) throws TranscodeException {
        for (int i = 0; i < GROUPS; i++) {
            int group = i * NEXT_GROUP;
            if (attributes.contains(Tag.OverlayBitPosition + group) && !attributes.contains(Tag.OverlayData + group)) {
                throw new TranscodeException("the overlay of group " + Integer.toHexString(0x6000 + 2 * i)
                        + " lies in bit " + attributes.getInt(Tag.OverlayBitPosition + group, 0)
                        + " of the pixels, which " + Words.name(target.uid()) + " would lose");
            }
        }
    }
}
