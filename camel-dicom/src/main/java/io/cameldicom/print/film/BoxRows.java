package io.cameldicom.print.film;

import io.cameldicom.dicom.data.BulkData;
import io.cameldicom.dicom.pixel.PhotometricInterpretation;
import io.cameldicom.dicom.pixel.PixelDescription;
import io.cameldicom.dicom.render.PixelRows;
import io.cameldicom.dicom.render.RenderException;
import io.cameldicom.print.Film;
import io.cameldicom.print.ImageBox;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The image of an image box as it is to be seen, in its own size, eight bits a sample, read from where its pixels are row
 * by row. To be closed.
 */
public final class BoxRows implements PixelRows, Closeable {
    private static final int BUFFER = 64 * 1024;

    private final PixelDescription pixels;
    private final BoxTones tones;
    private final boolean reversed;
    /** One, or of color by plane three. */
    private final List<InputStream> planes = new ArrayList<>();

    private final byte[] line;
    private final int shift;
    private final int mask;
    private int next;

    private BoxRows(ImageBox box, BoxTones tones) {
        this.pixels = box.pixels();
        this.tones = tones;
        this.reversed = box.isReversed();
        int cells = pixels.planarConfiguration() == 1 ? 1 : pixels.samplesPerPixel();
        this.line = new byte[pixels.columns() * cells * (pixels.bitsAllocated() / 8)];
        this.shift = pixels.highBit() - pixels.bitsStored() + 1;
        this.mask = (1 << pixels.bitsStored()) - 1;
    }

    /**
     * Opens the image of a box.
     *
     * @param box one of the film's that is not empty
     * @throws RenderException if there is no such image in print management (PS3.3 C.13.5), or its LUT is broken
     */
    public static BoxRows open(Film film, ImageBox box) throws IOException {
        PixelDescription pixels = box.pixels();
        boolean gray = pixels.samplesPerPixel() == 1
                && (pixels.photometricInterpretation() == PhotometricInterpretation.MONOCHROME1
                        || pixels.photometricInterpretation() == PhotometricInterpretation.MONOCHROME2)
                && (pixels.bitsAllocated() == 8 || pixels.bitsAllocated() == 16);
        boolean color = pixels.samplesPerPixel() == 3
                && pixels.photometricInterpretation() == PhotometricInterpretation.RGB
                && pixels.bitsAllocated() == 8
                && pixels.bitsStored() == 8;
        if (!gray && !color || pixels.signed()) {
            throw new RenderException("Image box " + box.position() + ": "
                    + pixels.photometricInterpretation().term() + " of " + pixels.bitsAllocated()
                    + " bits allocated is no image of print management");
        }
        BoxRows rows = new BoxRows(box, gray ? BoxTones.of(film, box) : null);
        rows.openPlanes(box.pixelData());
        return rows;
    }

    private void openPlanes(BulkData data) throws IOException {
        try {
            if (pixels.planarConfiguration() == 0) {
                planes.add(new BufferedInputStream(data.openStream(), BUFFER));
                return;
            }
            long plane = pixels.pixels();
            for (int sample = 0; sample < 3; sample++) {
                planes.add(new BufferedInputStream(
                        data.range(sample * plane, plane).openStream(), BUFFER));
            }
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
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
        return pixels.samplesPerPixel();
    }

    @Override
    public int maximum() {
        return 255;
    }

    @Override
    public void read(int y, int[] row) {
        try {
            for (int plane = 0; plane < planes.size(); plane++) {
                InputStream in = planes.get(plane);
                in.skipNBytes((long) (y - next) * line.length);
                if (in.readNBytes(line, 0, line.length) < line.length) {
                    throw new EOFException("Pixel Data (7FE0,0010) of an image box ends early, at row " + (y + 1));
                }
                if (tones == null) {
                    color(row, plane, planes.size());
                } else {
                    gray(row);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        next = y + 1;
    }

    private void gray(int[] row) {
        boolean wide = pixels.bitsAllocated() == 16;
        for (int x = 0; x < row.length; x++) {
            int cell = wide ? line[2 * x] & 0xFF | (line[2 * x + 1] & 0xFF) << 8 : line[x] & 0xFF;
            row[x] = tones.level(cell >> shift & mask);
        }
    }

    /** @param step from a sample in the line to where the next one goes */
    private void color(int[] row, int first, int step) {
        for (int i = 0; i < line.length; i++) {
            int value = line[i] & 0xFF;
            row[first + i * step] = reversed ? 255 - value : value;
        }
    }

    @Override
    public void close() throws IOException {
        for (InputStream plane : planes) {
            plane.close();
        }
    }
}
