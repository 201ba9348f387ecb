package io.cameldicom.hub.queue;

import io.cameldicom.component.DicomObject;
import io.cameldicom.hub.disk.Folders;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of queued objects: {@code <folder>/<NAME>/<node>-<start>-<number>.dcm}. Each message has a file of its own,
 * and each file its message: another try gets another name for the same bytes. Names say nothing about a patient.
 * Thread-safe.
 */
final class QueueFolder {

    private static final Logger LOG = LoggerFactory.getLogger(QueueFolder.class);
    private static final String SUFFIX = ".dcm";

    /** Objects on their way from a message to the route: worth nothing after a restart. */
    private static final String RECEIVED = ".received-";

    private static final String NODE = ".node";

    private final Path root;
    private final boolean sync;
    private final String node;
    private final Path received;
    private final String prefix;
    private final AtomicLong numbers = new AtomicLong();
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    private QueueFolder(Path root, boolean sync, String node) {
        this.root = root;
        this.sync = sync;
        this.node = node;
        this.received = root.resolve(RECEIVED + node);
        this.prefix = node + "-" + Long.toString(System.currentTimeMillis(), 36) + "-";
    }

    /**
     * Opens the folder, and makes it if need be.
     *
     * @param home where this hub's name among others is kept
     */
    static QueueFolder open(Path root, Path home, boolean sync) throws IOException {
        Files.createDirectories(root);
        Files.createDirectories(home);
        QueueFolder folder = new QueueFolder(root, sync, node(home));
        Files.createDirectories(folder.received);
        folder.empty(folder.received);
        if (sync) {
            Folders.sync(root);
        }
        return folder;
    }

    /** Chosen once, kept for good: tells this hub's files from those of others in a shared folder. */
    private static String node(Path home) throws IOException {
        Path file = home.resolve(NODE);
        if (!Files.exists(file)) {
            Path part = home.resolve(NODE + ".part");
            Files.writeString(part, UUID.randomUUID().toString().substring(0, 8));
            Folders.syncFile(part);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            Folders.sync(home);
        }
        return Files.readString(file).trim();
    }

    private void empty(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
    }

    String node() {
        return node;
    }

    /** A name that no object had or will have. */
    String newId() {
        return prefix + Long.toString(numbers.incrementAndGet(), 36);
    }

    /** Names that have a folder here, of destinations. */
    List<String> destinations() throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(root, Files::isDirectory)) {
            for (Path folder : folders) {
                if (DestinationNames.isName(folder.getFileName().toString())) {
                    names.add(folder.getFileName().toString());
                }
            }
        }
        return names;
    }

    /** The destination's folder, which is there afterwards, also after a power cut. */
    Path folder(String destination) throws IOException {
        Path folder = root.resolve(destination);
        if (!known.contains(destination)) {
            Files.createDirectories(folder);
            if (sync) {
                Folders.sync(root);
            }
            known.add(destination);
        }
        return folder;
    }

    /**
     * A file for an object: another name of the object's own file if that is in the spool of this hub and will not
     * change, otherwise a copy. The bytes are on disk when this returns, the name is not before its folder is synced.
     *
     * @param spools below which files are complete, and never changed
     * @return relative to the folder of all
     */
    String put(DicomObject object, String destination, List<Path> spools) throws IOException {
        String file = newFile(destination);
        Path own = object.path();
        boolean linkable = own != null && spools.stream().anyMatch(own::startsWith);
        try {
            if (!linkable || !link(own, resolve(file))) {
                try (InputStream in = object.openStream()) {
                    Files.copy(in, resolve(file));
                }
            }
            if (sync) {
                Folders.syncFile(resolve(file));
            }
            return file;
        } catch (IOException | RuntimeException e) {
            remove(file);
            throw e;
        }
    }

    /** Another file with the bytes of this one. */
    String putAgain(String existing, String destination) throws IOException {
        String file = newFile(destination);
        if (!link(resolve(existing), resolve(file))) {
            Files.copy(resolve(existing), resolve(file));
            if (sync) {
                Folders.syncFile(resolve(file));
            }
        }
        return file;
    }

    private String newFile(String destination) throws IOException {
        folder(destination);
        return destination + "/" + newId() + SUFFIX;
    }

    /** A place for an object that comes out of its message. */
    Path newReceived() {
        return received.resolve(newId() + SUFFIX);
    }

    private static boolean link(Path source, Path target) throws IOException {
        try {
            Files.createLink(target, source);
            return true;
        } catch (UnsupportedOperationException e) {
            return false;
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (FileSystemException e) {
            if (!Files.exists(source)) {
                throw e;
            }
            return false; // another file system, or no more links to this file: the caller copies
        }
    }

    /** @throws IllegalArgumentException if the name leads out of the folder */
    Path resolve(String file) {
        Path path = root.resolve(file).normalize();
        if (!path.startsWith(root)) {
            throw new IllegalArgumentException("The file of a queued object is outside the queue's folder");
        }
        return path;
    }

    /** Removes the file of an object that is in no queue any more; what cannot be removed is left to the next start. */
    void remove(String file) {
        if (file == null) {
            return;
        }
        try {
            Files.deleteIfExists(resolve(file));
        } catch (IOException e) {
            LOG.warn(
                    "The file {} of a finished object cannot be removed: {}. It is tried again at the next start.",
                    file,
                    e.toString());
        }
    }

    /**
     * Removes the files that no message knows: their objects were not acknowledged to the sender, or they were delivered.
     * Only while nothing is queued or delivered, and only if no other hub uses the folder.
     *
     * @param wanted whether a message refers to a file
     * @return how many were removed
     */
    int removeOrphans(Predicate<String> wanted) throws IOException {
        int removed = 0;
        for (String destination : destinations()) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(root.resolve(destination), "*" + SUFFIX)) {
                for (Path file : files) {
                    if (!wanted.test(destination + "/" + file.getFileName())) {
                        Files.delete(file);
                        removed++;
                    }
                }
            }
        }
        return removed;
    }
}
