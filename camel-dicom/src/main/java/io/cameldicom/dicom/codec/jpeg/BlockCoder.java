package io.cameldicom.dicom.codec.jpeg;

/** Huffman coding of quantized blocks of one kind, luminance or chrominance (T.81 section F.1.2): first counts, then writes. */
final class BlockCoder {
    private static final int END_OF_BLOCK = 0x00;
    private static final int ZERO_RUN = 0xF0;
    /** Bytes a block has at most: each of 64 coefficients with a code of 16 bits and a value of 15. */
    static final int LONGEST_BLOCK = 64 * 4;

    private final int[] dcFrequencies = new int[16];
    private final int[] acFrequencies = new int[256];
    private HuffmanEncodingTable dc;
    private HuffmanEncodingTable ac;

    /**
     * @param blocks coefficients in zigzag order
     * @param prediction the DC coefficient of the block before
     */
    void count(short[] blocks, int at, int prediction) {
        dcFrequencies[size(blocks[at] - prediction)]++;
        int run = 0;
        for (int k = 1; k < 64; k++) {
            int value = blocks[at + k];
            if (value == 0) {
                run++;
                continue;
            }
            for (; run > 15; run -= 16) {
                acFrequencies[ZERO_RUN]++;
            }
            acFrequencies[run << 4 | size(value)]++;
            run = 0;
        }
        if (run > 0) {
            acFrequencies[END_OF_BLOCK]++;
        }
    }

    /** Ends counting. */
    void makeTables() {
        dc = new HuffmanEncodingTable(dcFrequencies);
        ac = new HuffmanEncodingTable(acFrequencies);
    }

    HuffmanEncodingTable dcTable() {
        return dc;
    }

    HuffmanEncodingTable acTable() {
        return ac;
    }

    void put(short[] blocks, int at, int prediction, BitWriter out) {
        int difference = blocks[at] - prediction;
        putValue(dc, size(difference), difference, size(difference), out);
        int run = 0;
        for (int k = 1; k < 64; k++) {
            int value = blocks[at + k];
            if (value == 0) {
                run++;
                continue;
            }
            for (; run > 15; run -= 16) {
                out.put(ac.codes[ZERO_RUN], ac.lengths[ZERO_RUN]);
            }
            int size = size(value);
            putValue(ac, run << 4 | size, value, size, out);
            run = 0;
        }
        if (run > 0) {
            out.put(ac.codes[END_OF_BLOCK], ac.lengths[END_OF_BLOCK]);
        }
    }

    private static void putValue(HuffmanEncodingTable table, int symbol, int value, int size, BitWriter out) {
        int raw = value + (value >> 31) & (1 << size) - 1;
        out.put(table.codes[symbol] << size | raw, table.lengths[symbol] + size);
    }

    private static int size(int value) {
        return 32 - Integer.numberOfLeadingZeros(Math.abs(value));
    }
}
