package io.cameldicom.dicom.codec.jpeg2000;

/** Division as the partition of the reference grid needs it (T.800 annex B). */
final class Grid {
    private Grid() {}

    static long ceilDiv(long dividend, long divisor) {
        return -Math.floorDiv(-dividend, divisor);
    }

    /** The dividend divided by a power of two, rounded up. */
    static int ceilShift(long dividend, int shift) {
        return (int) -(-dividend >> shift);
    }
}
