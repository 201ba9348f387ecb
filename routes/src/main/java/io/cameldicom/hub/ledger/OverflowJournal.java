package io.cameldicom.hub.ledger;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files that hold records while the database does not take them. Each is written by one process, to its end, and read
 * when the database is back: a record that a crash cut short is the last of its file and is left out. Bounded.
 * Thread-safe.
 */
final class OverflowJournal {

    private static final Logger LOG = LoggerFactory.getLogger(OverflowJournal.class);

    /** Size at which the next file is begun. */
    private static final long FILE_SIZE = 4L << 20;

    private static final String SUFFIX = ".records";
    private static final int MAX_RECORD = 64 * 1024;

    private final Path folder;
    private final int maxFiles;
    private final Deque<Path> files = new ArrayDeque<>();
    private FileChannel current;
    private long number;

    private OverflowJournal(Path folder, int maxFiles) {
        this.folder = folder;
        this.maxFiles = maxFiles;
    }

    /**
     * Opens the journal with what an earlier process left in it.
     *
     * @param maxBytes about how much it may hold
     */
    static OverflowJournal open(Path folder, long maxBytes) throws IOException {
        OverflowJournal journal = new OverflowJournal(folder, (int) Math.max(1, maxBytes / FILE_SIZE));
        if (Files.isDirectory(folder)) {
            try (Stream<Path> left = Files.list(folder)) {
                left.filter(file -> file.toString().endsWith(SUFFIX)).sorted().forEach(journal.files::add);
            }
            if (!journal.files.isEmpty()) {
                String last = journal.files.getLast().getFileName().toString();
                journal.number = Long.parseLong(last.substring(0, last.length() - SUFFIX.length()));
            }
        }
        return journal;
    }

    synchronized boolean isEmpty() {
        return files.isEmpty();
    }

    /** @throws IOException if they cannot be written, or there is no room for them; some may have been */
    synchronized void append(Collection<Delivery> records) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        for (Delivery record : records) {
            byte[] encoded = DeliveryCodec.encode(record);
            CRC32 crc = new CRC32();
            crc.update(encoded);
            out.writeInt(encoded.length);
            out.writeInt((int) crc.getValue());
            out.write(encoded);
        }
        FileChannel file = current();
        long start = file.position();
        try {
            ByteBuffer buffer = ByteBuffer.wrap(bytes.toByteArray());
            while (buffer.hasRemaining()) {
                file.write(buffer);
            }
        } catch (IOException e) {
            file.truncate(start);
            throw e;
        }
    }

    private FileChannel current() throws IOException {
        if (current != null && current.position() >= FILE_SIZE) {
            closeCurrent();
        }
        if (current == null) {
            if (files.size() >= maxFiles) {
                throw new IOException("the journal of the ledger is full: " + files.size() + " files in " + folder);
            }
            Files.createDirectories(folder);
            Path file = folder.resolve(String.format("%012d%s", ++number, SUFFIX));
            current = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            files.add(file);
        }
        return current;
    }

    /** The oldest file's records; empty if there is no file. They stay until {@link #removeOldest()}. */
    synchronized List<Delivery> oldest() throws IOException {
        if (files.isEmpty()) {
            return List.of();
        }
        if (files.size() == 1) {
            closeCurrent(); // later records go to the next file
        }
        return read(files.getFirst());
    }

    synchronized void removeOldest() throws IOException {
        Files.deleteIfExists(files.getFirst());
        files.removeFirst();
    }

    private static List<Delivery> read(Path file) throws IOException {
        List<Delivery> records = new ArrayList<>();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
            while (in.available() >= 2 * Integer.BYTES) {
                int length = in.readInt();
                int expected = in.readInt();
                if (length < 0 || length > MAX_RECORD || length > in.available()) {
                    break; // cut short by a crash
                }
                byte[] encoded = in.readNBytes(length);
                CRC32 crc = new CRC32();
                crc.update(encoded);
                if ((int) crc.getValue() != expected) {
                    break;
                }
                records.add(DeliveryCodec.decode(encoded));
            }
        } catch (IllegalArgumentException e) {
            LOG.warn("Records of a newer hub in {} are left out: {}", file, e.getMessage());
        }
        return records;
    }

    private void closeCurrent() throws IOException {
        if (current != null) {
            current.close();
            current = null;
        }
    }

    synchronized void close() throws IOException {
        closeCurrent();
    }
}
