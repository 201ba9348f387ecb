package io.cameldicom.dicom.codec.jpeg2000;

import java.util.Arrays;

/**
 * The MQ encoder (T.800 section C.2). Codeword segments lie in a buffer that grows, one byte before each kept free. Not
 * thread-safe.
 */
final class MqEncoder {
    private static final int HALF = 0x8000;
    private static final int CARRY = 1 << 27;

    /** States by context, see {@link MqStates}. */
    final int[] contexts = new int[MqStates.CONTEXTS];

    private int interval;
    private int code;
    private int shiftsLeft;
    private byte[] bytes;
    /** Index of the byte written last, which a carry may still change. */
    private int position;

    private int start;

    /** Starts a codeword segment at an index above 0. */
    void start(byte[] buffer, int at) {
        bytes = buffer;
        start = at;
        position = at - 1;
        bytes[position] = 0;
        interval = HALF;
        code = 0;
        shiftsLeft = 12;
    }

    /**
     * Encodes decisions in their contexts (figures C.3 to C.7). All takes the same path but the writing of bytes: what
     * depends on a decision is selected by masks, for it would be hard to foretell where to branch.
     */
    void encode(Decisions decisions) {
        short[] pairs = decisions.pairs;
        int count = decisions.count;
        int[] states = contexts;
        int a = interval;
        int c = code;
        int left = shiftsLeft;
        for (int i = 0; i < count; i++) {
            int pair = pairs[i];
            int context = pair >> Decisions.CONTEXT & Decisions.CONTEXT_MASK;
            int times = pair >> Decisions.TIMES;
            int state = states[context];
            int sum = (state >>> 16) * (times - 1);
            if (times > 1 && ((state ^ pair) & 1) == 0 && a - sum >= HALF) {
                a -= sum;
                c += sum;
                times = 1;
            }
            do {
                state = states[context];
                int probability = state >>> 16;
                int less = -((state ^ pair) & 1);
                int rest = a - probability;
                int exchanged = less ^ rest - probability >> 31;
                int renormalized = less | rest - HALF >> 31;
                a = rest ^ (rest ^ probability) & exchanged;
                c += probability & ~exchanged;
                states[context] =
                        state ^ (state ^ MqStates.NEXT[state & 0x7F | less & MqStates.LESS_PROBABLE]) & renormalized;
                int shift = Integer.numberOfLeadingZeros(a) - 16;
                a <<= shift;
                if (shift < left) {
                    c <<= shift;
                    left -= shift;
                } else {
                    code = c;
                    shiftsLeft = left;
                    shift(shift);
                    c = code;
                    left = shiftsLeft;
                }
            } while (--times > 0);
        }
        interval = a;
        code = c;
        shiftsLeft = left;
    }

    private void shift(int shift) {
        int left = shift;
        while (left >= shiftsLeft) {
            code <<= shiftsLeft;
            left -= shiftsLeft;
            writeByte();
        }
        code <<= left;
        shiftsLeft -= left;
    }

    /** Figure C.8 */
    private void writeByte() {
        if (position + 2 >= bytes.length) {
            bytes = Arrays.copyOf(bytes, bytes.length * 2);
        }
        boolean stuff = bytes[position] == -1;
        if (!stuff && code >= CARRY) {
            bytes[position]++;
            code -= CARRY;
            stuff = bytes[position] == -1;
        }
        position++;
        if (stuff) {
            bytes[position] = (byte) (code >> 20);
            code &= 0xFFFFF;
            shiftsLeft = 7;
        } else {
            bytes[position] = (byte) (code >> 19);
            code &= 0x7FFFF;
            shiftsLeft = 8;
        }
    }

    /** A length of the segment that lets a decoder read all symbols so far, if more follow. */
    int sufficientLength() {
        return position + 1 - start + 4;
    }

    /** Ends the segment (figure C.11); its length is {@link #length()} then. */
    void flush() {
        int end = code + interval;
        code |= 0xFFFF;
        if (code >= end) {
            code -= HALF;
        }
        code <<= shiftsLeft;
        writeByte();
        code <<= shiftsLeft;
        writeByte();
        if (bytes[position] != -1) {
            position++;
        }
    }

    /** After {@link #flush}. */
    int length() {
        return position - start;
    }

    /** The buffer, which may have grown. */
    byte[] buffer() {
        return bytes;
    }
}
