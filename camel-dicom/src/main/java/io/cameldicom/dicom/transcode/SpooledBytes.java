package io.cameldicom.dicom.transcode;

import io.cameldicom.dicom.data.BulkData;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Bytes written once and then read from anywhere: a few in memory, more in a temporary file that closing deletes.
 * Written by one thread, read by any number afterwards.
 */
final class SpooledBytes extends OutputStream implements BulkData.Source, Closeable {
    private static final int MOST_IN_MEMORY = 4 * 1024 * 1024;

    private final Path folder;
    private final long limit;
    private ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private Path file;
    private OutputStream out = memory;
    private long length;
    private byte[] bytes;

    /**
     * @param folder where the file is made, or null for the system's folder
     * @param limit bytes there may be
     */
    SpooledBytes(Path folder, long limit) {
        this.folder = folder;
        this.limit = limit;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int count) throws IOException {
        if (count > limit - length) {
            throw new TranscodeException("more than " + limit + " bytes would have to be kept aside");
        }
        if (file == null && count > MOST_IN_MEMORY - length) {
            moveToFile();
        }
        out.write(from, offset, count);
        length += count;
    }

    private void moveToFile() throws IOException {
        String prefix = "camel-dicom-";
        file = folder == null ? Files.createTempFile(prefix, null) : Files.createTempFile(folder, prefix, null);
        out = Files.newOutputStream(file);
        memory.writeTo(out);
        memory = null;
    }

    long length() {
        return length;
    }

    /** Ends writing. */
    void complete() throws IOException {
        out.close();
        bytes = memory == null ? null : memory.toByteArray();
        memory = null;
    }

    @Override
    public InputStream openStream(long offset, long count) throws IOException {
        Objects.checkFromIndexSize(offset, count, length);
        return bytes == null
                ? BulkData.ofFile(file, offset, count, false).openStream()
                : new ByteArrayInputStream(bytes, (int) offset, (int) count);
    }

    @Override
    public void close() throws IOException {
        out.close();
        if (file != null) {
            Files.deleteIfExists(file);
        }
    }
}
