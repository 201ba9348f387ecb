package io.cameldicom.dicom.query;

import io.cameldicom.dicom.dict.Tag;
import java.util.Locale;

/** The levels of the query/retrieve information models, values of Query/Retrieve Level (0008,0052), PS3.4 C.6. */
public enum QueryLevel {
    PATIENT(Tag.PatientID),
    STUDY(Tag.StudyInstanceUID),
    SERIES(Tag.SeriesInstanceUID),
    IMAGE(Tag.SOPInstanceUID);

    private final int uniqueKey;

    QueryLevel(int uniqueKey) {
        this.uniqueKey = uniqueKey;
    }

    /** The tag whose value names one entity of this level. */
    public int uniqueKey() {
        return uniqueKey;
    }

    /** The level of this value, whatever its case; null when there is none. */
    public static QueryLevel of(String value) {
        for (QueryLevel level : values()) {
            if (value != null && level.name().equals(value.strip().toUpperCase(Locale.ROOT))) {
                return level;
            }
        }
        return null;
    }
}
