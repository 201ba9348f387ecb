package io.cameldicom.component;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The spool directories in use, each opened once, when it is first needed. Thread-safe. */
final class SpoolDirectories implements Closeable {

    /** For objects made outside a Camel context; its folder is cleaned up by the next process. */
    static final SpoolDirectories OF_PROCESS = new SpoolDirectories();

    private final Map<Path, SpoolDirectory> open = new HashMap<>();

    synchronized SpoolDirectory get(Path parent) throws IOException {
        Path key = parent.toAbsolutePath().normalize();
        SpoolDirectory directory = open.get(key);
        if (directory == null) {
            directory = SpoolDirectory.open(key);
            open.put(key, directory);
        }
        return directory;
    }

    @Override
    public synchronized void close() throws IOException {
        IOException failure = null;
        for (SpoolDirectory directory : open.values()) {
            try {
                directory.close();
            } catch (IOException e) {
                failure = e;
            }
        }
        open.clear();
        if (failure != null) {
            throw failure;
        }
    }
}
