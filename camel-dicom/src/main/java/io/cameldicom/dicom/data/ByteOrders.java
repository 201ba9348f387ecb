package io.cameldicom.dicom.data;

/** Changes of byte order (PS3.5 7.3). */
public final class ByteOrders {

    private ByteOrders() {}

    /**
     * Reverses each whole group of {@code unit} bytes; a rest that fills no unit is left.
     *
     * @param unit 1, 2, 4 or 8, see {@link io.cameldicom.dicom.dict.VR#swapUnit()}
     */
    public static void swap(byte[] bytes, int offset, int length, int unit) {
        int end = offset + length - unit;
        for (int at = offset; unit > 1 && at <= end; at += unit) {
            for (int i = at, j = at + unit - 1; i < j; i++, j--) {
                byte b = bytes[i];
                bytes[i] = bytes[j];
                bytes[j] = b;
            }
        }
    }
}
