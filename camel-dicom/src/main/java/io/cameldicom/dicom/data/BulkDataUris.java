package io.cameldicom.dicom.data;

import io.cameldicom.dicom.dict.VR;
import java.net.URI;

/** Decides which binary values are given by reference in DICOM JSON (PS3.18 F.2.6) and XML (PS3.19 A.1). */
@FunctionalInterface
public interface BulkDataUris {

    /** Every value that has a form in the text is written into it. */
    BulkDataUris NONE = (path, vr, length) -> null;

    /**
     * The URI of a value of VR OB, OD, OF, OL, OV, OW or UN, or of one that is already left elsewhere.
     *
     * @param path where the element is: its tag in hexadecimal, before it those of the sequences around it with the
     *     number of the item from 1, as in {@code 00082112/1/00282000}
     * @param length bytes, -1 when not known, as of encapsulated pixel data
     * @return null to write the value into the text
     */
    URI uriOf(String path, VR vr, long length);

    /**
     * The URI of the value of this element: that of a value which is a URI itself, otherwise what {@link #uriOf(String, VR,
     * long)} decides. Null for a value to be written into the text.
     */
    default URI uriOf(Attributes dataset, int tag, String path) {
        BulkData bulkData = dataset.getBulkData(tag);
        if (bulkData != null && bulkData.length() < 0) {
            return bulkData.uri();
        }
        VR vr = dataset.getVR(tag);
        if (bulkData != null) {
            return bulkData.length() == 0 ? null : uriOf(path, vr, bulkData.length());
        }
        if (dataset.getFragments(tag) != null) {
            return uriOf(path, vr, -1);
        }
        int length = vr.isBulk() && dataset.getBuffer(tag) != null
                ? dataset.getBuffer(tag).remaining()
                : 0;
        return length == 0 ? null : uriOf(path, vr, length);
    }
}
