package io.cameldicom.dicom.transcode;

import io.cameldicom.dicom.pixel.PixelDescription;

/** Makes native frames what an encoder takes, without changing what they mean. Stateless. */
final class FramePreparation {
    private FramePreparation() {}

    /**
     * @param frame may be changed
     * @return the same array or another
     */
    static byte[] prepare(byte[] frame, PixelDescription from, PixelDescription to) {
        if (from.photometricInterpretation().isHorizontallySubsampled()
                && !to.photometricInterpretation().isHorizontallySubsampled()) {
            return expandChrominance(frame, from);
        }
        if (from.signed() && from.highBit() < from.bitsAllocated() - 1) {
            extendSigns(frame, from);
        }
        return frame;
    }

    /** Y1 Y2 Cb Cr becomes Y1 Cb Cr Y2 Cb Cr (PS3.3 C.7.6.3.1.2); a row of odd width ends in half a pair. */
    private static byte[] expandChrominance(byte[] frame, PixelDescription pixels) {
        int bytes = pixels.bitsAllocated() / 8;
        int count = (int) pixels.pixels();
        byte[] expanded = new byte[count * 3 * bytes];
        for (int pixel = 0; pixel < count; pixel++) {
            int pair = (pixel & ~1) * 2 * bytes;
            int to = pixel * 3 * bytes;
            System.arraycopy(frame, pair + (pixel & 1) * bytes, expanded, to, bytes);
            if (pair + 4 * bytes <= frame.length) {
                System.arraycopy(frame, pair + 2 * bytes, expanded, to + bytes, 2 * bytes);
            }
        }
        return expanded;
    }

    /** Negative values whose unused bits are all zero get the sign there, as codecs ask; other contents are left. */
    private static void extendSigns(byte[] frame, PixelDescription pixels) {
        int sign = 1 << pixels.highBit();
        int extension = -(sign << 1);
        int length = (int) pixels.frameLength();
        if (pixels.bitsAllocated() == 8) {
            for (int i = 0; i < length; i++) {
                if ((frame[i] & extension & 0xFF) == 0 && (frame[i] & sign) != 0) {
                    frame[i] |= (byte) extension;
                }
            }
        } else if (pixels.bitsAllocated() == 16) {
            for (int i = 0; i < length; i += 2) {
                int cell = frame[i] & 0xFF | (frame[i + 1] & 0xFF) << 8;
                if ((cell & extension & 0xFFFF) == 0 && (cell & sign) != 0) {
                    frame[i] |= (byte) extension;
                    frame[i + 1] |= (byte) (extension >> 8);
                }
            }
        }
    }
}
