package io.cameldicom.print.film;

import io.cameldicom.dicom.render.RenderException;
import io.cameldicom.print.Annotation;
import io.cameldicom.print.Film;
import io.cameldicom.print.FilmSize;
import io.cameldicom.print.ImageBox;
import io.cameldicom.print.ImageDisplayFormat;
import java.util.ArrayList;
import java.util.List;

/**
 * Where things are on a film: its size as it is to be read, an area for each image box (PS3.3 C.13.3), and lines of text
 * at its foot. The standard leaves the places of annotations to the printer; here each has a line, in the order of their
 * positions. Immutable.
 *
 * @param width of the film as it lies, in millimeters
 * @param height of the film as it lies, in millimeters
 * @param boxes of the image boxes by position, the first being position 1
 * @param lines of the annotations that have a text, in the order of {@link #texts}
 * @param texts of the annotations
 */
public record FilmLayout(double width, double height, List<Area> boxes, List<Area> lines, List<String> texts) {
    private static final double SLIDE = 35;
    private static final double SUPERSLIDE = 40;

    public FilmLayout {
        boxes = List.copyOf(boxes);
        lines = List.copyOf(lines);
        texts = List.copyOf(texts);
    }

    /** @throws RenderException if the film is too small for margin, gaps and text, or has boxes its format has no place for */
    public static FilmLayout of(Film film, FilmStyle style) throws RenderException {
        FilmSize size = film.size() == null ? style.size() : film.size();
        double width = size.width(film.orientation());
        double height = size.height(film.orientation());
        List<String> texts = style.textHeight() == 0
                ? List.of()
                : film.annotations().stream()
                        .map(Annotation::text)
                        .filter(text -> text != null && !text.isBlank())
                        .toList();
        Area inner = new Area(0, 0, width, height).shrunk(style.margin());
        double foot = texts.size() * style.textHeight();
        Area images = new Area(inner.x(), inner.y(), inner.width(), inner.height() - foot);
        List<Area> lines = new ArrayList<>();
        for (int line = 0; line < texts.size(); line++) {
            lines.add(new Area(
                    inner.x(),
                    images.y() + images.height() + line * style.textHeight(),
                    inner.width(),
                    style.textHeight()));
        }
        List<Area> boxes = boxes(film, images, style.gap());
        if (boxes.stream().anyMatch(box -> box.width() <= 0 || box.height() <= 0)) {
            throw new RenderException("A film of " + width + " by " + height + " mm has no room for " + film.layout()
                    + " with this margin, these gaps and " + texts.size() + " lines of text");
        }
        if (film.imageBoxes().stream().anyMatch(box -> box.position() < 1 || box.position() > boxes.size())) {
            throw new RenderException(film.layout() + " has no place for one of the image boxes");
        }
        return new FilmLayout(width, height, boxes, lines, texts);
    }

    /** Where one of the film's image boxes is. */
    public Area of(ImageBox box) {
        return boxes.get(box.position() - 1);
    }

    private static List<Area> boxes(Film film, Area area, double gap) {
        ImageDisplayFormat layout = film.layout();
        List<Integer> values = layout.values();
        List<Area> boxes =
                switch (layout.kind()) {
                    case STANDARD -> grid(values.get(0), values.get(1), area, gap);
                    case ROW -> rows(values, area, gap);
                    case COL -> columns(values, area, gap);
                    case SLIDE, SUPERSLIDE, CUSTOM -> square(film.imageBoxes().size(), area, gap);
                };
        double side =
                switch (film.format().kind()) {
                    case SLIDE -> SLIDE;
                    case SUPERSLIDE -> SUPERSLIDE;
                    default -> Double.MAX_VALUE;
                };
        return boxes.stream()
                .map(box -> box.centered(Math.min(side, box.width()), Math.min(side, box.height())))
                .toList();
    }

    private static List<Area> grid(int columns, int rows, Area area, double gap) {
        List<Area> boxes = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            boxes.addAll(split(part(area, row, rows, gap, false), columns, gap, true));
        }
        return boxes;
    }

    private static List<Area> rows(List<Integer> boxesOfRow, Area area, double gap) {
        List<Area> boxes = new ArrayList<>();
        for (int row = 0; row < boxesOfRow.size(); row++) {
            boxes.addAll(split(part(area, row, boxesOfRow.size(), gap, false), boxesOfRow.get(row), gap, true));
        }
        return boxes;
    }

    private static List<Area> columns(List<Integer> boxesOfColumn, Area area, double gap) {
        List<Area> boxes = new ArrayList<>();
        for (int column = 0; column < boxesOfColumn.size(); column++) {
            boxes.addAll(
                    split(part(area, column, boxesOfColumn.size(), gap, true), boxesOfColumn.get(column), gap, false));
        }
        return boxes;
    }

    /** What nobody has said the lie of: the grid whose boxes leave room for the largest squares. */
    private static List<Area> square(int count, Area area, double gap) {
        List<Area> best = List.of();
        for (int columns = 1; columns <= count; columns++) {
            List<Area> boxes = grid(columns, (count + columns - 1) / columns, area, gap);
            if (best.isEmpty() || shortSide(boxes) > shortSide(best)) {
                best = boxes;
            }
        }
        return best.subList(0, Math.min(count, best.size()));
    }

    private static double shortSide(List<Area> boxes) {
        return Math.min(boxes.get(0).width(), boxes.get(0).height());
    }

    private static List<Area> split(Area area, int count, double gap, boolean sideBySide) {
        List<Area> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            parts.add(part(area, i, count, gap, sideBySide));
        }
        return parts;
    }

    private static Area part(Area area, int index, int count, double gap, boolean sideBySide) {
        double whole = sideBySide ? area.width() : area.height();
        double length = (whole - (count - 1) * gap) / count;
        double start = index * (length + gap);
        return sideBySide
                ? new Area(area.x() + start, area.y(), length, area.height())
                : new Area(area.x(), area.y() + start, area.width(), length);
    }
}
