package io.cameldicom.hub.queue;

import io.cameldicom.hub.disk.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.TreeSet;

/** The destinations an operator paused, in a file, one a line: a pause outlives the hub. Thread-safe. */
final class PausedDestinations {

    private final Path file;
    private final Set<String> names = new TreeSet<>();

    private PausedDestinations(Path file) {
        this.file = file;
    }

    static PausedDestinations read(Path file) throws IOException {
        PausedDestinations paused = new PausedDestinations(file);
        if (Files.exists(file)) {
            Files.readAllLines(file).stream().filter(DestinationNames::isName).forEach(paused.names::add);
        }
        return paused;
    }

    synchronized Set<String> names() {
        return Set.copyOf(names);
    }

    synchronized void set(String name, boolean pause) throws IOException {
        if (pause ? names.add(name) : names.remove(name)) {
            Path part = file.resolveSibling(file.getFileName() + ".part");
            Files.write(part, names);
            Folders.syncFile(part);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            Folders.sync(file.getParent());
        }
    }
}
