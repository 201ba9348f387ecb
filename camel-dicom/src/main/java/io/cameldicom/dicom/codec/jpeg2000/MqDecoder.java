package io.cameldicom.dicom.codec.jpeg2000;

/**
 * The MQ decoder (T.800 section C.3). Most decisions only make interval and code smaller by the same Qe; so instead of
 * both it keeps what is left until one of them needs care, and their distance from that. Not thread-safe.
 */
final class MqDecoder {
    /** Where a state has Qe, at the place it has in the interval. */
    static final int PROBABILITY = 0xFFFF0000;

    private static final int HALF = 0x8000;

    /** States by context, see {@link MqStates}. */
    final int[] contexts = new int[MqStates.CONTEXTS];

    /**
     * How far code or interval (above one half), 16 bits of which are a fraction, are from the next renormalization. Loops
     * that decode keep it in a variable.
     */
    int margin;

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
        margin -= state & PROBABILITY;
        return margin >= 0 ? state & 1 : decodeCarefully(context, state, margin);
    }

    /**
     * Exchange and renormalization (figures C.16 to C.18).
     *
     * @param negative the margin, after Qe was taken from it; {@link #margin} need not be up to date
     */
    int decodeCarefully(int context, int state, int negative) {
        int probability = state & PROBABILITY;
        int interval = negative + intervalOffset;
        int code = negative + codeOffset;
        // the outcome is hard to foretell here, so what depends on it is selected by masks
        int less = below(code + probability, probability);
        int exchanged = less ^ below(interval, probability);
        code += probability & -less;
        interval ^= (interval ^ probability) & -less;
        contexts[context] = MqStates.NEXT[state & 0x7F | exchanged << 7];
        int shift = Integer.numberOfLeadingZeros(interval);
        while (shift > shiftsLeft) {
            interval <<= shiftsLeft;
            code <<= shiftsLeft;
            shift -= shiftsLeft;
            code = readByte(code);
        }
        interval <<= shift;
        code <<= shift;
        shiftsLeft -= shift;
        split(interval, code);
        return state & 1 ^ exchanged;
    }

    /** 1 if the one is below the other, both unsigned, else 0. */
    private static int below(int one, int other) {
        return (int) ((one & 0xFFFFFFFFL) - (other & 0xFFFFFFFFL) >>> 63);
    }

    private void split(int interval, int code) {
        int room = interval - (HALF << 16);
        // the code as far as it is not above one half, where only the room counts
        int limited = (code | code >> 31) & Integer.MAX_VALUE;
        margin = Math.min(limited, room);
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
