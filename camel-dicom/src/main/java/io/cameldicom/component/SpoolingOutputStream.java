package io.cameldicom.component;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** Keeps what is written in memory up to a threshold, beyond it in a file of the spool. */
final class SpoolingOutputStream extends OutputStream {

    private final Spool spool;
    private byte[] buffer = new byte[4096];
    private int count;
    private SpoolFile file;
    private OutputStream fileStream;
    private long fileLength;

    SpoolingOutputStream(Spool spool) {
        this.spool = spool;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (fileStream == null && count + (long) length > spool.threshold()) {
            openFile();
        }
        if (fileStream != null) {
            fileStream.write(bytes, offset, length);
            fileLength += length;
            return;
        }
        if (count + length > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(count + length, buffer.length * 2));
        }
        System.arraycopy(bytes, offset, buffer, count, length);
        count += length;
    }

    /** What was written; the file, if there is one, is held once by the caller. */
    DataSetBytes bytes() throws IOException {
        close();
        return file == null ? new DataSetBytes.Memory(buffer, 0, count) : new DataSetBytes.InFile(file, 0, fileLength);
    }

    @Override
    public void close() throws IOException {
        if (fileStream != null) {
            fileStream.close();
        }
    }

    /** Closes and throws away what was written, after a failure. */
    void discard() throws IOException {
        close();
        if (file != null) {
            file.release();
        }
    }

    private void openFile() throws IOException {
        file = SpoolFile.owned(spool.newPath());
        fileStream = Files.newOutputStream(file.path(), StandardOpenOption.CREATE_NEW);
        fileStream.write(buffer, 0, count);
        fileLength = count;
        buffer = null;
    }
}
