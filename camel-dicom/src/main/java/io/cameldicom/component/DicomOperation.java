package io.cameldicom.component;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What a producer asks of its peer, or a peer of a consumer. The constants are written as users write the option. */
public enum DicomOperation {
    /** C-STORE: hands over one object (PS3.4 Annex B). */
    store,

    /** C-ECHO: asks whether the peer answers at all (PS3.4 Annex A). */
    echo;

    /**
     * @param name the name as users write it, in any case
     * @throws IllegalArgumentException if there is no such operation; the message names those there are
     */
    public static DicomOperation of(String name) {
        for (DicomOperation operation : values()) {
            if (operation.name().equalsIgnoreCase(name.trim())) {
                return operation;
            }
        }
        throw new IllegalArgumentException("operation=" + name + ": not known, must be one of "
                + Arrays.stream(values()).map(Enum::name).collect(Collectors.joining(", ")));
    }
}
