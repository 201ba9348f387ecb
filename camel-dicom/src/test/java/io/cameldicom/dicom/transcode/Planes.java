package io.cameldicom.dicom.transcode;

import io.cameldicom.dicom.pixel.PixelDescription;

/** Color by pixel made of color by plane. */
final class Planes {
    private Planes() {}

    static byte[] interleaved(byte[] frame, PixelDescription pixels) {
        int bytes = pixels.bitsAllocated() / 8;
        int samples = pixels.samplesPerPixel();
        int plane = frame.length / bytes / samples;
        byte[] byPixel = new byte[frame.length];
        for (int i = 0; i < plane * samples; i++) {
            System.arraycopy(frame, i * bytes, byPixel, (i % plane * samples + i / plane) * bytes, bytes);
        }
        return byPixel;
    }
}
