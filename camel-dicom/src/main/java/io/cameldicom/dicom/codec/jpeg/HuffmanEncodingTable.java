package io.cameldicom.dicom.codec.jpeg;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** The best Huffman table for given frequencies, with codes of at most 16 bits (T.81 section K.2). */
final class HuffmanEncodingTable {
    private static final int LONGEST_CODE = 16;

    /** Code by symbol, right-aligned. */
    final int[] codes = new int[256];
    /** Bits of the code by symbol; 0 for a symbol that never occurs. */
    final int[] lengths = new int[256];

    private final int[] counts = new int[LONGEST_CODE + 1];
    private final byte[] symbols;

    /** @param frequencies by symbol, at most 256 */
    HuffmanEncodingTable(int[] frequencies) {
        int[] treeLengths = treeLengths(frequencies);
        int[] byLength = countByLength(treeLengths);
        shorten(byLength);
        System.arraycopy(byLength, 0, counts, 0, counts.length);
        symbols = symbolsByFrequency(treeLengths, byLength.length);
        assignCodes();
    }

    /**
     * Code lengths of an optimal code for the symbols and one more, that takes the code of all ones, which T.81 section C
     * forbids (figure K.1).
     */
    private static int[] treeLengths(int[] frequencies) {
        int reserved = frequencies.length;
        long[] weights = new long[reserved + 1];
        for (int i = 0; i < reserved; i++) {
            weights[i] = frequencies[i];
        }
        weights[reserved] = 1;
        int[] lengths = new int[reserved + 1];
        int[] next = new int[reserved + 1];
        Arrays.fill(next, -1);
        while (true) {
            int first = lightest(weights, -1);
            int second = lightest(weights, first);
            if (second < 0) {
                return lengths;
            }
            weights[first] += weights[second];
            weights[second] = 0;
            int tail = first;
            lengths[tail]++;
            while (next[tail] >= 0) {
                tail = next[tail];
                lengths[tail]++;
            }
            next[tail] = second;
            for (int i = second; i >= 0; i = next[i]) {
                lengths[i]++;
            }
        }
    }

    /** The last of the lightest, so that the reserved symbol gets a longest code. */
    private static int lightest(long[] weights, int except) {
        int found = -1;
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] > 0 && i != except && (found < 0 || weights[i] <= weights[found])) {
                found = i;
            }
        }
        return found;
    }

    private static int[] countByLength(int[] treeLengths) {
        int longest = LONGEST_CODE;
        for (int length : treeLengths) {
            longest = Math.max(longest, length);
        }
        int[] byLength = new int[longest + 1];
        for (int length : treeLengths) {
            if (length > 0) {
                byLength[length]++;
            }
        }
        return byLength;
    }

    /** Figure K.3: a pair too long is hung up higher; last the reserved symbol is taken out. */
    private static void shorten(int[] byLength) {
        for (int length = byLength.length - 1; length > LONGEST_CODE; length--) {
            while (byLength[length] > 0) {
                int shorter = length - 2;
                while (byLength[shorter] == 0) {
                    shorter--;
                }
                byLength[length] -= 2;
                byLength[length - 1]++;
                byLength[shorter + 1] += 2;
                byLength[shorter]--;
            }
        }
        int longest = LONGEST_CODE;
        while (longest > 0 && byLength[longest] == 0) {
            longest--;
        }
        byLength[longest]--;
    }

    /** Figure K.4: the symbols in the order of their codes. */
    private static byte[] symbolsByFrequency(int[] treeLengths, int end) {
        ByteArrayOutputStream sorted = new ByteArrayOutputStream();
        for (int length = 1; length < end; length++) {
            for (int symbol = 0; symbol < treeLengths.length - 1; symbol++) {
                if (treeLengths[symbol] == length) {
                    sorted.write(symbol);
                }
            }
        }
        return sorted.toByteArray();
    }

    private void assignCodes() {
        int code = 0;
        int next = 0;
        for (int length = 1; length <= LONGEST_CODE; length++) {
            for (int i = 0; i < counts[length]; i++) {
                int symbol = symbols[next++] & 0xFF;
                codes[symbol] = code++;
                lengths[symbol] = length;
            }
            code <<= 1;
        }
    }

    /** A definition in a DHT segment (B.2.4.2). */
    byte[] definition(int tableClass, int number) {
        byte[] body = new byte[1 + LONGEST_CODE + symbols.length];
        body[0] = (byte) (tableClass << 4 | number);
        for (int length = 1; length <= LONGEST_CODE; length++) {
            body[length] = (byte) counts[length];
        }
        System.arraycopy(symbols, 0, body, 1 + LONGEST_CODE, symbols.length);
        return body;
    }
}
