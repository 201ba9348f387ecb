package io.cameldicom.dicom.codec.jpeg2000;

/**
 * The MQ decoder (T.800 section C.3). Most decisions only make interval and code smaller by the same Qe; so instead of
 * both it keeps what is left until one of them needs care, and their distance from that. Not thread-safe.
 */
final class MqDecoder {
    /** Where a state has Qe, at the place it has in the interval. */
    static final int PROBABILITY = 0xFFFF0000;

    private static final long HALF = 0x8000_0000L;
    /** Bits of the code that stand after the fraction, so that bytes are seldom to be read. */
    private static final int AHEAD = 24;

    /** What the code register holds; broken streams carry beyond it. */
    private static final long REGISTER = (1L << 32 + AHEAD) - 1;

    private static final int FIRST_SHIFT = 7;
    private static final int NO_CONTEXT = MqStates.CONTEXTS;

    /** States by context, see {@link MqStates}. */
    final int[] contexts = new int[MqStates.CONTEXTS + 1];

    /**
     * How far code or interval (above one half), 16 bits of which are a fraction, are from the next renormalization. Loops
     * that decode keep it in a variable.
     */
    int margin;

    /** The interval A, less the margin. */
    private long intervalOffset;
    /** The code register C, with more bits after its fraction, less the margin. */
    private long codeOffset;

    /** How often the code can be shifted before it needs bytes. */
    private int shiftsLeft;

    private byte[] bytes;
    /** Index of the byte read last. */
    private int position;

    /** Starts a codeword segment (figure C.20). Two bytes FF must follow it. */
    void start(byte[] source, int from) {
        bytes = source;
        position = from;
        shiftsLeft = 0;
        intervalOffset = HALF >> FIRST_SHIFT;
        codeOffset = (bytes[from] & 0xFFL) << 16 + AHEAD;
        decodeCarefully(NO_CONTEXT, 0, 0);
    }

    int decode(int context) {
        int state = contexts[context];
        margin -= state & PROBABILITY;
        return margin >= 0 ? state & 1 : decodeCarefully(context, state, margin);
    }

    /**
     * Exchange, renormalization and reading of bytes (figures C.16 to C.19). All in one, for then it is too long to be
     * inlined by the JVM, and the loops that call it are a fifth faster.
     *
     * @param negative the margin, after Qe was taken from it; {@link #margin} need not be up to date
     */
    int decodeCarefully(int context, int state, int negative) {
        long probability = state & PROBABILITY;
        long interval = negative + intervalOffset;
        long code = ((long) negative << AHEAD) + codeOffset;
        // the outcome is hard to foretell here, so what depends on it is selected by masks
        long less = code >> 63;
        long exchanged = less ^ interval - probability >> 63;
        code += probability << AHEAD & less;
        interval ^= (interval ^ probability) & less;
        contexts[context] = MqStates.NEXT[state & 0x7F | (int) exchanged & MqStates.LESS_PROBABLE];
        int shift = Integer.numberOfLeadingZeros((int) interval);
        interval <<= shift;
        while (shift > shiftsLeft) {
            code <<= shiftsLeft;
            shift -= shiftsLeft;
            int room = AHEAD + 8;
            // a byte behind FF has a bit of carry, which must not be there before its time
            do {
                int next = bytes[position + 1] & 0xFF;
                if (bytes[position] != -1) {
                    code += (long) next << room;
                    position++;
                    room -= 8;
                } else if (next <= 0x8F) {
                    code += (long) next << room + 1;
                    position++;
                    room -= 7;
                } else {
                    code += 0xFFL << room;
                    room -= 8;
                }
            } while (room >= 0 && bytes[position] != -1);
            shiftsLeft = AHEAD + 8 - room;
        }
        code = code << shift & REGISTER;
        shiftsLeft -= shift;
        margin = (int) Math.min(interval - HALF, code >> AHEAD);
        intervalOffset = interval - margin;
        codeOffset = code - ((long) margin << AHEAD);
        return (state ^ (int) exchanged) & 1;
    }
}
