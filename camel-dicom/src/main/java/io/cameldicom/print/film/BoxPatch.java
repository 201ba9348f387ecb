package io.cameldicom.print.film;

import io.cameldicom.dicom.render.PixelRows;
import io.cameldicom.dicom.render.RenderException;
import io.cameldicom.dicom.render.ScaledRows;
import io.cameldicom.print.Film;
import io.cameldicom.print.ImageBox;
import java.io.IOException;

/** An image box on a film: its image, centered and magnified as asked for, or an empty place. */
final class BoxPatch extends Patch {
    /** Columns or rows of an image that is cropped; more is no wish but a mistake. */
    private static final int MOST = 65_535;

    private final Film film;
    private final ImageBox box;
    private final double scale;
    private final int emptyLevel;
    /** Of the frame around the box; none below 0. */
    private final int frameLevel;

    private BoxRows source;
    private PixelRows image;
    private int[] imageRow;
    private int imageLeft;
    private int imageTop;

    BoxPatch(Film film, ImageBox box, Area area, double scale) {
        super(area, scale);
        this.film = film;
        this.box = box;
        this.scale = scale;
        this.emptyLevel = FilmDensities.empty(film);
        this.frameLevel = film.trim() ? 255 - FilmDensities.border(film) : -1;
    }

    @Override
    void draw(int y, int[] row, int samples) throws IOException {
        if (box.isEmpty()) {
            fill(row, left, right, samples, emptyLevel);
        } else {
            drawImage(y, row, samples);
        }
        if (frameLevel >= 0) {
            boolean edge = y == top || y == bottom - 1;
            fill(row, left, edge ? right : left + 1, samples, frameLevel);
            fill(row, right - 1, right, samples, frameLevel);
        }
    }

    private void drawImage(int y, int[] row, int samples) throws IOException {
        if (image == null) {
            open();
        }
        int imageY = y - imageTop;
        if (imageY < 0 || imageY >= image.height()) {
            return;
        }
        image.read(imageY, imageRow);
        int from = Math.max(left, imageLeft);
        int to = Math.min(right, imageLeft + image.width());
        for (int x = from; x < to; x++) {
            for (int sample = 0; sample < samples; sample++) {
                row[x * samples + sample] =
                        imageRow[image.samples() == 1 ? x - imageLeft : 3 * (x - imageLeft) + sample];
            }
        }
    }

    private void open() throws IOException {
        Placement placement = Placement.of(film, box, right - left, bottom - top, scale, 1);
        if (placement.width() > MOST || placement.height() > MOST) {
            throw new RenderException(
                    "Image box " + box.position() + ": the image is to become too large to be cropped");
        }
        int width = Math.max(1, (int) Math.round(placement.width()));
        int height = Math.max(1, (int) Math.round(placement.height()));
        source = BoxRows.open(film, box);
        image = sized(source, width, height, film.magnificationType(box));
        imageRow = new int[width * image.samples()];
        imageLeft = left + Math.floorDiv(right - left - width, 2);
        imageTop = top + Math.floorDiv(bottom - top - height, 2);
    }

    private static PixelRows sized(PixelRows rows, int width, int height, String magnification) {
        if (width == rows.width() && height == rows.height()) {
            return rows;
        }
        boolean grows = width >= rows.width() && height >= rows.height();
        if (grows && ("REPLICATE".equals(magnification) || "NONE".equals(magnification))) {
            return new NearestRows(rows, width, height);
        }
        boolean linear = "BILINEAR".equals(magnification);
        return new ScaledRows(rows, width, height, linear ? ScaledRows.Kernel.LINEAR : ScaledRows.Kernel.CUBIC);
    }

    @Override
    void close() throws IOException {
        if (source != null) {
            source.close();
        }
    }
}
