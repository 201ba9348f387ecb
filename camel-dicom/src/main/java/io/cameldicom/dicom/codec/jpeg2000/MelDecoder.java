package io.cameldicom.dicom.codec.jpeg2000;

/** The adaptive run-length code of quads without a significant neighbor (T.814 section 7.1.3). Not thread-safe. */
final class MelDecoder {
    private static final int[] EXPONENTS = {0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 4, 5};

    private byte[] bytes;
    private int position;
    private int end;
    private int current;
    private int left;
    private int state;
    private int run;
    private boolean one;

    /** Starts at a byte; what would follow the end is ones. */
    void start(byte[] source, int from, int to) {
        bytes = source;
        position = from;
        end = to;
        current = 0;
        left = 0;
        state = 0;
        run = 0;
        one = false;
    }

    /** The next symbol. */
    boolean decode() {
        if (run == 0 && !one) {
            readRun();
        }
        if (run > 0) {
            run--;
            return false;
        }
        one = false;
        return true;
    }

    private void readRun() {
        int exponent = EXPONENTS[state];
        if (readBit() == 1) {
            run = 1 << exponent;
            state = Math.min(EXPONENTS.length - 1, state + 1);
            return;
        }
        for (int i = 0; i < exponent; i++) {
            run = run << 1 | readBit();
        }
        state = Math.max(0, state - 1);
        one = true;
    }

    private int readBit() {
        if (left == 0) {
            left = current == 0xFF ? 7 : 8;
            current = position < end ? bytes[position++] & 0xFF : 0xFF;
        }
        return current >> --left & 1;
    }
}
