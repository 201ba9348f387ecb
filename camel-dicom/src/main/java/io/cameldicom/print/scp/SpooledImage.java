package io.cameldicom.print.scp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file an image lies in, deleted when its last holder lets it go: the image box, until another image is set or the
 * session ends, and each print job with the image. Thread-safe.
 */
final class SpooledImage {

    private static final Logger LOG = LoggerFactory.getLogger(SpooledImage.class);

    private final Path path;
    private final long length;
    private final AtomicInteger holders = new AtomicInteger(1);

    /** Held once by the caller. */
    SpooledImage(Path path, long length) {
        this.path = path;
        this.length = length;
    }

    Path path() {
        return path;
    }

    long length() {
        return length;
    }

    /** For who knows a holder that does not let go meanwhile. */
    void retain() {
        holders.incrementAndGet();
    }

    void release() {
        if (holders.decrementAndGet() == 0) {
            delete(path);
        }
    }

    static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            LOG.warn("Cannot delete the spool file {}: {}", path, e.toString());
        }
    }
}
