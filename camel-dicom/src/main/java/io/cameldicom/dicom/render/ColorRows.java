package io.cameldicom.dicom.render;

import io.cameldicom.dicom.pixel.PixelDescription;

/** The rows of a frame of three samples, made red, green, blue of eight bits (PS3.3 C.7.6.3.1.2). */
final class ColorRows implements PixelRows {

    /** Makes red, green, blue of three samples of a pixel, in place. */
    private interface Conversion {
        void apply(int[] row, int at);
    }

    private final byte[] frame;
    private final PixelDescription pixels;
    private final int sampleBytes;
    private final int shift;
    private final Conversion conversion;

    ColorRows(byte[] frame, PixelDescription pixels) throws RenderException {
        this.frame = frame;
        this.pixels = pixels;
        this.sampleBytes = pixels.bitsAllocated() / 8;
        this.shift = pixels.highBit() - 7;
        this.conversion = conversion(pixels);
        if (pixels.bitsAllocated() < 8 || pixels.bitsAllocated() > 32) {
            throw new RenderException("color of " + pixels.bitsAllocated() + " bits allocated cannot be shown");
        }
    }

    private static Conversion conversion(PixelDescription pixels) throws RenderException {
        return switch (pixels.photometricInterpretation()) {
            case RGB -> (row, at) -> {};
            case YBR_FULL, YBR_FULL_422 -> ColorRows::ofFullRange;
            case YBR_PARTIAL_422 -> ColorRows::ofPartialRange;
            default -> throw new RenderException("photometric interpretation "
                    + pixels.photometricInterpretation().term() + " cannot be shown");
        };
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
        return 3;
    }

    @Override
    public int maximum() {
        return 255;
    }

    @Override
    public void read(int y, int[] row) {
        if (pixels.photometricInterpretation().isHorizontallySubsampled()) {
            readSubsampled(y, row);
        } else {
            int pixelStride = pixels.pixelStride();
            int sampleStride = pixels.sampleStride();
            int start = y * pixels.columns() * pixelStride;
            for (int x = 0; x < pixels.columns(); x++) {
                for (int sample = 0; sample < 3; sample++) {
                    row[3 * x + sample] = sample(start + x * pixelStride + sample * sampleStride);
                }
            }
        }
        for (int at = 0; at < row.length; at += 3) {
            conversion.apply(row, at);
        }
    }

    /** Y Y Cb Cr for two pixels; pairs go over the end of a row of an odd length. */
    private void readSubsampled(int y, int[] row) {
        for (int x = 0; x < pixels.columns(); x++) {
            int pixel = y * pixels.columns() + x;
            int pair = pixel / 2 * 4;
            row[3 * x] = sample(pair + (pixel & 1));
            row[3 * x + 1] = sample(pair + 2);
            row[3 * x + 2] = sample(pair + 3);
        }
    }

    private int sample(int index) {
        int at = index * sampleBytes;
        if (at >= frame.length) {
            return 128; // the chrominance of a last pixel without a partner
        }
        long cell = 0;
        for (int i = sampleBytes - 1; i >= 0; i--) {
            cell = cell << 8 | frame[at + i] & 0xFF;
        }
        return (int) (shift >= 0 ? cell >> shift & 0xFF : Math.min(255, cell * 255 / ((1 << pixels.bitsStored()) - 1)));
    }

    private static void ofFullRange(int[] row, int at) {
        double y = row[at];
        double cb = row[at + 1] - 128;
        double cr = row[at + 2] - 128;
        row[at] = level(y + 1.402 * cr);
        row[at + 1] = level(y - 0.344136 * cb - 0.714136 * cr);
        row[at + 2] = level(y + 1.772 * cb);
    }

    /** Y from 16 to 235, chrominance from 16 to 240. */
    private static void ofPartialRange(int[] row, int at) {
        double y = 1.164384 * (row[at] - 16);
        double cb = row[at + 1] - 128;
        double cr = row[at + 2] - 128;
        row[at] = level(y + 1.596027 * cr);
        row[at + 1] = level(y - 0.391762 * cb - 0.812968 * cr);
        row[at + 2] = level(y + 2.017232 * cb);
    }

    private static int level(double value) {
        return (int) Math.min(255, Math.max(0, value + 0.5));
    }
}
