package io.cameldicom.hub;

import java.nio.file.Path;

/**
 * Where an instance is filed: {@code <study>/<series>/<instance>.dcm}, each name a UID. A peer chooses UIDs, so
 * they are names only when they hold nothing but digits and single dots between them, at most 64 characters
 * (PS3.5 9.1): such a name cannot leave its folder, hide itself or clash with the store's own.
 *
 * <p>Objects that belong to no study, such as hanging protocols and colour palettes (PS3.4 Annex GG), are filed under
 * {@value #NONE}, which is no UID.
 */
record InstancePath(String study, String series, String instance) {

    /** Longest UID (PS3.5 9.1). */
    private static final int MAX_LENGTH = 64;

    static final String SUFFIX = ".dcm";

    private static final String NONE = "none";

    /**
     * @param study Study Instance UID, null or empty if the object has none
     * @param series Series Instance UID, null or empty if the object has none
     * @param instance SOP Instance UID
     * @throws IllegalArgumentException if one of them is no UID; the message says which, not what it was
     */
    InstancePath {
        study = absent(study) ? NONE : checked("Study Instance UID", study);
        series = absent(series) ? NONE : checked("Series Instance UID", series);
        instance = checked("SOP Instance UID", absent(instance) ? "" : instance);
    }

    private static boolean absent(String uid) {
        return uid == null || uid.isEmpty();
    }

    private static String checked(String what, String uid) {
        if (!isName(uid)) {
            throw new IllegalArgumentException(what + " is not a UID");
        }
        return uid;
    }

    static boolean isName(String uid) {
        boolean dotMayFollow = false;
        for (int i = 0; i < uid.length(); i++) {
            char c = uid.charAt(i);
            if (c >= '0' && c <= '9') {
                dotMayFollow = true;
            } else if (c == '.' && dotMayFollow) {
                dotMayFollow = false;
            } else {
                return false;
            }
        }
        return dotMayFollow && uid.length() <= MAX_LENGTH;
    }

    /** The series' folder under the given root. */
    Path folder(Path root) {
        return root.resolve(study).resolve(series);
    }

    String fileName() {
        return instance + SUFFIX;
    }
}
