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
        switch (bytes) {
            case 1 -> readBytes(first, to, at);
            case 2 -> readShorts(first, to, at);
            default -> readCells(first, to, at);
        }
        int unused = 32 - Math.max(1, 8 * bytes);
        for (int i = at; i < at + columns && signed; i++) {
            to[i] = to[i] << unused >> unused;
        }
    }

    private void readBytes(int first, int[] to, int at) {
        for (int i = 0, cell = first; i < columns; i++, cell += pixelStride) {
            to[at + i] = frame[cell] & 0xFF;
        }
    }

    private void readShorts(int first, int[] to, int at) {
        for (int i = 0, cell = 2 * first; i < columns; i++, cell += 2 * pixelStride) {
            to[at + i] = frame[cell] & 0xFF | (frame[cell + 1] & 0xFF) << 8;
        }
    }

    private void readCells(int first, int[] to, int at) {
        for (int i = 0; i < columns; i++) {
            to[at + i] = cell(first + i * pixelStride);
        }
    }

    private int cell(int index) {
        if (bytes == 0) {
            return frame[index >> 3] >> (index & 7) & 1;
        }
        int value = 0;
        for (int b = 0; b < bytes; b++) {
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
