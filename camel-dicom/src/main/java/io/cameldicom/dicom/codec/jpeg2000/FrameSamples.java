package io.cameldicom.dicom.codec.jpeg2000;

import io.cameldicom.dicom.pixel.PixelDescription;

/**
 * Samples in a native frame of 1, 8, 16, 24 or 32 bits allocated (PS3.5 section 8.1.1), whatever its planar
 * configuration. Not thread-safe.
 */
final class FrameSamples {
    private final byte[] frame;
    private final int columns;
    private final int bytes;
    private final int pixelStride;
    private final int sampleStride;

    /** @throws IllegalArgumentException if the frame is short */
    FrameSamples(byte[] frame, PixelDescription pixels) {
        if (frame.length < pixels.frameLength()) {
            throw new IllegalArgumentException(
                    "frame of " + frame.length + " bytes: must be at least " + pixels.frameLength());
        }
        this.frame = frame;
        this.columns = pixels.columns();
        this.bytes = pixels.bitsAllocated() / 8;
        this.pixelStride = pixels.pixelStride();
        this.sampleStride = pixels.sampleStride();
    }

    /** Reads one sample of each pixel of a row, extended by its highest bit if signed. */
    void read(int row, int sample, boolean signed, int[] to, int at) {
        int first = row * columns * pixelStride + sample * sampleStride;
        int unused = 32 - Math.max(1, 8 * bytes);
        for (int i = 0; i < columns; i++) {
            int value = cell(first + i * pixelStride);
            to[at + i] = signed ? value << unused >> unused : value;
        }
    }

    private int cell(int index) {
        if (bytes == 0) {
            return frame[index >> 3] >> (index & 7) & 1;
        }
        int value = frame[bytes * index] & 0xFF;
        for (int b = 1; b < bytes; b++) {
            value |= (frame[bytes * index + b] & 0xFF) << 8 * b;
        }
        return value;
    }

    /** Writes the low bits of values as one sample of pixels side by side. */
    void write(int row, int column, int sample, int[] from, int at, int count) {
        int first = (row * columns + column) * pixelStride + sample * sampleStride;
        switch (bytes) {
            case 0 -> {
                for (int i = 0; i < count; i++) {
                    int cell = first + i * pixelStride;
                    int bit = 1 << (cell & 7);
                    frame[cell >> 3] =
                            (byte) ((from[at + i] & 1) == 0 ? frame[cell >> 3] & ~bit : frame[cell >> 3] | bit);
                }
            }
            case 1 -> {
                for (int i = 0; i < count; i++) {
                    frame[first + i * pixelStride] = (byte) from[at + i];
                }
            }
            case 2 -> {
                for (int i = 0; i < count; i++) {
                    int cell = 2 * (first + i * pixelStride);
                    int value = from[at + i];
                    frame[cell] = (byte) value;
                    frame[cell + 1] = (byte) (value >> 8);
                }
            }
            default -> {
                for (int i = 0; i < count; i++) {
                    int cell = bytes * (first + i * pixelStride);
                    int value = from[at + i];
                    for (int b = 0; b < bytes; b++) {
                        frame[cell + b] = (byte) (value >> 8 * b);
                    }
                }
            }
        }
    }
}
