package io.cameldicom.component;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** What a consumer can offer its peers. The constants are written as users write the option {@code service}. */
public enum DicomService {
    /** Takes objects: C-STORE (PS3.4 Annex B). */
    store,

    /** Answers queries: C-FIND (PS3.4 C.4.1). */
    find,

    /** Answers queries for the modality worklist: C-FIND (PS3.4 Annex K). */
    worklist,

    /** Sends objects to a third system: C-MOVE (PS3.4 C.4.2). */
    move,

    /** Sends objects over the association it was asked on: C-GET (PS3.4 C.4.3). */
    get,

    /** Promises to keep instances: storage commitment (PS3.4 Annex J). */
    commit,

    /** Hears how procedure steps go: MPPS (PS3.4 Annex F). */
    mpps,

    /** Hears which instances are available (PS3.4 Annex R). */
    ian,

    /** Is a printer: print management (PS3.4 Annex H). */
    print;

    private static final String ALL = "all";

    /**
     * The services a comma list names, in any case; {@code all} is every one.
     *
     * @throws IllegalArgumentException if there is no such service; the message names those there are
     */
    static Set<DicomService> listed(String names) {
        Set<DicomService> services = EnumSet.noneOf(DicomService.class);
        for (String name : OptionValues.list(names)) {
            if (name.equalsIgnoreCase(ALL)) {
                return EnumSet.allOf(DicomService.class);
            }
            services.add(Arrays.stream(values())
                    .filter(service -> service.name().equalsIgnoreCase(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("service=" + names + ": " + name
                            + " is not offered, must be of " + choices() + ", or " + ALL
                            + ". C-ECHO needs no mention.")));
        }
        return services;
    }

    private static String choices() {
        return Arrays.stream(values()).map(Enum::name).collect(Collectors.joining(", "));
    }
}
