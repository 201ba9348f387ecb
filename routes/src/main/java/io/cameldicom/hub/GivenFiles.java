package io.cameldicom.hub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The files that a command is given: those named, and those in the folders named and below. */
final class GivenFiles {

    private GivenFiles() {}

    /**
     * Finds them, a folder's in the order of their names.
     *
     * @throws HubException if one is not there, or a folder cannot be looked through
     */
    static List<Path> of(List<Path> paths) throws HubException {
        List<Path> files = new ArrayList<>();
        for (Path path : paths) {
            if (!Files.exists(path)) {
                throw new HubException("There is no file or folder " + path);
            }
            try (Stream<Path> below = Files.walk(path)) {
                below.filter(Files::isRegularFile).sorted().forEach(files::add);
            } catch (IOException | UncheckedIOException e) {
                throw new HubException("Cannot look through " + path + ": " + e, e);
            }
        }
        return files;
    }
}
