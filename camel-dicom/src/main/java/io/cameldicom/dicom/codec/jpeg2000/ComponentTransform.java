package io.cameldicom.dicom.codec.jpeg2000;

/** Decorrelation of the first three components (T.800 annex G). */
final class ComponentTransform {
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
}
