package io.cameldicom.dicom.pdu;

/** Implementation version name, 1 to 16 characters (PS3.7 D.3.3.2.3). */
public record ImplementationVersionName(String name) implements UserInformationItem {

    static final int TYPE = 0x55;

    @Override
    public int itemType() {
        return TYPE;
    }
}
