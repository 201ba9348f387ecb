package io.cameldicom.dicom.codec.jpeg2000;

/**
 * The MQ decoder (T.800 section C.3). Most decisions only make interval and code smaller by the same Qe; so instead of
 * both it keeps what is left until one of them needs care, and their distance from that. Not thread-safe.
 */
final class MqDecoder {
    private static final int HALF = 0x8000;

    /** States by context, see {@link MqStates}. */
    final int[] contexts = new int[MqStates.CONTEXTS];

    /** How far code or interval (above one half), 16 bits of which are a fraction, are from the next renormalization. */
    private int margin;
    /** The interval A is the margin and this, modulo 2^32. */
    private int intervalOffset;
    /** The code register C likewise. */
    private int codeOffset;

    private int shiftsLeft;
    private byte[] bytes;
    private int position;

    /** Starts a codeword segment. Two bytes FF must follow it. */
    void start(byte[] source, int from) {
        bytes = source;
        position = from;
        int code = (bytes[position] & 0xFF) << 16;
        code = readByte(code) << 7;
        shiftsLeft -= 7;
        split(HALF << 16, code);
    }

    int decode(int context) {
        int state = contexts[context];
        margin -= state & 0xFFFF0000;
        return margin >= 0 ? state & 1 : decodeCarefully(context, state);
    }

    /** Exchange and renormalization (figures C.16 to C.18). */
    private int decodeCarefully(int context, int state) {
        int probability = state & 0xFFFF0000;
        int interval = margin + intervalOffset;
        int code = margin + codeOffset;
        boolean narrow = Integer.compareUnsigned(interval, probability) < 0;
        boolean less = Integer.compareUnsigned(code + probability, probability) < 0;
        if (less) {
            code += probability;
            interval = probability;
        }
        int symbol = state & 1;
        if (less == narrow) {
            contexts[context] = MqStates.AFTER_MPS[state & 0xFF];
        } else {
            symbol ^= 1;
            contexts[context] = MqStates.AFTER_LPS[state & 0xFF];
        }
        do {
            if (shiftsLeft == 0) {
                code = readByte(code);
            }
            int shift = Math.min(shiftsLeft, Integer.numberOfLeadingZeros(interval));
            interval <<= shift;
            code <<= shift;
            shiftsLeft -= shift;
        } while (interval >= 0);
        split(interval, code);
        return symbol;
    }

    private void split(int interval, int code) {
        int room = interval - (HALF << 16);
        margin = Integer.compareUnsigned(code, room) < 0 ? code : room;
        intervalOffset = interval - margin;
        codeOffset = code - margin;
    }

    /** Figure C.19 */
    private int readByte(int code) {
        int next = bytes[position + 1] & 0xFF;
        if (bytes[position] == -1) {
            if (next > 0x8F) {
                shiftsLeft = 8;
                return code + 0xFF00;
            }
            position++;
            shiftsLeft = 7;
            return code + (next << 9);
        }
        position++;
        shiftsLeft = 8;
        return code + (next << 8);
    }
}
