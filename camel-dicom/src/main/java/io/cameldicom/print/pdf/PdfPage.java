package io.cameldicom.print.pdf;

import io.cameldicom.print.Film;
import io.cameldicom.print.ImageBox;
import io.cameldicom.print.film.Area;
import io.cameldicom.print.film.BoxRows;
import io.cameldicom.print.film.FilmDensities;
import io.cameldicom.print.film.FilmLayout;
import io.cameldicom.print.film.FilmStyle;
import io.cameldicom.print.film.Placement;
import java.io.IOException;
import java.util.Set;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;

/** A film as a page of its size. */
final class PdfPage {
    private static final double INCH = 25.4;
    private static final double POINT = INCH / 72;
    /** Where pixels are to stay pixels. */
    private static final Set<String> NOT_INTERPOLATED = Set.of("NONE", "REPLICATE");

    private final PDDocument document;
    private final PDPageContentStream content;
    private final Film film;
    private final FilmLayout layout;
    private final double unmagnified;

    private PdfPage(
            PDDocument document, PDPageContentStream content, Film film, FilmLayout layout, double unmagnified) {
        this.document = document;
        this.content = content;
        this.film = film;
        this.layout = layout;
        this.unmagnified = unmagnified;
    }

    static void add(PDDocument document, Film film, FilmStyle style, double unmagnified, PdfText text)
            throws IOException {
        FilmLayout layout = FilmLayout.of(film, style);
        PDPage page = new PDPage(new PDRectangle((float) (layout.width() / POINT), (float) (layout.height() / POINT)));
        document.addPage(page);
        try (PDPageContentStream content = new PDPageContentStream(document, page)) {
            new PdfPage(document, content, film, layout, unmagnified).draw(text);
        }
    }

    private void draw(PdfText text) throws IOException {
        int border = FilmDensities.border(film);
        fill(new Area(0, 0, layout.width(), layout.height()), border);
        for (ImageBox box : film.imageBoxes()) {
            Area area = layout.of(box);
            if (box.isEmpty()) {
                fill(area, FilmDensities.empty(film));
            } else {
                draw(box, area);
            }
            if (film.trim()) {
                frame(area, 255 - border);
            }
        }
        content.setNonStrokingColor(border < 128 ? 1f : 0f);
        for (int line = 0; line < layout.texts().size(); line++) {
            text.write(
                    content, inPoints(layout.lines().get(line)), layout.texts().get(line));
        }
    }

    private void draw(ImageBox box, Area area) throws IOException {
        Placement placement = Placement.of(film, box, area.width(), area.height(), 1, INCH / unmagnified);
        String magnification = film.magnificationType(box);
        PDImageXObject image;
        try (BoxRows rows = BoxRows.open(film, box)) {
            image = PdfImages.add(document, rows, magnification == null || !NOT_INTERPOLATED.contains(magnification));
        }
        content.saveGraphicsState();
        rectangle(area);
        content.clip();
        Area place = inPoints(area.centered(placement.width(), placement.height()));
        content.drawImage(image, (float) place.x(), (float) place.y(), (float) place.width(), (float) place.height());
        content.restoreGraphicsState();
    }

    private void fill(Area area, int level) throws IOException {
        content.setNonStrokingColor(level / 255f);
        rectangle(area);
        content.fill();
    }

    private void frame(Area area, int level) throws IOException {
        content.setStrokingColor(level / 255f);
        content.setLineWidth(0.5f);
        rectangle(area);
        content.stroke();
    }

    private void rectangle(Area area) throws IOException {
        Area points = inPoints(area);
        content.addRect((float) points.x(), (float) points.y(), (float) points.width(), (float) points.height());
    }

    /** PDF counts from the foot of the page. */
    private Area inPoints(Area area) {
        return new Area(
                area.x() / POINT,
                (layout.height() - area.y() - area.height()) / POINT,
                area.width() / POINT,
                area.height() / POINT);
    }
}
