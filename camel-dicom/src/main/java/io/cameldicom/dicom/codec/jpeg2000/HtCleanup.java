package io.cameldicom.dicom.codec.jpeg2000;

import io.cameldicom.dicom.codec.CodecException;
import java.util.Arrays;

/**
 * The cleanup pass of a high-throughput code-block (T.814 sections 7.1 to 7.3): all magnitude bits down to its bit-plane,
 * by quads of two by two samples, those of a quad numbered down the columns. Not thread-safe.
 */
final class HtCleanup {
    private static final int MOST_SUFFIX = 4079;
    /** The value of a U-VLC prefix in the upper, its length in the lower four bits, by the next three bits. */
    private static final int[] PREFIXES = {0x53, 0x11, 0x22, 0x11, 0x33, 0x11, 0x22, 0x11};

    private static final int FIRST_EXTENDED_SUFFIX = 28;
    private static final int LOWER_SAMPLES = 0b1010;
    private static final int RIGHT_SAMPLES = 0b1100;

    private final MelDecoder mel = new MelDecoder();
    private final BackwardBits vlc = new BackwardBits();
    private final ForwardBits magnitudes = new ForwardBits();
    private byte[] segment = new byte[4096];

    private int width;
    private int columns;
    /** Of each quad of the row at hand what {@link CxtVlc} says, between two quads of nothing; and of the row above. */
    private int[] quads = {};

    private int[] quadsAbove = {};
    /** Exponent offsets u of the quads of the row at hand. */
    private int[] offsets = {};
    /** 2 mu - 1 of the lower samples, or 0, with one before and two behind; and of the row above. */
    private int[] lower = {};

    private int[] lowerAbove = {};

    /**
     * Decodes into coefficients that are all zero.
     *
     * @param mostExponent what the exponent of a sample can be at most
     * @param plane the bit-plane, 0 for the lowest
     */
    void decode(byte[] bytes, int start, int length, CodeBlock block, int mostExponent, int plane, int[] coefficients)
            throws CodecException {
        startSegment(bytes, start, length);
        width = block.width;
        columns = width + 1 >> 1;
        clearRows();
        int quadRows = block.height + 1 >> 1;
        for (int row = 0; row < quadRows; row++) {
            if (row == 0) {
                readFirstRow();
            } else {
                readRow();
            }
            checkEdges(row == quadRows - 1 && (block.height & 1) == 1);
            readSamples(row, mostExponent, plane, coefficients);
            int[] swapped = quadsAbove;
            quadsAbove = quads;
            quads = swapped;
            swapped = lowerAbove;
            lowerAbove = lower;
            lower = swapped;
        }
    }

    private void startSegment(byte[] bytes, int start, int length) throws CodecException {
        if (segment.length < length) {
            segment = new byte[length];
        }
        System.arraycopy(bytes, start, segment, 0, length);
        int suffix = length < 2 ? 0 : (segment[length - 1] & 0xFF) << 4 | segment[length - 2] & 0xF;
        if (suffix < 2 || suffix > Math.min(length, MOST_SUFFIX)) {
            throw new CodecException("cleanup segment of " + length + " bytes with a suffix of " + suffix);
        }
        segment[length - 1] = -1;
        segment[length - 2] |= 0xF;
        int prefix = length - suffix;
        magnitudes.start(segment, 0, prefix, 0xFF);
        mel.start(segment, prefix, length);
        vlc.startAtHalf(segment, length - 2, prefix);
    }

    private void clearRows() {
        if (quads.length < columns + 3) {
            quads = new int[columns + 3];
            quadsAbove = new int[columns + 3];
            offsets = new int[columns + 1];
            lower = new int[2 * columns + 4];
            lowerAbove = new int[2 * columns + 4];
        } else {
            // what lies behind the row may be of a wider code-block
            Arrays.fill(quads, 0);
            Arrays.fill(quadsAbove, 0);
            Arrays.fill(lower, 0);
            Arrays.fill(lowerAbove, 0);
        }
    }

    /** 7.3.5, where contexts are those of the quad to the left. */
    private void readFirstRow() {
        int left = 0;
        for (int q = 0; q < columns; q += 2) {
            vlc.fill();
            int even = readQuad(CxtVlc.FIRST, contextInFirstRow(left));
            int odd = q + 1 < columns ? readQuad(CxtVlc.FIRST, contextInFirstRow(even)) : 0;
            quads[q + 1] = even;
            quads[q + 2] = odd;
            left = odd;
            boolean both = (even & odd & CxtVlc.OFFSET) != 0;
            if (both && mel.decode()) {
                readOffsets(q, even, odd);
                offsets[q] += 2;
                offsets[q + 1] += 2;
            } else if (both) {
                readOffsetsOfWhichOneIsSmall(q);
            } else {
                readOffsets(q, even, odd);
            }
        }
    }

    private static int contextInFirstRow(int left) {
        int rho = left >> CxtVlc.RHO_SHIFT;
        return (rho | rho >> 1) & 1 | rho >> 1 & 6;
    }

    private void readRow() {
        int left = 0;
        for (int q = 0; q < columns; q += 2) {
            vlc.fill();
            int even = readQuad(CxtVlc.OTHER, context(q, left));
            int odd = q + 1 < columns ? readQuad(CxtVlc.OTHER, context(q + 1, even)) : 0;
            quads[q + 1] = even;
            quads[q + 2] = odd;
            left = odd;
            readOffsets(q, even, odd);
        }
    }

    private int context(int q, int left) {
        int aboveLeft = quadsAbove[q] >> CxtVlc.RHO_SHIFT;
        int above = quadsAbove[q + 1] >> CxtVlc.RHO_SHIFT;
        int aboveRight = quadsAbove[q + 2] >> CxtVlc.RHO_SHIFT;
        int rho = left >> CxtVlc.RHO_SHIFT;
        return (aboveLeft >> 3 | above >> 1) & 1
                | ((rho >> 2 | rho >> 3) & 1) << 1
                | ((above >> 3 | aboveRight >> 1) & 1) << 2;
    }

    private int readQuad(int[] table, int context) {
        if (context == 0 && !mel.decode()) {
            return 0;
        }
        int entry = table[context << CxtVlc.MOST_BITS | (int) vlc.buffer & (1 << CxtVlc.MOST_BITS) - 1];
        vlc.skip(entry & CxtVlc.LENGTH);
        return entry;
    }

    /** Of a pair of quads: first the prefixes, then suffixes and extensions (7.3.6). */
    private void readOffsets(int q, int even, int odd) {
        int first = (even & CxtVlc.OFFSET) == 0 ? 0 : readPrefix();
        int second = (odd & CxtVlc.OFFSET) == 0 ? 0 : readPrefix();
        if ((first | second) > 2) {
            int firstSuffix = readSuffix(first);
            int secondSuffix = readSuffix(second);
            first += firstSuffix;
            second += secondSuffix;
            first += readExtension(firstSuffix);
            second += readExtension(secondSuffix);
        }
        offsets[q] = first;
        offsets[q + 1] = second;
    }

    private void readOffsetsOfWhichOneIsSmall(int q) {
        int first = readPrefix();
        if (first > 2) {
            offsets[q + 1] = vlc.readBit() + 1;
            int suffix = readSuffix(first);
            offsets[q] = first + suffix + readExtension(suffix);
        } else {
            int second = readPrefix();
            int suffix = readSuffix(second);
            offsets[q] = first;
            offsets[q + 1] = second + suffix + readExtension(suffix);
        }
    }

    private int readPrefix() {
        int prefix = PREFIXES[(int) vlc.buffer & 7];
        vlc.skip(prefix & 0xF);
        return prefix >> 4;
    }

    private int readSuffix(int prefix) {
        return prefix < 3 ? 0 : vlc.readBits(prefix == 3 ? 1 : 5);
    }

    private int readExtension(int suffix) {
        return suffix < FIRST_EXTENDED_SUFFIX ? 0 : vlc.readBits(4) << 2;
    }

    /** Samples of a quad that lie outside of the code-block are not significant. */
    private void checkEdges(boolean lowest) throws CodecException {
        int outside = (width & 1) == 1 ? quads[columns] & RIGHT_SAMPLES << CxtVlc.RHO_SHIFT : 0;
        for (int q = 1; q <= columns && lowest; q++) {
            outside |= quads[q] & LOWER_SAMPLES << CxtVlc.RHO_SHIFT;
        }
        if (outside != 0) {
            throw new CodecException("significant samples outside of the code-block");
        }
    }

    /** Exponents from those above (7.3.7), with them the magnitudes and signs (7.3.8). */
    private void readSamples(int row, int mostExponent, int plane, int[] coefficients) throws CodecException {
        ForwardBits bits = magnitudes;
        int[] below = lower;
        int[] above = lowerAbove;
        for (int q = 0, at = 2 * row * width; q < columns; q++, at += 2) {
            int quad = quads[q + 1];
            int rho = quad >> CxtVlc.RHO_SHIFT & 0xF;
            int fromLower = 2 * q + 1;
            below[fromLower] = 0;
            below[fromLower + 1] = 0;
            if (rho == 0) {
                continue;
            }
            int exponent = 1 + offsets[q];
            if ((rho & rho - 1) != 0) {
                int largest = above[fromLower - 1] | above[fromLower] | above[fromLower + 1] | above[fromLower + 2] | 2;
                exponent = 31 - Integer.numberOfLeadingZeros(largest) + offsets[q];
            }
            if (exponent > mostExponent) {
                throw new CodecException("coefficient of more bits than the bit-planes");
            }
            for (int n = 0; n < 4; n++) {
                if ((rho >> n & 1) == 0) {
                    continue;
                }
                int length = exponent - (quad >> CxtVlc.KNOWN_SHIFT + n & 1);
                bits.fill();
                int value = (int) (bits.buffer & (1L << length) - 1);
                bits.skip(length);
                value |= (quad >> CxtVlc.ONE_SHIFT + n & 1) << length;
                int odd = value | 1;
                coefficients[at + (n >> 1) + (n & 1) * width] = odd + 2 << plane & Integer.MAX_VALUE | value << 31;
                if ((n & 1) == 1) {
                    below[fromLower + (n >> 1)] = odd;
                }
            }
        }
    }
}
