package io.cameldicom.dicom.codec.jpeg;

/** The codes of differences of the lossless process (T.81 section H.1.2.2), the best for given ones. */
final class DifferenceCodes {
    /** Bits a difference has at most: its code and its value. */
    static final int LONGEST = 32;

    /** Differences of at most so many bits have a code with its value in a table. */
    private static final int SMALL_SIZE = 7;

    private static final int SMALL = 1 << SMALL_SIZE;

    private final HuffmanEncodingTable table;
    /** By a small difference and {@link #SMALL}: code and value << 8 | bits of both. */
    private final int[] small = new int[2 * SMALL];

    /** @param differences -32768 stands for 32768 */
    DifferenceCodes(short[] differences) {
        table = new HuffmanEncodingTable(frequencies(differences));
        for (int difference = 1 - SMALL; difference < SMALL; difference++) {
            small[difference + SMALL] = (int) large(difference);
        }
    }

    HuffmanEncodingTable table() {
        return table;
    }

    /** The code of a difference and its value << 8 | bits of both. */
    long of(int difference) {
        int index = difference + SMALL;
        return index > 0 && index < 2 * SMALL ? small[index] & 0xFFFF_FFFFL : large(difference);
    }

    private long large(int difference) {
        int size = size(difference);
        // no bits follow the code of 32768
        int extra = size & 15;
        int raw = difference + (difference >> 31) & (1 << extra) - 1;
        return ((long) table.codes[size] << extra | raw) << 8 | table.lengths[size] + extra;
    }

    /** Counts sizes, neighbours in counters of their own: being mostly alike they would wait for each other. */
    private static int[] frequencies(short[] differences) {
        int[] counters = new int[4 * 32];
        for (int i = 0; i < differences.length; i++) {
            counters[(i & 3) << 5 | size(differences[i])]++;
        }
        int[] frequencies = new int[17];
        for (int size = 0; size < frequencies.length; size++) {
            frequencies[size] = counters[size] + counters[32 + size] + counters[64 + size] + counters[96 + size];
        }
        return frequencies;
    }

    /** T.81 table H.2: SSSS of a difference. */
    private static int size(int difference) {
        return 32 - Integer.numberOfLeadingZeros(Math.abs(difference));
    }
}
