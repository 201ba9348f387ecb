package io.cameldicom.dicom.codec.jpeg;

/**
 * Differences of the lossless process (T.81 section H.2), found as many at a time as the next bits hold: neighbours are
 * alike in most images, and their codes short.
 */
final class DifferenceTable {
    /** Differences that an entry has at most. */
    static final int MOST = 3;

    private static final int LOOKUP_BITS = HuffmanDecodingTable.LOOKUP_BITS;

    /**
     * By the next bits: the differences in their order, 16 bits each from bit 16 on, above count << 8 | bits of all. The
     * count is 0 where the first has more bits than {@link HuffmanDecodingTable#LOOKUP_BITS}.
     */
    final long[] entries = new long[1 << LOOKUP_BITS];

    DifferenceTable(HuffmanDecodingTable table) {
        int[] values = table.values;
        for (int bits = 0; bits < entries.length; bits++) {
            long entry = 0;
            int count = 0;
            int used = 0;
            while (count < MOST) {
                int found = values[bits << used & entries.length - 1];
                int length = found & 0xFF;
                if (length == 0 || used + length > LOOKUP_BITS) {
                    break;
                }
                entry |= (found >> 16 & 0xFFFFL) << 16 + 16 * count++;
                used += length;
            }
            entries[bits] = entry | count << 8 | used;
        }
    }
}
