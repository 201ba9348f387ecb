package io.cameldicom.hub;

import io.cameldicom.hub.disk.Folders;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Files whole objects: a name appears in the store only when all its bytes are there, by hard link or by rename,
 * and with {@code sync} only after bytes and folder entries are on disk. Whatever was half written when the process
 * died lies in {@code .incoming}, which is emptied at the next start.
 *
 * <p>Thread-safe; the same name may be filed by several threads at once, the last one wins (or the first, with
 * {@code keepExisting}).
 */
final class StoreFolder {

    /** Study, series, file. */
    private static final int DEPTH = 3;

    /** Writes an object's bytes into a new file. */
    @FunctionalInterface
    interface Content {
        void writeTo(FileChannel file) throws IOException;
    }

    private final Path root;
    private final Path incoming;
    private final boolean keepExisting;
    private final boolean sync;
    private final KnownFolders folders;
    private final AtomicLong counter = new AtomicLong();

    private StoreFolder(Path root, boolean keepExisting, boolean sync) {
        this.root = root;
        this.incoming = root.resolve(".incoming");
        this.keepExisting = keepExisting;
        this.sync = sync;
        this.folders = new KnownFolders(root, sync);
    }

    /** Opens the store, creates it if need be, and removes what an earlier process left half written. */
    static StoreFolder open(Path root, boolean keepExisting, boolean sync) throws IOException {
        StoreFolder store = new StoreFolder(root, keepExisting, sync);
        store.folders.create(store.incoming);
        try (Stream<Path> leftovers = Files.list(store.incoming)) {
            for (Path leftover : (Iterable<Path>) leftovers::iterator) {
                Files.delete(leftover);
            }
        }
        return store;
    }

    Path root() {
        return root;
    }

    /**
     * Files an object that is a complete file already and that nobody will change: a second name for the same bytes.
     * On another file system, or on one without hard links, the bytes are copied.
     *
     * @return the object's name in the store
     */
    Path link(InstancePath name, Path source) throws IOException {
        Path target = ready(name);
        if (sync) {
            Folders.syncFile(source);
        }
        if (tryLink(source, target)) {
            syncFolder(target.getParent());
            return target;
        }
        if (keepExisting && Files.exists(target)) {
            return target;
        }
        Path part = nextPart();
        if (!tryLink(source, part)) {
            return write(name, file -> copy(source, file));
        }
        try {
            moveIntoPlace(part, target);
        } finally {
            Files.deleteIfExists(part); // rename does nothing when both names are one file already
        }
        return target;
    }

    /**
     * Files an object whose bytes are written here.
     *
     * @return the object's name in the store
     */
    Path write(InstancePath name, Content content) throws IOException {
        Path target = ready(name);
        if (keepExisting && Files.exists(target)) {
            return target;
        }
        Path part = nextPart();
        try {
            try (FileChannel file = FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                content.writeTo(file);
                if (sync) {
                    file.force(false);
                }
            }
            moveIntoPlace(part, target);
            return target;
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(part);
            throw e;
        }
    }

    /** Whether there is a file of this name. */
    boolean contains(InstancePath name) {
        return Files.isRegularFile(name.folder(root).resolve(name.fileName()));
    }

    /**
     * Which of these instances are filed. One walk through the whole store, so for questions that are asked seldom.
     *
     * @param instances SOP Instance UIDs
     */
    Set<String> filed(Collection<String> instances) throws IOException {
        Set<String> wanted = Set.copyOf(instances);
        try (Stream<Path> files = Files.find(root, DEPTH, (file, attributes) -> attributes.isRegularFile())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(InstancePath.SUFFIX))
                    .map(name -> name.substring(0, name.length() - InstancePath.SUFFIX.length()))
                    .filter(wanted::contains)
                    .collect(Collectors.toSet());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Path ready(InstancePath name) throws IOException {
        Path folder = name.folder(root);
        folders.create(folder);
        return folder.resolve(name.fileName());
    }

    private Path nextPart() {
        return incoming.resolve(Long.toString(counter.incrementAndGet()));
    }

    /** False when the target is there already or hard links do not work between the two places. */
    private boolean tryLink(Path source, Path target) throws IOException {
        try {
            Files.createLink(target, source);
            return true;
        } catch (FileAlreadyExistsException | UnsupportedOperationException e) {
            return false;
        } catch (NoSuchFileException e) {
            if (Files.isDirectory(target.getParent())) {
                throw e; // it is the source that is missing
            }
            folders.createAgain(target.getParent());
            Files.createLink(target, source);
            return true;
        } catch (FileSystemException e) {
            return false;
        }
    }

    private void moveIntoPlace(Path part, Path target) throws IOException {
        try {
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            folders.createAgain(target.getParent());
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        }
        syncFolder(target.getParent());
    }

    private void syncFolder(Path folder) throws IOException {
        if (sync) {
            Folders.sync(folder);
        }
    }

    private static void copy(Path source, FileChannel to) throws IOException {
        try (FileChannel from = FileChannel.open(source, StandardOpenOption.READ)) {
            long size = from.size();
            for (long position = 0; position < size; ) {
                long copied = from.transferTo(position, size - position, to);
                if (copied <= 0) {
                    throw new EOFException("the file became shorter while it was copied");
                }
                position += copied;
            }
        }
    }
}
