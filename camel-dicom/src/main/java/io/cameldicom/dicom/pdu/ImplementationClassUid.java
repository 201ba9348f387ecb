package io.cameldicom.dicom.pdu;

/** Implementation class UID (PS3.7 D.3.3.2.1): says which software this is. */
public record ImplementationClassUid(String uid) implements UserInformationItem {

    static final int TYPE = 0x52;

    @Override
    public int itemType() {
        return TYPE;
    }
}
