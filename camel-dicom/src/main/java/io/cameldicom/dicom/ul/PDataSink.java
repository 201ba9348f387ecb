package io.cameldicom.dicom.ul;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Where a {@link PDataSource} writes to. Cuts what comes into fragments; pieces of any size are fine. */
public interface PDataSink {

    /** Takes all bytes of the buffer, which may be reused afterwards. */
    void write(ByteBuffer data) throws IOException;

    /**
     * Takes a range of a file.
     *
     * @throws java.io.EOFException if the file is shorter
     */
    void transferFrom(FileChannel source, long position, long count) throws IOException;
}
