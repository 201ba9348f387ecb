package io.cameldicom.dicom.xml;

import io.cameldicom.dicom.data.PersonName;

/** The words of the Native DICOM Model (PS3.19 table A.1.5-2). */
final class NativeModel {

    static final String NAMESPACE = "http://dicom.nema.org/PS3.19/models/NativeDICOM";
    static final String ROOT = "NativeDicomModel";
    static final String ATTRIBUTE = "DicomAttribute";
    static final String VALUE = "Value";
    static final String PERSON_NAME = "PersonName";
    static final String ITEM = "Item";
    static final String BULK_DATA = "BulkData";
    static final String INLINE_BINARY = "InlineBinary";

    private NativeModel() {}

    static String nameOf(PersonName.Group group) {
        return switch (group) {
            case ALPHABETIC -> "Alphabetic";
            case IDEOGRAPHIC -> "Ideographic";
            case PHONETIC -> "Phonetic";
        };
    }

    static String nameOf(PersonName.Component component) {
        return switch (component) {
            case FAMILY_NAME -> "FamilyName";
            case GIVEN_NAME -> "GivenName";
            case MIDDLE_NAME -> "MiddleName";
            case NAME_PREFIX -> "NamePrefix";
            case NAME_SUFFIX -> "NameSuffix";
        };
    }

    /** Null for any other word. */
    static PersonName.Group group(String name) {
        for (PersonName.Group group : PersonName.Group.values()) {
            if (nameOf(group).equals(name)) {
                return group;
            }
        }
        return null;
    }

    /** Null for any other word. */
    static PersonName.Component component(String name) {
        for (PersonName.Component component : PersonName.Component.values()) {
            if (nameOf(component).equals(name)) {
                return component;
            }
        }
        return null;
    }
}
