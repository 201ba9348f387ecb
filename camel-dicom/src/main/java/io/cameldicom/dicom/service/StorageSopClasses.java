package io.cameldicom.dicom.service;

import io.cameldicom.dicom.dict.UidDictionary;
import java.util.function.Predicate;

/** Which SOP classes a storage SCP takes. */
public final class StorageSopClasses {
    /** The storage SOP classes of PS3.4 Table B.5-1 and the retired ones. */
    public static final Predicate<String> STANDARD = UidDictionary::isStorageSopClass;

    /** Those, and what the dictionary does not know: private classes, and storage classes of a later edition by their root. */
    public static final Predicate<String> ANY = uid -> STANDARD.test(uid) || isUnknown(uid);

    private static final String STANDARD_ROOT = "1.2.840.10008.";
    private static final String STORAGE_ROOT = "1.2.840.10008.5.1.4.1.1.";

    private StorageSopClasses() {}

    private static boolean isUnknown(String uid) {
        return UidDictionary.get(uid) == null && (!uid.startsWith(STANDARD_ROOT) || uid.startsWith(STORAGE_ROOT));
    }
}
