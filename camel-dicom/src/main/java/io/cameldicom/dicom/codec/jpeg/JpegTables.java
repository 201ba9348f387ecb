package io.cameldicom.dicom.codec.jpeg;

import io.cameldicom.dicom.codec.CodecException;
import io.cameldicom.dicom.codec.marker.MarkerReader;

/** The tables that marker segments define between the frame and its scans (T.81 section B.2.4). */
final class JpegTables {
    private final int[][] quantization = new int[4][];
    private final HuffmanTable[] dc = new HuffmanTable[4];
    private final HuffmanTable[] ac = new HuffmanTable[4];
    private int restartInterval;

    /** Code counts by length and symbols, and the decoding table once a scan asked for it. */
    private static final class HuffmanTable {
        private final int[] counts;
        private final byte[] symbols;
        private HuffmanDecodingTable decoding;

        HuffmanTable(int[] counts, byte[] symbols) {
            this.counts = counts;
            this.symbols = symbols;
        }

        HuffmanDecodingTable decoding(boolean differences, MarkerReader in) throws CodecException {
            if (decoding == null) {
                try {
                    decoding = new HuffmanDecodingTable(counts, symbols, differences);
                } catch (IllegalArgumentException e) {
                    throw in.broken(e.getMessage());
                }
            }
            return decoding;
        }
    }

    /** B.2.4.1 */
    void readQuantization(MarkerReader in) throws CodecException {
        while (in.remaining() > 0) {
            int header = in.readByte();
            if ((header & 15) > 3 || header >> 4 > 1) {
                throw in.broken("number or precision of a quantization table is out of range");
            }
            int[] table = new int[64];
            for (int i = 0; i < 64; i++) {
                table[i] = header >> 4 == 0 ? in.readByte() : in.readUnsignedShort();
            }
            quantization[header & 15] = table;
        }
    }

    /** B.2.4.2 */
    void readHuffman(MarkerReader in) throws CodecException {
        while (in.remaining() > 0) {
            int header = in.readByte();
            if ((header & 15) > 3 || header >> 4 > 1) {
                throw in.broken("number or class of a Huffman table is out of range");
            }
            int[] counts = new int[16];
            int total = 0;
            for (int i = 0; i < 16; i++) {
                counts[i] = in.readByte();
                total += counts[i];
            }
            if (total > 256) {
                throw in.broken("Huffman table of " + total + " codes");
            }
            byte[] symbols = new byte[total];
            for (int i = 0; i < total; i++) {
                symbols[i] = (byte) in.readByte();
            }
            (header >> 4 == 0 ? dc : ac)[header & 15] = new HuffmanTable(counts, symbols);
        }
    }

    /** B.2.4.4 */
    void readRestartInterval(MarkerReader in) throws CodecException {
        restartInterval = in.readUnsignedShort();
    }

    int restartInterval() {
        return restartInterval;
    }

    /** The table in zigzag order. */
    int[] quantization(int number, MarkerReader in) throws CodecException {
        if (quantization[number] == null) {
            throw in.broken("quantization table " + number + " is not defined");
        }
        return quantization[number];
    }

    HuffmanDecodingTable[] dc(int[] numbers, MarkerReader in) throws CodecException {
        return tables(dc, numbers, true, in);
    }

    HuffmanDecodingTable[] ac(int[] numbers, MarkerReader in) throws CodecException {
        return tables(ac, numbers, false, in);
    }

    private static HuffmanDecodingTable[] tables(
            HuffmanTable[] defined, int[] numbers, boolean differences, MarkerReader in) throws CodecException {
        HuffmanDecodingTable[] tables = new HuffmanDecodingTable[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            if (defined[numbers[i]] == null) {
                throw in.broken("Huffman table " + numbers[i] + " is not defined");
            }
            tables[i] = defined[numbers[i]].decoding(differences, in);
        }
        return tables;
    }
}
