package io.cameldicom.dicom.codec.jpeg2000;

/** Decorrelation of the first three components (T.800 annex G). */
final class ComponentTransform {
    private static final double[] REVERSIBLE_NORMS = {3, 11 / 16.0, 11 / 16.0};
    private static final double[] IRREVERSIBLE_NORMS = {3, 3.2584, 2.4756};

    private ComponentTransform() {}

    /** G.2.2, in place: Y0, Y1, Y2 become red, green, blue. */
    static void inverseReversible(int[] first, int[] second, int[] third, int count) {
        for (int i = 0; i < count; i++) {
            int y1 = second[i];
            int y2 = third[i];
            int green = first[i] - (y1 + y2 >> 2);
            first[i] = y2 + green;
            second[i] = green;
            third[i] = y1 + green;
        }
    }

    /** G.3.2, in place. */
    static void inverseIrreversible(float[] first, float[] second, float[] third, int count) {
        for (int i = 0; i < count; i++) {
            float y = first[i];
            float cb = second[i];
            float cr = third[i];
            first[i] = y + 1.402f * cr;
            second[i] = y - 0.344136f * cb - 0.714136f * cr;
            third[i] = y + 1.772f * cb;
        }
    }

    /** G.2.1, in place: red, green, blue become Y0, Y1, Y2. */
    static void forwardReversible(int[] first, int[] second, int[] third, int count) {
        for (int i = 0; i < count; i++) {
            int red = first[i];
            int green = second[i];
            int blue = third[i];
            first[i] = red + 2 * green + blue >> 2;
            second[i] = blue - green;
            third[i] = red - green;
        }
    }

    /** G.3.1, in place. */
    static void forwardIrreversible(float[] first, float[] second, float[] third, int count) {
        for (int i = 0; i < count; i++) {
            float red = first[i];
            float green = second[i];
            float blue = third[i];
            first[i] = 0.299f * red + 0.587f * green + 0.114f * blue;
            second[i] = -0.168736f * red - 0.331264f * green + 0.5f * blue;
            third[i] = 0.5f * red - 0.418688f * green - 0.081312f * blue;
        }
    }

    /** How much a squared error of a transformed component adds to that of the colors. */
    static double squaredNorm(boolean reversible, int component) {
        double[] norms = reversible ? REVERSIBLE_NORMS : IRREVERSIBLE_NORMS;
        return norms[component];
    }
}
