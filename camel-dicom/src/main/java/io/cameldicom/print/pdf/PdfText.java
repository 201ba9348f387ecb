package io.cameldicom.print.pdf;

import io.cameldicom.print.film.Area;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;

/** Lines of text as text, so that they can be searched and stay sharp. */
final class PdfText {
    private static final double SIZE = 0.75;
    private static final double BASELINE = 0.28;
    private static final String UNKNOWN = "?";

    private final PDFont font;

    /** @param file a TrueType font, embedded; null for Helvetica, which has Western European letters only */
    PdfText(PDDocument document, Path file) throws IOException {
        font = file == null
                ? new PDType1Font(Standard14Fonts.FontName.HELVETICA)
                : PDType0Font.load(document, new File(file.toString()));
    }

    /**
     * Writes a line, smaller if it were longer than its area.
     *
     * @param area in points, y from the foot of the page
     */
    void write(PDPageContentStream content, Area area, String text) throws IOException {
        String known = encodable(text);
        float size = (float) (SIZE * area.height());
        float width = font.getStringWidth(known) / 1000 * size;
        if (width > area.width()) {
            size *= (float) (area.width() / width);
        }
        content.beginText();
        content.setFont(font, size);
        content.newLineAtOffset((float) area.x(), (float) (area.y() + BASELINE * area.height()));
        content.showText(known);
        content.endText();
    }

    private String encodable(String text) {
        StringBuilder known = new StringBuilder();
        text.codePoints()
                .mapToObj(Character::toString)
                .map(each -> isKnown(each) ? each : UNKNOWN)
                .forEach(known::append);
        return known.toString();
    }

    private boolean isKnown(String character) {
        try {
            font.encode(character);
            return true;
        } catch (IllegalArgumentException | IOException e) {
            return false; // PDFBox has no other way to ask
        }
    }
}
