package io.cameldicom.dicom.pdu;

import java.nio.ByteBuffer;

/** A user information sub-item the standard does not name: to be ignored, not rejected (PS3.8 D.2). */
public record UnknownItem(int itemType, ByteBuffer data) implements UserInformationItem {

    public UnknownItem {
        Codes.requireByte("itemType", itemType);
        data = data.slice().asReadOnlyBuffer();
    }

    @Override
    public ByteBuffer data() {
        return data.duplicate();
    }
}
