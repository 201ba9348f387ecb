package io.cameldicom.component;

import java.io.IOException;
import java.lang.ref.Cleaner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that objects stand on, deleted when its last holder lets it go. Holders are exchanges: each releases once,
 * when its unit of work is done. A file nobody can reach any more is deleted too, whoever forgot it. Thread-safe.
 */
final class SpoolFile {

    private static final Logger LOG = LoggerFactory.getLogger(SpoolFile.class);
    private static final Cleaner CLEANER = Cleaner.create();

    private final Path path;
    private final AtomicInteger holders = new AtomicInteger(1);
    private Runnable deletion;

    private SpoolFile(Path path) {
        this.path = path;
    }

    /** A file of the spool, held once by the caller. */
    static SpoolFile owned(Path path) {
        SpoolFile file = new SpoolFile(path);
        file.deletion = CLEANER.register(file, () -> delete(path))::clean;
        return file;
    }

    /** As {@link #owned}, but never deleted for want of a reference: somebody was told that it is safe. */
    static SpoolFile acknowledged(Path path) {
        SpoolFile file = new SpoolFile(path);
        file.deletion = () -> delete(path);
        return file;
    }

    /** A file that somebody else keeps while it is held: who that is deletes it, or not, when told. */
    static SpoolFile kept(Path path, Runnable whenUnused) {
        SpoolFile file = new SpoolFile(path);
        file.deletion = whenUnused;
        return file;
    }

    /** A file of somebody else: it is read, never deleted. */
    static SpoolFile borrowed(Path path) {
        return new SpoolFile(path);
    }

    Path path() {
        return path;
    }

    boolean isOwned() {
        return deletion != null;
    }

    /** @throws IllegalStateException if the last holder is gone, and the file with it */
    void retain() {
        int before = holders.getAndUpdate(n -> n == 0 ? 0 : n + 1);
        if (before == 0) {
            throw new IllegalStateException("The DICOM object is no longer there: its file was deleted when the last"
                    + " exchange that held it was done. Copy what must live longer with DicomObject.saveTo.");
        }
    }

    void release() {
        int before = holders.getAndUpdate(n -> n == 0 ? 0 : n - 1);
        if (before == 1 && deletion != null) {
            deletion.run();
        }
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            LOG.warn("Cannot delete the spool file {}: {}. It is tried again at the next start.", path, e.toString());
        }
    }
}
