package io.cameldicom.component;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Where bytes go that are too many for memory.
 *
 * @param directories opens the folder when the first such bytes come
 * @param parent the folder as configured
 * @param threshold bytes that stay in memory
 */
record Spool(SpoolDirectories directories, Path parent, int threshold) {

    static final int DEFAULT_THRESHOLD = 128 * 1024;

    /** The temporary folder of the JVM, for objects made outside a Camel context. */
    static Spool ofProcess() {
        return new Spool(SpoolDirectories.OF_PROCESS, temporaryFolder(), DEFAULT_THRESHOLD);
    }

    static Path temporaryFolder() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }

    SpoolDirectory directory() throws IOException {
        return directories.get(parent);
    }

    Path newPath() throws IOException {
        return directory().newPath();
    }
}
