package io.cameldicom.dicom.codec.jpeg;

/**
 * The inverse DCT of 8x8 coefficients (T.81 section A.3.3) in integers, by rows and columns, each split into its even and
 * odd part. Meets the accuracy that T.83 asks of decoders, for 8 and for 12 bits.
 */
final class InverseDct {
    /** Fraction bits of the factors. */
    private static final int SCALE = 13;
    /** Fraction bits kept between the two passes. */
    private static final int KEPT = 2;

    // sqrt(2) * cos(n * pi / 16), with SCALE fraction bits
    private static final int C1 = factor(1);
    private static final int C2 = factor(2);
    private static final int C3 = factor(3);
    private static final int C5 = factor(5);
    private static final int C6 = factor(6);
    private static final int C7 = factor(7);

    private InverseDct() {}

    private static int factor(int n) {
        return (int) Math.round(Math.sqrt(2) * Math.cos(n * Math.PI / 16) * (1 << SCALE));
    }

    /**
     * @param block dequantized coefficients by row; overwritten
     * @param precision bits of a sample; the level shift is undone and the samples are clamped
     * @param to receives the eight rows, from index {@code at} on
     * @param stride distance of the rows in {@code to}
     */
    static void transform(int[] block, int precision, short[] to, int at, int stride) {
        for (int u = 0; u < 8; u++) {
            column(block, u);
        }
        int center = 1 << precision - 1;
        int most = (1 << precision) - 1;
        for (int y = 0, from = 0, out = at; y < 8; y++, from += 8, out += stride) {
            row(block, from, center, most, to, out);
        }
    }

    /** The samples of a block that has but its DC coefficient. */
    static void fill(int dc, int precision, short[] to, int at, int stride) {
        int value = (dc + 4 >> 3) + (1 << precision - 1);
        short sample = (short) Math.max(0, Math.min((1 << precision) - 1, value));
        for (int y = 0, out = at; y < 8; y++, out += stride) {
            for (int x = 0; x < 8; x++) {
                to[out + x] = sample;
            }
        }
    }

    private static void column(int[] b, int u) {
        int x0 = b[u];
        int x1 = b[u + 8];
        int x2 = b[u + 16];
        int x3 = b[u + 24];
        int x4 = b[u + 32];
        int x5 = b[u + 40];
        int x6 = b[u + 48];
        int x7 = b[u + 56];
        if ((x1 | x2 | x3 | x4 | x5 | x6 | x7) == 0) {
            int value = x0 << KEPT;
            b[u] = value;
            b[u + 8] = value;
            b[u + 16] = value;
            b[u + 24] = value;
            b[u + 32] = value;
            b[u + 40] = value;
            b[u + 48] = value;
            b[u + 56] = value;
            return;
        }
        int round = 1 << SCALE - KEPT - 1;
        int sum = (x0 + x4 << SCALE) + round;
        int difference = (x0 - x4 << SCALE) + round;
        int far = x2 * C2 + x6 * C6;
        int near = x2 * C6 - x6 * C2;
        int e0 = sum + far;
        int e1 = difference + near;
        int e2 = difference - near;
        int e3 = sum - far;
        int o0 = x1 * C1 + x3 * C3 + x5 * C5 + x7 * C7;
        int o1 = x1 * C3 - x3 * C7 - x5 * C1 - x7 * C5;
        int o2 = x1 * C5 - x3 * C1 + x5 * C7 + x7 * C3;
        int o3 = x1 * C7 - x3 * C5 + x5 * C3 - x7 * C1;
        int shift = SCALE - KEPT;
        b[u] = e0 + o0 >> shift;
        b[u + 8] = e1 + o1 >> shift;
        b[u + 16] = e2 + o2 >> shift;
        b[u + 24] = e3 + o3 >> shift;
        b[u + 32] = e3 - o3 >> shift;
        b[u + 40] = e2 - o2 >> shift;
        b[u + 48] = e1 - o1 >> shift;
        b[u + 56] = e0 - o0 >> shift;
    }

    private static void row(int[] b, int at, int center, int most, short[] to, int out) {
        int x0 = b[at];
        int x1 = b[at + 1];
        int x2 = b[at + 2];
        int x3 = b[at + 3];
        int x4 = b[at + 4];
        int x5 = b[at + 5];
        int x6 = b[at + 6];
        int x7 = b[at + 7];
        // the two passes together scale by 8
        int shift = SCALE + KEPT + 3;
        int base = (center << shift) + (1 << shift - 1);
        int sum = (x0 + x4 << SCALE) + base;
        int difference = (x0 - x4 << SCALE) + base;
        int far = x2 * C2 + x6 * C6;
        int near = x2 * C6 - x6 * C2;
        int e0 = sum + far;
        int e1 = difference + near;
        int e2 = difference - near;
        int e3 = sum - far;
        int o0 = x1 * C1 + x3 * C3 + x5 * C5 + x7 * C7;
        int o1 = x1 * C3 - x3 * C7 - x5 * C1 - x7 * C5;
        int o2 = x1 * C5 - x3 * C1 + x5 * C7 + x7 * C3;
        int o3 = x1 * C7 - x3 * C5 + x5 * C3 - x7 * C1;
        to[out] = clamp(e0 + o0 >> shift, most);
        to[out + 1] = clamp(e1 + o1 >> shift, most);
        to[out + 2] = clamp(e2 + o2 >> shift, most);
        to[out + 3] = clamp(e3 + o3 >> shift, most);
        to[out + 4] = clamp(e3 - o3 >> shift, most);
        to[out + 5] = clamp(e2 - o2 >> shift, most);
        to[out + 6] = clamp(e1 - o1 >> shift, most);
        to[out + 7] = clamp(e0 - o0 >> shift, most);
    }

    private static short clamp(int value, int most) {
        return (short) Math.max(0, Math.min(most, value));
    }
}
