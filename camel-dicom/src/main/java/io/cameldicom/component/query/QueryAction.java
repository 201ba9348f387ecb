package io.cameldicom.component.query;

import java.util.Arrays;

/** What a {@code dicom-query:} step does. The constants are written as users write the path. */
public enum QueryAction {
    /** Keeps the data sets that match the identifier, and answers of each what was asked for. */
    filter,

    /** Answers of every data set what was asked for: where they were selected already, by a database say. */
    answer;

    static QueryAction of(String name) {
        for (QueryAction action : values()) {
            if (action.name().equalsIgnoreCase(name)) {
                return action;
            }
        }
        throw new IllegalArgumentException(
                "dicom-query:" + name + " is not known, must be one of " + Arrays.toString(values()));
    }
}
