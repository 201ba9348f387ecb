package io.cameldicom.print.pdf;

import io.cameldicom.print.Film;
import io.cameldicom.print.PrintJob;
import io.cameldicom.print.film.FilmStyle;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;

/**
 * A print job as PDF: a page of the size of each film, its images with every pixel they were sent with, annotations as
 * text. What is not written yet is in temporary files, not in memory.
 */
public final class FilmPdf {
    private FilmPdf() {}

    /**
     * Writes the job once, however many copies it asks for.
     *
     * @param unmagnified pixels an inch of images that are not to be magnified (MagnificationType NONE)
     * @param font a TrueType font to embed for annotations; null for Helvetica, where a letter it has not is a question
     *     mark
     * @param out flushed, not closed
     * @throws IOException if an image cannot be read or shown
     */
    public static void write(PrintJob job, FilmStyle style, double unmagnified, Path font, OutputStream out)
            throws IOException {
        try (PDDocument document = new PDDocument(IOUtils.createTempFileOnlyStreamCache())) {
            PDDocumentInformation information = new PDDocumentInformation();
            information.setProducer("camel-dicom"); // no title: it would be of a patient
            document.setDocumentInformation(information);
            PdfText text = new PdfText(document, font);
            for (Film film : job.films()) {
                PdfPage.add(document, film, style, unmagnified, text);
            }
            document.save(out);
        }
        out.flush();
    }
}
