package io.cameldicom.dicom.render;

import io.cameldicom.dicom.pixel.PixelDescription;
import java.util.function.DoubleUnaryOperator;

/**
 * The rows of a grayscale frame through its pipeline (PS3.4 N.2). Pixels of up to 16 bits go through a table made once.
 */
final class GrayRows implements PixelRows {
    private static final int MOST_TABLE_BITS = 16;

    private final PixelDescription pixels;
    private final StoredValues values;
    private final int maximum;
    private final DoubleUnaryOperator brightness;
    private final int[] table;

    /** @param brightness a stored value's, from 0 (black) to 1 (white) */
    GrayRows(StoredValues values, PixelDescription pixels, DoubleUnaryOperator brightness, int bits) {
        this.values = values;
        this.pixels = pixels;
        this.brightness = brightness;
        this.maximum = (1 << bits) - 1;
        this.table = hasTable(pixels) ? table() : null;
    }

    static boolean hasTable(PixelDescription pixels) {
        return pixels.bitsStored() <= MOST_TABLE_BITS;
    }

    private int[] table() {
        int[] made = new int[1 << pixels.bitsStored()];
        for (int bits = 0; bits < made.length; bits++) {
            made[bits] = level(values.value(bits));
        }
        return made;
    }

    /** What is not a number is black. */
    private int level(double stored) {
        return (int) (brightness.applyAsDouble(stored) * maximum + 0.5);
    }

    @Override
    public int width() {
        return pixels.columns();
    }

    @Override
    public int height() {
        return pixels.rows();
    }

    @Override
    public int samples() {
        return 1;
    }

    @Override
    public int maximum() {
        return maximum;
    }

    @Override
    public void read(int y, int[] row) {
        if (table == null) {
            for (int x = 0; x < row.length; x++) {
                row[x] = level(values.value(y, x));
            }
            return;
        }
        values.readBits(y, row);
        for (int x = 0; x < row.length; x++) {
            row[x] = table[row[x]];
        }
    }
}
