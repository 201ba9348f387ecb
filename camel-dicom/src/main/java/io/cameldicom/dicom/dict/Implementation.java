package io.cameldicom.dicom.dict;

/** How this implementation names itself in associations and file meta information (PS3.7 D.3.3.2, PS3.10 7.1). */
public final class Implementation {

    /** Implementation Class UID: a UUID-derived UID (PS3.5 B.2), fixed for all versions. */
    public static final String CLASS_UID = "2.25.251024374812476689742644146575050945803";

    /** Implementation Version Name, at most 16 characters. */
    public static final String VERSION_NAME = "CAMEL_DICOM_0.1";

    private Implementation() {}
}
