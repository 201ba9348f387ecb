package io.cameldicom.dicom.json;

import io.cameldicom.dicom.dict.VR;
import java.net.URI;

/** Decides which binary values are given by reference (PS3.18 F.2.6). */
@FunctionalInterface
public interface BulkDataUris {

    /** Every value that has a JSON form is written into the JSON. */
    BulkDataUris NONE = (path, vr, length) -> null;

    /**
     * The URI of a value of VR OB, OD, OF, OL, OV, OW or UN.
     *
     * @param path where the element is: its tag in hexadecimal, before it those of the sequences around it with the
     *     number of the item from 1, as in {@code 00082112/1/00282000}
     * @param length bytes, -1 when not known, as of encapsulated pixel data
     * @return null to write the bytes into the JSON
     */
    URI uriOf(String path, VR vr, long length);
}
