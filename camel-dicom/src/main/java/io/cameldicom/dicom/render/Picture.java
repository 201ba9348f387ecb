package io.cameldicom.dicom.render;

/**
 * A frame as it is to be seen: gray or red, green, blue; 0 is black. The samples lie as in a native frame: row by row,
 * color by pixel, those of more than eight bits in two bytes, little endian.
 *
 * @param samples 1 for gray, 3 for color
 * @param bits of a sample, 8 to 16
 * @param data not copied
 */
public record Picture(int width, int height, int samples, int bits, byte[] data) {

    static final int MAX_SIDE = 65_535;
    /** Bytes; what nobody looks at as a whole is not worth more memory. */
    private static final long MAX_LENGTH = 1 << 30;

    public Picture {
        if (data.length != (long) width * height * samples * (bits > 8 ? 2 : 1)) {
            throw new IllegalArgumentException(
                    "data of " + data.length + " bytes is no picture of " + width + "x" + height);
        }
    }

    /** Reads all rows. */
    static Picture of(PixelRows rows, int bits) throws RenderException {
        int bytes = bits > 8 ? 2 : 1;
        int line = rows.width() * rows.samples();
        long length = (long) line * rows.height() * bytes;
        if (rows.width() > MAX_SIDE || rows.height() > MAX_SIDE || length > MAX_LENGTH) {
            throw new RenderException(
                    "a picture of " + rows.width() + "x" + rows.height() + " is too large; ask for a smaller size");
        }
        byte[] data = new byte[(int) length];
        int[] row = new int[line];
        int at = 0;
        for (int y = 0; y < rows.height(); y++) {
            rows.read(y, row);
            for (int value : row) {
                data[at++] = (byte) value;
                if (bytes == 2) {
                    data[at++] = (byte) (value >> 8);
                }
            }
        }
        return new Picture(rows.width(), rows.height(), rows.samples(), bits, data);
    }

    /** The picture row by row. */
    public PixelRows rows() {
        return new Rows();
    }

    private final class Rows implements PixelRows {
        @Override
        public int width() {
            return width;
        }

        @Override
        public int height() {
            return height;
        }

        @Override
        public int samples() {
            return samples;
        }

        @Override
        public int maximum() {
            return (1 << bits) - 1;
        }

        @Override
        public void read(int y, int[] row) {
            int first = y * row.length;
            for (int i = 0; i < row.length; i++) {
                row[i] = bits > 8 ? LookupTable.word(data, first + i, false) : data[first + i] & 0xFF;
            }
        }
    }

    /** Names the size; no sample. */
    @Override
    public String toString() {
        return "Picture[" + width + "x" + height + ", " + samples + " samples of " + bits + " bits]";
    }
}
