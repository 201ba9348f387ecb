package io.cameldicom.fhir;

import io.cameldicom.dicom.data.Attributes;
import java.util.regex.Pattern;

/** UIDs that resources cannot be made without (PS3.5 9.1). */
final class Uids {

    /** Components with a leading zero are wrong but sent, and the UID is what it is. */
    private static final Pattern UID = Pattern.compile("[0-9.]{1,64}");

    private Uids() {}

    /** @throws UnmappableException if it is missing or no UID */
    static String require(Attributes dataSet, int tag) {
        return require(tag, Source.text(dataSet, tag));
    }

    static String require(int tag, String uid) {
        if (uid == null) {
            throw new UnmappableException(tag, "is missing: ImagingStudy cannot be made without it");
        }
        if (!UID.matcher(uid).matches()) {
            throw new UnmappableException(tag, "is no UID: ImagingStudy cannot be made with it");
        }
        return uid;
    }
}
