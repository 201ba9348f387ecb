package io.cameldicom.dicom.service;

import io.cameldicom.dicom.dict.UidDictionary;
import java.util.function.Predicate;

/** Which SOP classes a storage SCP takes. */
public final class StorageSopClasses {
    /** The storage SOP classes of PS3.4 Table B.5-1 and the retired ones. */
    public static final Predicate<String> STANDARD = UidDictionary::isStorageSopClass;

    /** Those, and every UID the standard does not know: private classes, and those of a later edition. */
    public static final Predicate<String> ANY = uid -> STANDARD.test(uid) || UidDictionary.get(uid) == null;

    private StorageSopClasses() {}
}
