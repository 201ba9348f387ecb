package io.cameldicom.hub.disk;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Entries of folders on disk. Thread-safe. */
public final class Folders {

    private static final GroupCommit<Entries> COMMIT = new GroupCommit<>(Folders::syncGroup);

    private Folders() {}

    /** What one caller wants; the folder of another one may be gone without harm to it. */
    private static final class Entries {
        final Path folder;
        IOException failure;

        Entries(Path folder) {
            this.folder = folder;
        }
    }

    /**
     * Brings a folder's entries to disk, together with the folders of other callers: a journaling file system writes
     * its journal once for all of them.
     */
    public static void sync(Path folder) throws IOException {
        if (File.separatorChar == '\\') {
            return; // Windows opens no folders; NTFS keeps its entries in a journal
        }
        Entries entries = new Entries(folder);
        COMMIT.commit(entries);
        if (entries.failure != null) {
            throw entries.failure;
        }
    }

    /** Brings the bytes of a file to disk. */
    public static void syncFile(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(false);
        }
    }

    private static void syncGroup(List<Entries> group) {
        Map<Path, IOException> done = new HashMap<>();
        for (Entries entries : group) {
            if (!done.containsKey(entries.folder)) {
                done.put(entries.folder, syncOne(entries.folder));
            }
            entries.failure = done.get(entries.folder);
        }
    }

    private static IOException syncOne(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
            return null;
        } catch (IOException e) {
            return e;
        }
    }
}
