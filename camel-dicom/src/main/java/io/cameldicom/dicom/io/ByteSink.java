package io.cameldicom.dicom.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** Numbers and bytes to a stream, through a buffer for the small ones. */
final class ByteSink {

    private static final int BUFFER = 16 * 1024;

    private final OutputStream out;
    private final byte[] buffer = new byte[BUFFER];
    private int count;

    ByteSink(OutputStream out) {
        this.out = out;
    }

    void writeTag(int tag, boolean bigEndian) throws IOException {
        writeShort(tag >>> 16, bigEndian);
        writeShort(tag & 0xFFFF, bigEndian);
    }

    void writeShort(int value, boolean bigEndian) throws IOException {
        reserve(2);
        buffer[count++] = (byte) (bigEndian ? value >> 8 : value);
        buffer[count++] = (byte) (bigEndian ? value : value >> 8);
    }

    void writeInt(int value, boolean bigEndian) throws IOException {
        writeShort(bigEndian ? value >>> 16 : value & 0xFFFF, bigEndian);
        writeShort(bigEndian ? value & 0xFFFF : value >>> 16, bigEndian);
    }

    private void reserve(int bytes) throws IOException {
        if (BUFFER - count < bytes) {
            drain();
        }
    }

    void write(byte[] bytes, int offset, int length) throws IOException {
        if (length > BUFFER - count) {
            drain();
        }
        if (length > BUFFER) {
            out.write(bytes, offset, length);
            return;
        }
        System.arraycopy(bytes, offset, buffer, count, length);
        count += length;
    }

    void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            reserve(1);
            int part = Math.min(bytes.remaining(), BUFFER - count);
            bytes.get(buffer, count, part);
            count += part;
        }
    }

    /** Gives the stream what is buffered. */
    void drain() throws IOException {
        out.write(buffer, 0, count);
        count = 0;
    }
}
