package io.cameldicom.dicom.pdu;

/**
 * Maximum length sub-item (PS3.8 D.1).
 *
 * @param bytes longest P-DATA-TF variable field the sender of this item can receive, 0 to 2^32-1; 0 is no limit
 */
public record MaximumLength(long bytes) implements UserInformationItem {

    static final int TYPE = 0x51;

    public MaximumLength {
        if (bytes < 0 || bytes > 0xffff_ffffL) {
            throw new IllegalArgumentException("bytes=" + bytes + ": must be 0 to 4294967295");
        }
    }

    @Override
    public int itemType() {
        return TYPE;
    }
}
