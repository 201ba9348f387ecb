package io.cameldicom.dicom.codec.jpeg;

import io.cameldicom.dicom.pixel.PixelDescription;
import io.cameldicom.dicom.pixel.SampleRows;

/** Puts decoded planes together to lines of the native frame: upsampling, color transform, bytes. */
final class PlaneOutput {
    private final SampleRows target;
    /** The native frame if its samples are bytes, by far the most frequent color, else null. */
    private final byte[] bytes;

    private final Plane[] planes;
    private final int columns;
    private final int lines;
    private final int maxHorizontal;
    private final int maxVertical;
    private final int precision;
    private final boolean toRgb;
    private final int[][] rows;
    private final int[] green;

    /**
     * @param pixels the native frame, color by pixel
     * @param toRgb whether the components are luminance and chrominance
     */
    PlaneOutput(byte[] target, PixelDescription pixels, FrameHeader frame, Plane[] planes, boolean toRgb) {
        this.target = new SampleRows(target, pixels, Math.min(frame.precision(), pixels.highBit() + 1));
        this.bytes = pixels.bitsAllocated() == 8 && frame.precision() == 8 ? target : null;
        this.planes = planes;
        this.columns = frame.columns();
        this.lines = frame.lines();
        this.maxHorizontal = frame.maxHorizontal();
        this.maxVertical = frame.maxVertical();
        this.precision = frame.precision();
        this.toRgb = toRgb;
        this.rows = new int[planes.length][columns];
        this.green = new int[columns];
    }

    /** Writes the lines of so many interleaved rows of units. */
    void write(int firstUnitRow, int unitRows) {
        int first = firstUnitRow * maxVertical * 8;
        int end = Math.min(lines, first + unitRows * maxVertical * 8);
        for (int line = first; line < end; line++) {
            if (toRgb && bytes != null) {
                upsample(planes[0], line, rows[0]);
                joinChrominance(line, rows[1]);
                ColorTransform.toRgb(rows[0], rows[1], rows[2], green, bytes, line * columns * 3);
                continue;
            }
            for (int i = 0; i < planes.length; i++) {
                upsample(planes[i], line, rows[i]);
            }
            if (toRgb) {
                ColorTransform.toRgb(rows[0], rows[1], rows[2], precision);
            }
            for (int i = 0; i < planes.length; i++) {
                target.write(line, i, rows[i], 0);
            }
        }
    }

    /** Lines are repeated; every second sample is interpolated, other rates are repeated too. */
    private void upsample(Plane plane, int line, int[] row) {
        short[] samples = plane.samples;
        int from = start(plane, line);
        if (plane.horizontal == maxHorizontal) {
            for (int x = 0; x < columns; x++) {
                row[x] = samples[from + x];
            }
        } else if (plane.horizontal * 2 == maxHorizontal) {
            interpolate(samples, from, row);
        } else {
            for (int x = 0; x < columns; x++) {
                row[x] = samples[from + x * plane.horizontal / maxHorizontal];
            }
        }
    }

    private int start(Plane plane, int line) {
        return (line * plane.vertical / maxVertical - plane.firstLine) * plane.stride;
    }

    /** Both chrominances in one row, red above the 16 bits of blue: what is done to one is done to both. */
    private void joinChrominance(int line, int[] row) {
        Plane blue = planes[1];
        Plane red = planes[2];
        boolean halved = blue.horizontal * 2 == maxHorizontal && red.horizontal * 2 == maxHorizontal;
        if (!halved) {
            upsample(blue, line, row);
            upsample(red, line, rows[2]);
            for (int x = 0; x < columns; x++) {
                row[x] |= rows[2][x] << 16;
            }
            return;
        }
        int[] half = rows[2];
        int count = (columns + 1) / 2;
        int fromBlue = start(blue, line);
        int fromRed = start(red, line);
        for (int i = 0; i < count; i++) {
            half[i] = blue.samples[fromBlue + i] | red.samples[fromRed + i] << 16;
        }
        row[0] = half[0];
        for (int i = 0, x = 1; x + 1 < columns; i++, x += 2) {
            int left = half[i];
            int right = half[i + 1];
            row[x] = (3 * left + right + 0x0002_0002 >> 2) & 0x00FF_00FF;
            row[x + 1] = (3 * right + left + 0x0001_0001 >> 2) & 0x00FF_00FF;
        }
        if (columns % 2 == 0) {
            row[columns - 1] = half[count - 1];
        }
    }

    /** A sample lies in the middle of its two pixels, so each is a quarter of the way to the next sample. */
    private void interpolate(short[] samples, int from, int[] row) {
        int last = from + (columns - 1) / 2;
        row[0] = samples[from];
        for (int i = from, x = 1; x + 1 < columns; i++, x += 2) {
            int left = samples[i];
            int right = samples[i + 1];
            row[x] = 3 * left + right + 2 >> 2;
            row[x + 1] = 3 * right + left + 1 >> 2;
        }
        if (columns % 2 == 0) {
            row[columns - 1] = samples[last];
        }
    }
}
