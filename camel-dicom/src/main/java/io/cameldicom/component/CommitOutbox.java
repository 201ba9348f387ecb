package io.cameldicom.component;

import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.io.DicomInputStream;
import io.cameldicom.dicom.io.DicomOutputStream;
import io.cameldicom.dicom.io.FileMetaInformation;
import io.cameldicom.dicom.service.StorageCommitmentReport;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A folder of storage commitment reports that have not been delivered yet, so that a restart does not forget them. Each is a
 * Part 10 file (PS3.10) of the event information; the file meta information says who it is from and for. One consumer at a
 * time uses a folder. Thread-safe.
 */
final class CommitOutbox implements Closeable {

    private static final String SUFFIX = ".dcm";
    private static final String UNFINISHED = ".part";

    /** Of this JVM; its own file lock would not keep it out. */
    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel lock;
    private final boolean sync;

    private CommitOutbox(Path folder, FileChannel lock, boolean sync) {
        this.folder = folder;
        this.lock = lock;
        this.sync = sync;
    }

    /**
     * @param sync whether a report is forced to disk before it counts as kept
     * @throws IOException if the folder cannot be used, or another consumer uses it
     */
    static CommitOutbox open(Path folder, boolean sync) throws IOException {
        Path own = Files.createDirectories(folder.toAbsolutePath()).toRealPath();
        if (!OPEN.add(own)) {
            throw inUse(folder);
        }
        FileChannel lock = null;
        try {
            lock = FileChannel.open(own.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock.tryLock() == null) {
                throw inUse(folder);
            }
            for (Path unfinished : list(own, UNFINISHED)) {
                Files.delete(unfinished); // never promised to anybody
            }
            return new CommitOutbox(own, lock, sync);
        } catch (IOException e) {
            if (lock != null) {
                lock.close();
            }
            OPEN.remove(own);
            throw e;
        }
    }

    private static IOException inUse(Path folder) {
        return new IOException(
                "commitReportDirectory=" + folder + " is in use: each consumer needs a directory of its own");
    }

    /** Returns when the report is safe; its file is to be {@linkplain #remove removed} after delivery. */
    Path keep(AddressedReport report) throws IOException {
        String name = UUID.randomUUID().toString();
        Path unfinished = folder.resolve(name + UNFINISHED);
        try {
            write(report, unfinished);
            Path file = Files.move(unfinished, folder.resolve(name + SUFFIX), StandardCopyOption.ATOMIC_MOVE);
            if (sync) {
                SpoolDirectory.syncDirectory(folder);
            }
            return file;
        } catch (IOException e) {
            Files.deleteIfExists(unfinished);
            throw e;
        }
    }

    private void write(AddressedReport report, Path file) throws IOException {
        FileMetaInformation header = FileMetaInformation.of(
                        UID.StorageCommitmentPushModel,
                        UID.StorageCommitmentPushModelInstance,
                        UID.ExplicitVRLittleEndian)
                .withSendingAeTitle(report.sender())
                .withReceivingAeTitle(report.requestor());
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                DicomOutputStream out = new DicomOutputStream(
                        new BufferedOutputStream(Channels.newOutputStream(channel)),
                        TransferSyntax.of(UID.ExplicitVRLittleEndian))) {
            out.writeFileMetaInformation(header);
            out.writeDataset(report.report().toAttributes());
            out.flush();
            if (sync) {
                channel.force(true);
            }
        }
    }

    /** The reports an earlier process has left, in no order. */
    List<Path> left() throws IOException {
        return list(folder, SUFFIX);
    }

    private static List<Path> list(Path folder, String suffix) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*" + suffix)) {
            found.forEach(files::add);
        }
        return files;
    }

    /** @throws IOException if the file is none of ours, or broken */
    static AddressedReport read(Path file) throws IOException {
        try (DicomInputStream in = new DicomInputStream(file)) {
            FileMetaInformation header = in.fileMetaInformation();
            if (header == null || header.sendingAeTitle() == null || header.receivingAeTitle() == null) {
                throw new IOException("it does not say who the report is from and for");
            }
            return new AddressedReport(
                    header.sendingAeTitle(), header.receivingAeTitle(), StorageCommitmentReport.of(in.readDataset()));
        } catch (IllegalArgumentException e) {
            throw new IOException("it is no report: " + e.getMessage(), e);
        }
    }

    static void remove(Path file) throws IOException {
        Files.deleteIfExists(file);
    }

    @Override
    public void close() throws IOException {
        lock.close();
        OPEN.remove(folder);
    }
}
