package io.cameldicom.dicom.service;

import io.cameldicom.dicom.ul.PDataSource;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Where an outgoing data set comes from. */
public final class DataSetSources {
    private static final int COPY_BUFFER = 64 * 1024;

    private DataSetSources() {}

    /**
     * The rest of a file from an offset, such as a Part 10 file's data set; it does not pass the heap where the transport
     * can avoid it. May be written any number of times.
     */
    public static PDataSource ofFile(Path file, long offset) {
        return sink -> {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                sink.transferFrom(channel, offset, channel.size() - offset);
            }
        };
    }

    /** Bytes in memory, from position to limit of each buffer; the buffers stay as they are. May be written any number of times. */
    public static PDataSource ofBuffers(ByteBuffer... buffers) {
        return sink -> {
            for (ByteBuffer buffer : buffers) {
                sink.write(buffer.duplicate());
            }
        };
    }

    /** A stream, read to its end through a buffer of 64 KiB; not closed. Can be written once. */
    public static PDataSource ofStream(InputStream stream) {
        return sink -> {
            byte[] buffer = new byte[COPY_BUFFER];
            for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
                sink.write(ByteBuffer.wrap(buffer, 0, count));
            }
        };
    }
}
