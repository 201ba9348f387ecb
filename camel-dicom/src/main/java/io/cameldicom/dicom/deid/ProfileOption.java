package io.cameldicom.dicom.deid;

/**
 * The options of PS3.15 E.3 that a program can carry out by itself. The others (clean pixel data, recognizable visual features, graphics,
 * structured content, descriptors) need someone or something that understands what a picture or a text says.
 */
public enum ProfileOption {
    /** E.3.10; which private attributes are safe has to be said. */
    RETAIN_SAFE_PRIVATE("113111", "Retain Safe Private Option", 0),
    /** E.3.9. */
    RETAIN_UIDS("113110", "Retain UIDs Option", 1),
    /** E.3.8. */
    RETAIN_DEVICE_IDENTITY("113109", "Retain Device Identity Option", 2),
    /** E.3.11. */
    RETAIN_INSTITUTION_IDENTITY("113112", "Retain Institution Identity Option", 3),
    /** E.3.7. */
    RETAIN_PATIENT_CHARACTERISTICS("113108", "Retain Patient Characteristics Option", 4),
    /** E.3.6: dates and times stay as they are. */
    RETAIN_FULL_DATES("113106", "Retain Longitudinal Temporal Information Full Dates Option", 5),
    /** E.3.6: dates are moved by a number of days that is the same for all of a patient's. */
    RETAIN_MODIFIED_DATES("113107", "Retain Longitudinal Temporal Information Modified Dates Option", 6);

    /** Code of CID 7050, coding scheme DCM. */
    final String code;

    final String meaning;
    /** Column of table E.1-1, counted from the first option. */
    final int column;

    ProfileOption(String code, String meaning, int column) {
        this.code = code;
        this.meaning = meaning;
        this.column = column;
    }
}
