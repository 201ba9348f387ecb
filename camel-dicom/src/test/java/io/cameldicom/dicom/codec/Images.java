package io.cameldicom.dicom.codec;

import io.cameldicom.dicom.pixel.PhotometricInterpretation;
import io.cameldicom.dicom.pixel.PixelDescription;
import java.util.Random;

/** Native frames made up for tests, the same in every run. */
public final class Images {
    /** How the samples of a frame hang together. */
    public enum Content {
        CONSTANT,
        NOISE,
        /** Slopes with a little noise and flat parts: what predictors and run modes are made for. */
        SMOOTH,
        /** Nothing but the smallest and the largest value. */
        EXTREMES
    }

    private Images() {}

    public static PixelDescription describe(int rows, int columns, int samples, int stored, boolean signed) {
        return new PixelDescription(
                rows,
                columns,
                samples,
                stored > 8 ? 16 : 8,
                stored,
                stored - 1,
                signed,
                switch (samples) {
                    case 1 -> PhotometricInterpretation.MONOCHROME2;
                    case 3 -> PhotometricInterpretation.RGB;
                    default -> PhotometricInterpretation.ARGB;
                },
                0);
    }

    public static byte[] frame(PixelDescription pixels, Content content, long seed) {
        Random random = new Random(seed);
        int bytes = pixels.bitsAllocated() / 8;
        byte[] frame = new byte[(int) pixels.frameLength()];
        long range = 1L << pixels.bitsStored();
        int samples = pixels.samplesPerPixel();
        for (int i = 0; i < frame.length / bytes; i++) {
            int pixel = i / samples;
            int x = pixel % pixels.columns();
            int y = pixel / pixels.columns();
            long value =
                    switch (content) {
                        case CONSTANT -> range / 3;
                        case NOISE -> random.nextLong();
                        case SMOOTH -> x % 32 < 12
                                ? range / 5
                                : range * (x + 2 * y + i % samples) / 512 + random.nextInt(3);
                        case EXTREMES -> random.nextInt(5) == 0 ? range - 1 : 0;
                    };
            value &= range - 1;
            if (pixels.signed() && value >= range / 2) {
                value -= range;
            }
            for (int b = 0; b < bytes; b++) {
                frame[i * bytes + b] = (byte) (value >> 8 * b);
            }
        }
        return frame;
    }
}
