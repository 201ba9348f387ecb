package io.cameldicom.print.scp;

import io.cameldicom.dicom.dimse.DicomServiceException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.GatheringByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A new file that takes its bytes from a budget. Its failures are this side's, not the association's: the image is refused
 * with C605 (insufficient memory in printer) and the association stays usable.
 */
final class SpoolWriter implements GatheringByteChannel {

    private final FileChannel file;
    private final Budget disk;
    private long written;

    private SpoolWriter(FileChannel file, Budget disk) {
        this.file = file;
        this.disk = disk;
    }

    static SpoolWriter create(Path path, Budget disk) throws DicomServiceException {
        try {
            return new SpoolWriter(
                    FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), disk);
        } catch (IOException e) {
            throw noRoom(e);
        }
    }

    /** Bytes written, which are taken from the budget. */
    long written() {
        return written;
    }

    @Override
    public int write(ByteBuffer source) throws DicomServiceException {
        return (int) write(new ByteBuffer[] {source}, 0, 1);
    }

    @Override
    public long write(ByteBuffer[] sources) throws DicomServiceException {
        return write(sources, 0, sources.length);
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) throws DicomServiceException {
        long bytes = 0;
        for (int i = offset; i < offset + length; i++) {
            bytes += sources[i].remaining();
        }
        disk.take(bytes);
        written += bytes;
        try {
            long left = bytes;
            while (left > 0) {
                left -= file.write(sources, offset, length);
            }
            return bytes;
        } catch (IOException e) {
            throw noRoom(e);
        }
    }

    @Override
    public boolean isOpen() {
        return file.isOpen();
    }

    @Override
    public void close() throws DicomServiceException {
        try {
            file.close();
        } catch (IOException e) {
            throw noRoom(e);
        }
    }

    static DicomServiceException noRoom(IOException cause) {
        return new DicomServiceException(
                PrintStatus.INSUFFICIENT_MEMORY, "The spool of the printer cannot be written", cause);
    }
}
