package io.cameldicom.print.film;

import io.cameldicom.dicom.render.PixelRows;
import io.cameldicom.dicom.render.RenderException;
import io.cameldicom.print.Film;
import io.cameldicom.print.ImageBox;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A film as a printer would expose it, row by row: gray, or red, green, blue if one of its images is in color, eight bits a
 * sample. In memory are a few rows of the images side by side. To be closed.
 *
 * <p>An image has the size its magnification asks for: with NONE, or where it is as large as its box, each of its pixels is
 * one of the film; else it fills its box, by REPLICATE with its own values only, by BILINEAR or CUBIC between them. Images
 * are centered in their boxes, and what is around them has the border density.
 */
public final class FilmRows implements PixelRows, Closeable {
    private static final double INCH = 25.4;
    private static final int MOST = 65_535;

    private final int width;
    private final int height;
    private final int samples;
    private final int border;
    private final List<Patch> patches;

    private FilmRows(int width, int height, int samples, int border, List<Patch> patches) {
        this.width = width;
        this.height = height;
        this.samples = samples;
        this.border = border;
        this.patches = patches;
    }

    /**
     * Begins a film.
     *
     * @param dpi pixels an inch, 1 to 2400
     * @throws RenderException if there is no room for what is on the film, or it has too many pixels
     */
    public static FilmRows open(Film film, FilmStyle style, double dpi) throws RenderException {
        FilmLayout layout = FilmLayout.of(film, style);
        double scale = dpi / INCH;
        long width = Math.round(layout.width() * scale);
        long height = Math.round(layout.height() * scale);
        if (!(dpi > 0) || width < 1 || height < 1 || width > MOST || height > MOST) {
            throw new RenderException("A film of " + width + "x" + height + " pixels cannot be made");
        }
        int border = FilmDensities.border(film);
        List<Patch> patches = new ArrayList<>();
        for (ImageBox box : film.imageBoxes()) {
            patches.add(new BoxPatch(film, box, layout.of(box), scale));
        }
        for (int i = 0; i < layout.texts().size(); i++) {
            patches.add(new TextPatch(layout.texts().get(i), layout.lines().get(i), scale, border));
        }
        boolean color = film.imageBoxes().stream().anyMatch(ImageBox::isColor);
        return new FilmRows((int) width, (int) height, color ? 3 : 1, border, patches);
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public int samples() {
        return samples;
    }

    @Override
    public int maximum() {
        return 255;
    }

    @Override
    public void read(int y, int[] row) {
        Arrays.fill(row, border);
        try {
            for (Patch patch : patches) {
                if (patch.isIn(y)) {
                    patch.draw(y, row, samples);
                } else if (y == patch.bottom) {
                    patch.close();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        for (Patch patch : patches) {
            patch.close();
        }
    }
}
