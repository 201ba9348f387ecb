package io.cameldicom.dicom.codec.jpeg;

/** The forward DCT of 8x8 samples (T.81 section A.3.3), by rows and columns, each split into its even and odd part. */
final class ForwardDct {
    /** By how much {@link #transform} scales its coefficients. */
    static final int GAIN = 8;

    // sqrt(2) * cos(n * pi / 16)
    private static final float C1 = factor(1);
    private static final float C2 = factor(2);
    private static final float C3 = factor(3);
    private static final float C5 = factor(5);
    private static final float C6 = factor(6);
    private static final float C7 = factor(7);

    private ForwardDct() {}

    private static float factor(int n) {
        return (float) (Math.sqrt(2) * Math.cos(n * Math.PI / 16));
    }

    /** @param block level-shifted samples by row; becomes the coefficients, times {@link #GAIN} */
    static void transform(float[] block) {
        for (int y = 0; y < 64; y += 8) {
            transform(block, y, 1);
        }
        for (int u = 0; u < 8; u++) {
            transform(block, u, 8);
        }
    }

    private static void transform(float[] b, int at, int step) {
        float x0 = b[at];
        float x1 = b[at + step];
        float x2 = b[at + 2 * step];
        float x3 = b[at + 3 * step];
        float x4 = b[at + 4 * step];
        float x5 = b[at + 5 * step];
        float x6 = b[at + 6 * step];
        float x7 = b[at + 7 * step];
        float s0 = x0 + x7;
        float s1 = x1 + x6;
        float s2 = x2 + x5;
        float s3 = x3 + x4;
        float d0 = x0 - x7;
        float d1 = x1 - x6;
        float d2 = x2 - x5;
        float d3 = x3 - x4;
        float outer = s0 + s3;
        float inner = s1 + s2;
        float outerDifference = s0 - s3;
        float innerDifference = s1 - s2;
        b[at] = outer + inner;
        b[at + step] = d0 * C1 + d1 * C3 + d2 * C5 + d3 * C7;
        b[at + 2 * step] = outerDifference * C2 + innerDifference * C6;
        b[at + 3 * step] = d0 * C3 - d1 * C7 - d2 * C1 - d3 * C5;
        b[at + 4 * step] = outer - inner;
        b[at + 5 * step] = d0 * C5 - d1 * C1 + d2 * C7 + d3 * C3;
        b[at + 6 * step] = outerDifference * C6 - innerDifference * C2;
        b[at + 7 * step] = d0 * C7 - d1 * C5 + d2 * C3 - d3 * C1;
    }
}
