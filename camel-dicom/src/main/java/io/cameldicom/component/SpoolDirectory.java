package io.cameldicom.component;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This process's own folder under a spool directory that others may use as well. A lock file, held while the process
 * lives, tells the folder of a running process from what a crash left behind: that is cleaned up when the next one
 * opens. Objects acknowledged but not yet routed ({@code ackMode=spooled}) are not deleted but taken over. File names
 * are a random process key and a number, so they tell nothing about a patient. Thread-safe.
 */
final class SpoolDirectory implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(SpoolDirectory.class);
    private static final String FOLDER_PREFIX = "camel-dicom-";
    private static final String LOCK = "lock";
    private static final String ACKNOWLEDGED = "acknowledged";
    private static final String FAILED = "failed";
    private static final String SUFFIX = ".dcm";

    private final Path folder;
    private final String key;
    private final FileChannel lockChannel;
    private final AtomicLong sequence = new AtomicLong();

    private SpoolDirectory(Path folder, String key, FileChannel lockChannel) {
        this.folder = folder;
        this.key = key;
        this.lockChannel = lockChannel;
    }

    /** Opens a folder of this process under the parent, and cleans up after processes that are gone. */
    static SpoolDirectory open(Path parent) throws IOException {
        Files.createDirectories(parent);
        SpoolDirectory own = claim(parent);
        try (DirectoryStream<Path> others = Files.newDirectoryStream(parent, FOLDER_PREFIX + "*")) {
            for (Path other : others) {
                if (System.getProperty(inUse(other)) == null) {
                    own.takeOverIfStale(other);
                }
            }
        }
        return own;
    }

    /** The directory as configured, which other processes may use too. */
    Path parent() {
        return folder.getParent();
    }

    Path folder() {
        return folder;
    }

    /** A name for a new file; nothing is created. */
    Path newPath() {
        return folder.resolve(newName());
    }

    private String newName() {
        return key + "-" + Long.toHexString(sequence.incrementAndGet()) + SUFFIX;
    }

    /**
     * Moves a finished, synced file among the acknowledged ones of a consumer, where a crash does not lose it.
     *
     * @param consumer a name safe for files
     */
    Path acknowledge(Path file, String consumer, boolean sync) throws IOException {
        Path target = Files.createDirectories(acknowledgedFolder(consumer)).resolve(file.getFileName());
        Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
        if (sync) {
            syncDirectory(target.getParent());
        }
        return target;
    }

    /** Keeps the object of an acknowledged file whose route failed, when the file itself goes with its last holder. */
    Path keepFailed(Path file) throws IOException {
        Path target = Files.createDirectories(folder.resolveSibling(FAILED)).resolve(file.getFileName());
        try {
            return Files.createLink(target, file);
        } catch (UnsupportedOperationException e) {
            return Files.copy(file, target);
        }
    }

    /** Objects acknowledged for this consumer by a process that ended before their route did, oldest first. */
    List<Path> acknowledged(String consumer) throws IOException {
        Path acknowledged = acknowledgedFolder(consumer);
        if (!Files.isDirectory(acknowledged)) {
            return List.of();
        }
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(acknowledged, "*" + SUFFIX)) {
            found.forEach(files::add);
        }
        Collections.sort(files);
        return files;
    }

    private Path acknowledgedFolder(String consumer) {
        return folder.resolve(ACKNOWLEDGED).resolve(consumer);
    }

    /** Lets the folder go; what is acknowledged in it stays for the next process. */
    @Override
    public void close() throws IOException {
        try (lockChannel) {
            deleteEmptyOrSpooled(folder);
        } finally {
            System.clearProperty(inUse(folder));
        }
    }

    /** Forces the entries of a directory to disk, where the operating system allows it (not on Windows). */
    static void syncDirectory(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (java.nio.file.AccessDeniedException e) {
            LOG.debug("The directory {} cannot be synced on this system", directory);
        }
    }

    /**
     * Marks a folder as this JVM's, for all class loaders in it. A lock file must not even be opened by the process that
     * holds it: closing any channel of a file drops all locks the process has on it (POSIX fcntl).
     */
    private static String inUse(Path folder) {
        return "io.cameldicom.spool." + folder.getFileName();
    }

    private static SpoolDirectory claim(Path parent) throws IOException {
        while (true) {
            String key = UUID.randomUUID().toString().substring(0, 13);
            Path folder = parent.resolve(FOLDER_PREFIX + key);
            System.setProperty(inUse(folder), "");
            createPrivate(folder);
            FileChannel channel =
                    FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            // Another process may take a folder for stale between these two lines; then it is gone, and we try again.
            if (channel.tryLock() != null && Files.exists(folder.resolve(LOCK))) {
                return new SpoolDirectory(folder, key, channel);
            }
            channel.close();
            System.clearProperty(inUse(folder));
        }
    }

    /** For this user alone: the default parent is the temporary folder, where everybody may look around. */
    private static void createPrivate(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectory(folder);
        }
    }

    private void takeOverIfStale(Path other) throws IOException {
        try (FileChannel channel = FileChannel.open(other.resolve(LOCK), StandardOpenOption.WRITE)) {
            if (channel.tryLock() == null) {
                return;
            }
            takeOverAcknowledged(other.resolve(ACKNOWLEDGED));
            deleteEmptyOrSpooled(other);
            LOG.info("Cleaned up the spool folder {} of a process that has ended", other);
        } catch (NoSuchFileException e) {
            LOG.debug("The spool folder {} has no lock: it is being created or removed, and is left alone", other);
        } catch (FileSystemException e) {
            LOG.warn(
                    "The spool folder {} is another user's or cannot be cleaned up, and is left alone: {}",
                    other,
                    e.toString());
        }
    }

    private void takeOverAcknowledged(Path acknowledged) throws IOException {
        if (!Files.isDirectory(acknowledged)) {
            return;
        }
        try (DirectoryStream<Path> consumers = Files.newDirectoryStream(acknowledged)) {
            for (Path consumer : consumers) {
                Path own = Files.createDirectories(
                        acknowledgedFolder(consumer.getFileName().toString()));
                try (DirectoryStream<Path> files = Files.newDirectoryStream(consumer)) {
                    for (Path file : files) {
                        Files.move(file, own.resolve(file.getFileName()), StandardCopyOption.ATOMIC_MOVE);
                    }
                }
                Files.delete(consumer);
            }
        }
        Files.delete(acknowledged);
    }

    /** Deletes the spooled files, and the folder with its lock unless acknowledged objects are in it. */
    private static void deleteEmptyOrSpooled(Path folder) throws IOException {
        boolean acknowledgedLeft = false;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                if (file.getFileName().toString().endsWith(SUFFIX)) {
                    Files.deleteIfExists(file);
                }
            }
        }
        Path acknowledged = folder.resolve(ACKNOWLEDGED);
        if (Files.isDirectory(acknowledged)) {
            try (DirectoryStream<Path> consumers = Files.newDirectoryStream(acknowledged)) {
                for (Path consumer : consumers) {
                    acknowledgedLeft |= !deleteIfEmpty(consumer);
                }
            }
            acknowledgedLeft |= !deleteIfEmpty(acknowledged);
        }
        if (!acknowledgedLeft) {
            Files.deleteIfExists(folder.resolve(LOCK));
            deleteIfEmpty(folder);
        }
    }

    private static boolean deleteIfEmpty(Path directory) throws IOException {
        try {
            return Files.deleteIfExists(directory);
        } catch (java.nio.file.DirectoryNotEmptyException e) {
            return false;
        }
    }
}
