package io.cameldicom.dicom.deid;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.VR;
import java.util.Arrays;

/** UIDs of instances become others; those of the standard, such as SOP classes, identify nobody and stay. */
final class Uids {
    private static final String OF_THE_STANDARD = "1.2.840.10008.";

    private Uids() {}

    static void replace(Attributes attributes, int tag, KeyedHash hash) {
        String[] uids = attributes.getStrings(tag);
        if (uids == null) {
            attributes.remove(tag);
        } else if (uids.length > 0) {
            attributes.setString(
                    tag,
                    VR.UI,
                    Arrays.stream(uids)
                            .map(uid -> uid.isEmpty() || uid.startsWith(OF_THE_STANDARD) ? uid : hash.uid(uid))
                            .toArray(String[]::new));
        }
    }
}
