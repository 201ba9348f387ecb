package io.cameldicom.dicom.codec.jpeg2000;

import java.util.Arrays;

/** Bits of packet headers, with those stuffed behind bytes FF (T.800 section B.10.1). Not thread-safe. */
final class PacketHeaderWriter {
    private byte[] bytes = new byte[256];
    private int length;
    private int current;
    private int left = 8;

    /** Drops what was written. */
    void clear() {
        length = 0;
        current = 0;
        left = 8;
    }

    void writeBit(int bit) {
        current |= bit << --left;
        if (left == 0) {
            writeByte();
        }
    }

    void writeBits(int value, int count) {
        for (int i = count - 1; i >= 0; i--) {
            writeBit(value >> i & 1);
        }
    }

    private void writeByte() {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * length);
        }
        bytes[length++] = (byte) current;
        left = current == 0xFF ? 7 : 8;
        current = 0;
    }

    /** Fills up the last byte; a header does not end with FF. */
    void align() {
        if (left < 8) {
            writeByte();
        }
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }
}
