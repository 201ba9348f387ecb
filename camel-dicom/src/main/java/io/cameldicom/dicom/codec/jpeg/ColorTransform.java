package io.cameldicom.dicom.codec.jpeg;

/** RGB from and to luminance and chrominance, in place (PS3.3 C.7.6.3.1.2, YBR_FULL; the same as in JFIF). */
final class ColorTransform {
    private static final int SCALE = 16;
    private static final int HALF = 1 << SCALE - 1;

    private static final int RED_OF_CR = fixed(1.402);
    private static final int GREEN_OF_CB = fixed(-0.344136);
    private static final int GREEN_OF_CR = fixed(-0.714136);
    private static final int BLUE_OF_CB = fixed(1.772);

    private static final int Y_OF_RED = fixed(0.299);
    private static final int Y_OF_BLUE = fixed(0.114);
    private static final int CB_OF_RED = fixed(-0.168736);
    private static final int CB_OF_GREEN = fixed(-0.331264);
    private static final int CR_OF_GREEN = fixed(-0.418688);
    private static final int CR_OF_BLUE = fixed(-0.081312);

    private ColorTransform() {}

    private static int fixed(double factor) {
        return (int) Math.round(factor * (1 << SCALE));
    }

    static void toRgb(int[] first, int[] second, int[] third, int precision) {
        int center = 1 << precision - 1;
        int most = (1 << precision) - 1;
        for (int x = 0; x < first.length; x++) {
            int y = first[x];
            int cb = second[x] - center;
            int cr = third[x] - center;
            int red = y + (RED_OF_CR * cr + HALF >> SCALE);
            int green = y + (GREEN_OF_CB * cb + GREEN_OF_CR * cr + HALF >> SCALE);
            int blue = y + (BLUE_OF_CB * cb + HALF >> SCALE);
            first[x] = Math.max(0, Math.min(most, red));
            second[x] = Math.max(0, Math.min(most, green));
            third[x] = Math.max(0, Math.min(most, blue));
        }
    }

    /** The same for samples of eight bits, as color by pixel from {@code to[at]} on. */
    static void toRgb(int[] first, int[] second, int[] third, byte[] to, int at) {
        for (int x = 0; x < first.length; x++) {
            int y = first[x];
            int cb = second[x] - 128;
            int cr = third[x] - 128;
            int red = y + (RED_OF_CR * cr + HALF >> SCALE);
            int green = y + (GREEN_OF_CB * cb + GREEN_OF_CR * cr + HALF >> SCALE);
            int blue = y + (BLUE_OF_CB * cb + HALF >> SCALE);
            to[at + 3 * x] = (byte) Math.max(0, Math.min(255, red));
            to[at + 3 * x + 1] = (byte) Math.max(0, Math.min(255, green));
            to[at + 3 * x + 2] = (byte) Math.max(0, Math.min(255, blue));
        }
    }

    static void fromRgb(int[] first, int[] second, int[] third, int precision) {
        int center = 1 << precision - 1;
        int most = (1 << precision) - 1;
        for (int x = 0; x < first.length; x++) {
            int red = first[x];
            int green = second[x];
            int blue = third[x];
            int y = green + (Y_OF_RED * (red - green) + Y_OF_BLUE * (blue - green) + HALF >> SCALE);
            int cb = center + (CB_OF_RED * red + CB_OF_GREEN * green + (blue << SCALE - 1) + HALF >> SCALE);
            int cr = center + ((red << SCALE - 1) + CR_OF_GREEN * green + CR_OF_BLUE * blue + HALF >> SCALE);
            first[x] = y;
            second[x] = Math.min(most, cb);
            third[x] = Math.min(most, cr);
        }
    }
}
