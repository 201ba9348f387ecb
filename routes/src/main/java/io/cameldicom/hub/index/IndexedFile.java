package io.cameldicom.hub.index;

import java.nio.file.Path;

/** A file of the store: {@code <study>/<series>/<instance>.dcm}. */
record IndexedFile(String study, String series, String instance) {

    static final String SUFFIX = ".dcm";

    /** Null if the path is none of an instance in the store. */
    static IndexedFile of(Path root, Path file) {
        Path relative = file.startsWith(root) ? root.relativize(file) : null;
        if (relative == null || relative.getNameCount() != 3) {
            return null;
        }
        String name = relative.getFileName().toString();
        if (!name.endsWith(SUFFIX) || relative.startsWith(".incoming")) {
            return null;
        }
        return new IndexedFile(
                relative.getName(0).toString(),
                relative.getName(1).toString(),
                name.substring(0, name.length() - SUFFIX.length()));
    }

    Path in(Path root) {
        return root.resolve(study).resolve(series).resolve(instance + SUFFIX);
    }
}
