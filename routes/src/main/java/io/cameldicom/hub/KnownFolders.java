package io.cameldicom.hub;

import io.cameldicom.hub.disk.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Creates the folders under a root and remembers them: a series of 3000 objects asks the file system once. With
 * {@code sync} a folder's name is on disk before anything is filed in it, also when it was another thread, or an
 * earlier process, that made it. Thread-safe, bounded.
 */
final class KnownFolders {

    /** Enough for all series that are being received; forgetting one costs a look at the disk. */
    private static final int LIMIT = 4096;

    private final Path root;
    private final boolean sync;
    private final Set<Path> known = ConcurrentHashMap.newKeySet();

    KnownFolders(Path root, boolean sync) {
        this.root = root;
        this.sync = sync;
    }

    /** Sees to it that a folder is there: the root, or one below it. */
    void create(Path folder) throws IOException {
        if (!known.contains(folder)) {
            createUnknown(folder);
        }
    }

    /** For a folder that somebody removed while it was known. */
    synchronized void createAgain(Path folder) throws IOException {
        known.clear();
        createUnknown(folder);
    }

    private synchronized void createUnknown(Path folder) throws IOException {
        if (folder.equals(root)) {
            Files.createDirectories(root);
        } else {
            create(folder.getParent());
            if (!Files.isDirectory(folder)) {
                Files.createDirectory(folder);
            }
        }
        if (sync && folder.getParent() != null) {
            Folders.sync(folder.getParent());
        }
        if (known.size() >= LIMIT) {
            known.clear();
        }
        known.add(folder);
    }
}
