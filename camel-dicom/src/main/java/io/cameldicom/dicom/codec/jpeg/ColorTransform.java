package io.cameldicom.dicom.codec.jpeg;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** RGB from and to luminance and chrominance, in place (PS3.3 C.7.6.3.1.2, YBR_FULL; the same as in JFIF). */
final class ColorTransform {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

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

    /**
     * The same for samples of eight bits, as color by pixel from {@code to[at]} on. A loop for each color and one to put
     * bytes together, for loops so simple are compiled to vector instructions.
     *
     * @param luma overwritten
     * @param chroma blue chrominance and, above 16 bits, red
     * @param red of the length of the others, as {@code green}
     */
    static void toRgb(int[] luma, int[] chroma, int[] red, int[] green, byte[] to, int at) {
        for (int x = 0; x < luma.length; x++) {
            red[x] = toByte(luma[x] + (RED_OF_CR * ((chroma[x] >>> 16) - 128) + HALF >> SCALE));
        }
        for (int x = 0; x < luma.length; x++) {
            int both = chroma[x];
            int change = GREEN_OF_CB * ((both & 0xFFFF) - 128) + GREEN_OF_CR * ((both >>> 16) - 128) + HALF >> SCALE;
            green[x] = toByte(luma[x] + change);
        }
        for (int x = 0; x < luma.length; x++) {
            int blue = toByte(luma[x] + (BLUE_OF_CB * ((chroma[x] & 0xFFFF) - 128) + HALF >> SCALE));
            luma[x] = red[x] | green[x] << 8 | blue << 16;
        }
        pack(luma, to, at);
    }

    /** The nearest of 0 to 255; before Java 21 neither Math.min nor Math.max are vector instructions. */
    private static int toByte(int value) {
        return (value & ~(value >> 31) | 255 - value >> 31) & 0xFF;
    }

    /** Eight pixels of three bytes are three times eight bytes. */
    private static void pack(int[] pixels, byte[] to, int at) {
        int out = at;
        int x = 0;
        for (; x + 7 < pixels.length; x += 8, out += 24) {
            long third = pixels[x + 2];
            long sixth = pixels[x + 5];
            LONG.set(to, out, pixels[x] | (long) pixels[x + 1] << 24 | third << 48);
            LONG.set(to, out + 8, third >> 16 | (long) pixels[x + 3] << 8 | (long) pixels[x + 4] << 32 | sixth << 56);
            LONG.set(to, out + 16, sixth >> 8 | (long) pixels[x + 6] << 16 | (long) pixels[x + 7] << 40);
        }
        for (; x < pixels.length; x++, out += 3) {
            to[out] = (byte) pixels[x];
            to[out + 1] = (byte) (pixels[x] >> 8);
            to[out + 2] = (byte) (pixels[x] >> 16);
        }
    }

    /** A loop for each result, so that they are compiled to vector instructions. */
    static void fromRgb(int[] first, int[] second, int[] third, int precision) {
        int center = 1 << precision - 1;
        int[] blueChroma = new int[first.length];
        int[] redChroma = new int[first.length];
        // what is rounded to one more than the highest value becomes that
        for (int x = 0; x < first.length; x++) {
            int cb = CB_OF_RED * first[x] + CB_OF_GREEN * second[x] + (third[x] << SCALE - 1);
            int rounded = center + (cb + HALF >> SCALE);
            blueChroma[x] = rounded - (rounded >> precision);
        }
        for (int x = 0; x < first.length; x++) {
            int cr = (first[x] << SCALE - 1) + CR_OF_GREEN * second[x] + CR_OF_BLUE * third[x];
            int rounded = center + (cr + HALF >> SCALE);
            redChroma[x] = rounded - (rounded >> precision);
        }
        for (int x = 0; x < first.length; x++) {
            int green = second[x];
            first[x] = green + (Y_OF_RED * (first[x] - green) + Y_OF_BLUE * (third[x] - green) + HALF >> SCALE);
        }
        System.arraycopy(blueChroma, 0, second, 0, second.length);
        System.arraycopy(redChroma, 0, third, 0, third.length);
    }
}
