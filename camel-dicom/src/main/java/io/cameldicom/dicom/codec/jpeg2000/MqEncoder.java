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

    void encode(int context, int symbol) {
        int state = contexts[context];
        int probability = state >>> 16;
        int rest = interval - probability;
        int less = state & 1 ^ symbol;
        if (less == 0 && rest >= HALF) {
            interval = rest;
            code += probability;
            return;
        }
        // the outcome is hard to foretell here, so what depends on it is selected by masks
        int exchanged = less ^ rest - probability >>> 31;
        interval = rest ^ (rest ^ probability) & -exchanged;
        code += probability & exchanged - 1;
        contexts[context] = MqStates.NEXT[state & 0x7F | less << 7];
        renormalize();
    }

    private void renormalize() {
        int shift = Integer.numberOfLeadingZeros(interval) - 16;
        interval <<= shift;
        while (shift >= shiftsLeft) {
            code <<= shiftsLeft;
            shift -= shiftsLeft;
            writeByte();
        }
        code <<= shift;
        shiftsLeft -= shift;
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
