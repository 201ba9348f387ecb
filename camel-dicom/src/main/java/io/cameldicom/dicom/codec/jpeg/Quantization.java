package io.cameldicom.dicom.codec.jpeg;

/** A quantization table of an encoder: an example table of T.81 Annex K, scaled by quality. */
final class Quantization {
    /** T.81 table K.1, by row. */
    private static final int[] LUMINANCE = {
        16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29,
        51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103, 121,
        120, 101, 72, 92, 95, 98, 112, 100, 103, 99
    };

    /** T.81 table K.2, by row. */
    private static final int[] CHROMINANCE = {
        17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99, 24, 26, 56, 99, 99, 99, 99, 99, 47, 66, 99, 99,
        99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
        99, 99, 99, 99, 99, 99, 99, 99
    };

    /** So much that adding it makes the cast to int round down, and the coefficients stay exact in a float. */
    private static final int BIAS = 1 << 16;

    private final int[] steps = new int[64];
    private final float[] reciprocals = new float[64];
    private final int mostAc;

    private Quantization(int[] base, int quality, int precision) {
        int scale = quality < 50 ? 5000 / quality : 200 - 2 * quality;
        for (int i = 0; i < 64; i++) {
            steps[i] = Math.max(1, Math.min(255, (base[i] * scale + 50) / 100));
            reciprocals[i] = 1f / (steps[i] * ForwardDct.GAIN);
        }
        // the largest size that F.1.2.2 has for AC coefficients: 10 bits for 8-bit samples, 14 for 12-bit ones
        mostAc = (1 << precision + 2) - 1;
    }

    static Quantization luminance(int quality, int precision) {
        return new Quantization(LUMINANCE, quality, precision);
    }

    static Quantization chrominance(int quality, int precision) {
        return new Quantization(CHROMINANCE, quality, precision);
    }

    /** Quantizes what {@link ForwardDct} made, into zigzag order. */
    void apply(float[] block, short[] to, int at) {
        for (int k = 0; k < 64; k++) {
            int i = ZigZag.BY_ROW[k];
            int level = (int) (block[i] * reciprocals[i] + (BIAS + 0.5f)) - BIAS;
            to[at + k] = (short) Math.max(-mostAc, Math.min(mostAc, level));
        }
    }

    /** A definition in a DQT segment (B.2.4.1). */
    byte[] definition(int number) {
        byte[] body = new byte[65];
        body[0] = (byte) number;
        for (int k = 0; k < 64; k++) {
            body[1 + k] = (byte) steps[ZigZag.BY_ROW[k]];
        }
        return body;
    }
}
