package io.cameldicom.component;

import io.cameldicom.dicom.dimse.DicomServiceException;
import io.cameldicom.dicom.dimse.Status;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.GatheringByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A new file of the spool. Its failures are this side's, not the association's: the object is refused with A700 (out of
 * resources) and the association stays usable.
 */
final class SpoolChannel implements GatheringByteChannel {

    private final FileChannel file;

    private SpoolChannel(FileChannel file) {
        this.file = file;
    }

    static SpoolChannel create(Path path) throws DicomServiceException {
        try {
            return new SpoolChannel(FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
        } catch (IOException e) {
            throw outOfResources(e);
        }
    }

    @Override
    public int write(ByteBuffer source) throws DicomServiceException {
        try {
            return file.write(source);
        } catch (IOException e) {
            throw outOfResources(e);
        }
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) throws DicomServiceException {
        try {
            return file.write(sources, offset, length);
        } catch (IOException e) {
            throw outOfResources(e);
        }
    }

    @Override
    public long write(ByteBuffer[] sources) throws DicomServiceException {
        return write(sources, 0, sources.length);
    }

    void force() throws DicomServiceException {
        try {
            file.force(true);
        } catch (IOException e) {
            throw outOfResources(e);
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
            throw outOfResources(e);
        }
    }

    private static DicomServiceException outOfResources(IOException cause) {
        return new DicomServiceException(Status.OutOfResources, "The spool of the receiver cannot be written", cause);
    }
}
