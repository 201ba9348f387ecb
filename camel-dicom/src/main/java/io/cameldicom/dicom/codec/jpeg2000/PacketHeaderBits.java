package io.cameldicom.dicom.codec.jpeg2000;

import io.cameldicom.dicom.codec.CodecException;

/** The bits of a packet header, a zero bit being stuffed behind each byte FF (T.800 section B.10.1). Not thread-safe. */
final class PacketHeaderBits {
    /** Room for the way from a leaf of a tag tree to its root: 2^31 leaves at most. */
    final int[] path = new int[34];

    private byte[] bytes;
    private int position;
    private int end;
    private int current;
    private int left;

    /** Starts at a byte. */
    void start(byte[] source, int from, int to) {
        bytes = source;
        position = from;
        end = to;
        current = 0;
        left = 0;
    }

    int readBit() throws CodecException {
        if (left == 0) {
            left = current == 0xFF ? 7 : 8;
            if (position >= end) {
                throw new CodecException("packet header is cut off");
            }
            current = bytes[position++] & 0xFF;
        }
        return current >> --left & 1;
    }

    /** @param count at most 31 */
    int readBits(int count) throws CodecException {
        int value = 0;
        for (int i = 0; i < count; i++) {
            value = value << 1 | readBit();
        }
        return value;
    }

    /** Leaves the byte at hand, and the stuffed one behind it, and says where the next begins. */
    int end() throws CodecException {
        if (current == 0xFF) {
            if (position >= end) {
                throw new CodecException("packet header is cut off");
            }
            position++;
        }
        return position;
    }
}
