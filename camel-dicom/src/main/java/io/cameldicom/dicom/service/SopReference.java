package io.cameldicom.dicom.service;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;

/**
 * A reference to one instance (the SOP Instance Reference macro, PS3.3 table 10-11).
 *
 * @param sopClassUid Referenced SOP Class UID (0008,1150)
 * @param sopInstanceUid Referenced SOP Instance UID (0008,1155)
 */
public record SopReference(String sopClassUid, String sopInstanceUid) {

    /** @throws IllegalArgumentException if a UID is missing */
    public SopReference {
        if (sopClassUid == null || sopInstanceUid == null) {
            throw new IllegalArgumentException(
                    "a reference needs Referenced SOP Class UID (0008,1150) and Referenced SOP Instance UID (0008,1155)");
        }
    }

    /** Reads an item of a sequence of references. */
    public static SopReference of(Attributes item) {
        return new SopReference(
                item.getString(Tag.ReferencedSOPClassUID), item.getString(Tag.ReferencedSOPInstanceUID));
    }

    /** A new item of a sequence of references. */
    public Attributes toItem() {
        Attributes item = new Attributes();
        item.setString(Tag.ReferencedSOPClassUID, VR.UI, sopClassUid);
        item.setString(Tag.ReferencedSOPInstanceUID, VR.UI, sopInstanceUid);
        return item;
    }
}
