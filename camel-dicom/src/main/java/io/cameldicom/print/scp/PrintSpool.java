package io.cameldicom.print.scp;

import java.io.IOException;
import java.nio.file.Path;

/** Where the images of print sessions wait. Thread-safe. */
@FunctionalInterface
public interface PrintSpool {
    /** A name for a new file in a folder that is there; nothing is created. */
    Path newPath() throws IOException;
}
