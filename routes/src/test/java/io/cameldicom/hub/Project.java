package io.cameldicom.hub;

import java.nio.file.Path;

/** Where the source tree is, for tests of the files that are shipped. */
final class Project {

    private Project() {}

    /** The root of the source tree; an IDE starts tests in the module's folder. */
    static Path root() {
        return Path.of(System.getProperty("hub.test.root", ".."))
                .toAbsolutePath()
                .normalize();
    }
}
