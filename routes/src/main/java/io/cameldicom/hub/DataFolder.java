package io.cameldicom.hub;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The hub's data folder, held by a lock: two hubs that clean up after each other would lose objects. */
final class DataFolder implements AutoCloseable {

    private final FileChannel channel;
    private final FileLock lock;

    private DataFolder(FileChannel channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Creates the folder if need be and takes its lock.
     *
     * @throws HubException when it cannot be written, or another hub has it
     */
    static DataFolder open(Path folder) throws HubException {
        try {
            Files.createDirectories(folder);
            Path file = folder.resolve("hub.lock");
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new HubException(
                        "Another hub works in " + folder + ". Stop it, or give this one its own hub.data");
            }
            return new DataFolder(channel, lock);
        } catch (IOException e) {
            throw new HubException("Cannot use the data folder " + folder + " (hub.data): " + e, e);
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // held by another hub in this JVM
        }
    }

    @Override
    public void close() throws IOException {
        lock.release();
        channel.close();
    }
}
