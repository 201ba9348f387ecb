package io.cameldicom.dicom.transcode;

/** One-bit pixels, packed from the lowest bit of each byte on, eight a byte across rows and frames (PS3.5 section 8.1.1). */
final class OneBit {
    private OneBit() {}

    /** The bits from {@code shift} (0 to 7) on, at the start of a byte of their own; bits behind the last are zero. */
    static byte[] shiftedDown(byte[] bytes, int shift, long bits) {
        byte[] aligned = new byte[(int) ((bits + 7) / 8)];
        for (int i = 0; i < aligned.length; i++) {
            int high = i + 1 < bytes.length ? bytes[i + 1] << 8 : 0;
            aligned[i] = (byte) ((bytes[i] & 0xFF | high) >> shift);
        }
        int used = (int) (bits % 8);
        if (used != 0) {
            aligned[aligned.length - 1] &= (byte) ((1 << used) - 1);
        }
        return aligned;
    }

    /**
     * Puts the bits of a frame behind those that are there.
     *
     * @param carry the bits, fewer than eight, of a byte not yet full
     * @param filled how many those are
     * @return the bytes, the last of which may not be full
     */
    static byte[] shiftedUp(byte[] frame, long bits, int carry, int filled) {
        byte[] bytes = new byte[(int) ((filled + bits + 7) / 8)];
        int pending = carry;
        for (int i = 0; i < bytes.length; i++) {
            pending |= i < frame.length ? (frame[i] & 0xFF) << filled : 0;
            bytes[i] = (byte) pending;
            pending >>= 8;
        }
        return bytes;
    }
}
