package io.cameldicom.component;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What a producer asks of its peer, or a peer of a consumer. The constants are written as users write the option. */
public enum DicomOperation {
    /** C-STORE: hands over one object (PS3.4 Annex B). */
    store,

    /** C-ECHO: asks whether the peer answers at all (PS3.4 Annex A). */
    echo,

    /** C-FIND in a query/retrieve information model (PS3.4 C.4.1). */
    find,

    /** C-FIND of the modality worklist (PS3.4 Annex K). */
    worklist,

    /** C-MOVE: objects are to be sent to a third system (PS3.4 C.4.2). */
    move,

    /** C-GET: objects come over the same association (PS3.4 C.4.3). */
    get,

    /** Storage commitment: asks whether the peer keeps instances (PS3.4 Annex J). */
    commit,

    /** Modality performed procedure step: says how it goes (PS3.4 Annex F). */
    mpps,

    /** Instance availability notification (PS3.4 Annex R). */
    ian,

    /** Print management: prints a job, or images (PS3.4 Annex H). */
    print,

    /** N-CREATE on any SOP class (PS3.7 10.1.5). */
    nCreate,

    /** N-SET on any SOP class (PS3.7 10.1.3). */
    nSet,

    /** N-GET on any SOP class (PS3.7 10.1.2). */
    nGet,

    /** N-ACTION on any SOP class (PS3.7 10.1.4). */
    nAction,

    /** N-DELETE on any SOP class (PS3.7 10.1.6). */
    nDelete,

    /** N-EVENT-REPORT on any SOP class (PS3.7 10.1.1). */
    nEventReport;

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
