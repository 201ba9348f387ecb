package io.cameldicom.dicom.codec.jpeg2000;

/** The bits of a codeword segment that is not arithmetically coded (T.800 section D.6). Not thread-safe. */
final class RawBits {
    private byte[] bytes;
    private int position;
    private int current;
    private int left;

    /** Starts a codeword segment. Two bytes FF must follow it. */
    void start(byte[] source, int from) {
        bytes = source;
        position = from;
        current = 0;
        left = 0;
    }

    int read() {
        if (left == 0) {
            boolean stuffed = current == 0xFF;
            int next = bytes[position] & 0xFF;
            if (stuffed && next > 0x8F) {
                // the end: ones follow, as for the arithmetic decoder
                left = 8;
            } else {
                current = next;
                left = stuffed ? 7 : 8;
                position++;
            }
        }
        return current >> --left & 1;
    }
}
