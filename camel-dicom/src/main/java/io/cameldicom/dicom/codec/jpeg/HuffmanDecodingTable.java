package io.cameldicom.dicom.codec.jpeg;

import java.util.Arrays;

/**
 * A Huffman table made for reading several codes' worth of bits at once (T.81 Annexes C and F.2.2). Most codes and the
 * bits that follow them are found with one look at the next {@link #LOOKUP_BITS} bits.
 */
final class HuffmanDecodingTable {
    static final int LOOKUP_BITS = 10;
    /** A run in {@link #values} that ends the block. */
    static final int END_OF_BLOCK = 64;

    private static final int LONGEST_CODE = 16;

    /**
     * By the next bits: value << 16 | run << 8 | bits of code and value, or 0 if they are more than
     * {@link #LOOKUP_BITS}. The run is that of zero coefficients before the value.
     */
    final int[] values = new int[1 << LOOKUP_BITS];

    /** By the next bits: symbol << 8 | bits of the code, or 0 if they are more than {@link #LOOKUP_BITS}. */
    private final int[] symbols = new int[1 << LOOKUP_BITS];

    /** By code length: the first code that is longer, aligned to {@link #LONGEST_CODE} bits. */
    private final int[] limits = new int[LONGEST_CODE + 1];

    /** By code length: index in {@link #bySequence} of code 0 of that length. */
    private final int[] bases = new int[LONGEST_CODE + 1];

    private final byte[] bySequence;

    /**
     * @param counts number of codes by length, the first of length 1
     * @param symbols in the order of their codes
     * @param differences whether symbols are sizes of differences (DC, lossless) and not runs and sizes (AC)
     * @throws IllegalArgumentException if there are more codes than fit their lengths
     */
    HuffmanDecodingTable(int[] counts, byte[] symbols, boolean differences) {
        this.bySequence = symbols;
        int code = 0;
        int next = 0;
        for (int length = 1; length <= LONGEST_CODE; length++) {
            code <<= 1;
            bases[length] = next - code;
            for (int i = 0; i < counts[length - 1]; i++, code++, next++) {
                if (code >= 1 << length) {
                    throw new IllegalArgumentException("more Huffman codes than fit their lengths");
                }
                if (length <= LOOKUP_BITS) {
                    int from = code << LOOKUP_BITS - length;
                    Arrays.fill(
                            this.symbols,
                            from,
                            from + (1 << LOOKUP_BITS - length),
                            (symbols[next] & 0xFF) << 8 | length);
                }
            }
            limits[length] = code << LONGEST_CODE - length;
        }
        for (int bits = 0; bits < values.length; bits++) {
            values[bits] = differences ? difference(bits) : coefficient(bits);
        }
    }

    private int difference(int bits) {
        int length = symbols[bits] & 0xFF;
        int size = symbols[bits] >> 8;
        return length == 0 || length + size > LOOKUP_BITS ? 0 : valueAfter(bits, length, size) << 16 | length + size;
    }

    private int coefficient(int bits) {
        int length = symbols[bits] & 0xFF;
        int run = symbols[bits] >> 12;
        int size = symbols[bits] >> 8 & 15;
        if (length == 0 || length + size > LOOKUP_BITS) {
            return 0;
        }
        if (size > 0) {
            return valueAfter(bits, length, size) << 16 | run << 8 | length + size;
        }
        return (run == 15 ? run : END_OF_BLOCK) << 8 | length;
    }

    private static int valueAfter(int bits, int length, int size) {
        int raw = bits >> LOOKUP_BITS - length - size & (1 << size) - 1;
        return extend(raw, size);
    }

    /** T.81 figure F.12: the value whose magnitude has this size. */
    static int extend(int raw, int size) {
        return size == 0 || raw >> size - 1 != 0 ? raw : raw + 1 - (1 << size);
    }

    /**
     * The symbol of the code that the bits begin with.
     *
     * @param next16 the next 16 bits
     * @return symbol << 8 | bits of the code, or 0 if no code begins so
     */
    int symbol(int next16) {
        int found = symbols[next16 >> LONGEST_CODE - LOOKUP_BITS];
        if (found != 0) {
            return found;
        }
        for (int length = LOOKUP_BITS + 1; length <= LONGEST_CODE; length++) {
            if (next16 < limits[length]) {
                int index = bases[length] + (next16 >> LONGEST_CODE - length);
                return (bySequence[index] & 0xFF) << 8 | length;
            }
        }
        return 0;
    }
}
