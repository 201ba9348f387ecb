package io.cameldicom.dicom.json;

import io.cameldicom.dicom.data.PersonName;

/** The component groups of a name as JSON calls them (PS3.18 F.2.2). */
final class NameGroups {

    private NameGroups() {}

    static String keyOf(PersonName.Group group) {
        return switch (group) {
            case ALPHABETIC -> "Alphabetic";
            case IDEOGRAPHIC -> "Ideographic";
            case PHONETIC -> "Phonetic";
        };
    }

    /** Null for any other word. */
    static PersonName.Group of(String key) {
        for (PersonName.Group group : PersonName.Group.values()) {
            if (keyOf(group).equals(key)) {
                return group;
            }
        }
        return null;
    }
}
