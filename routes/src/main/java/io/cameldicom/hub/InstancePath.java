package io.cameldicom.hub;

import java.nio.file.Path;

/**
 * Where an instance is filed: {@code <study>/<series>/<instance>.dcm}, each name a UID. A peer chooses UIDs, so
 * they are names only when they hold nothing but digits and single dots between them, at most 64 characters
 * (PS3.5 9.1): such a name cannot leave its folder, hide itself or clash with the store's own.
 */
record InstancePath(String study, String series, String instance) {

    /** Longest UID (PS3.5 9.1). */
    private static final int MAX_LENGTH = 64;

    InstancePath {
        check("Study Instance UID", study);
        check("Series Instance UID", series);
        check("SOP Instance UID", instance);
    }

    private static void check(String what, String uid) {
        if (uid == null || uid.isEmpty()) {
            throw new IllegalArgumentException(what + " is missing");
        }
        if (!isName(uid)) {
            throw new IllegalArgumentException(what + " is not a UID");
        }
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
        return instance + ".dcm";
    }
}
