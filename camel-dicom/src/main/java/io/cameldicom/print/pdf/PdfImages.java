package io.cameldicom.print.pdf;

import io.cameldicom.dicom.render.PixelRows;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.graphics.PDXObject;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;

/** Images of a document, written row by row, without loss. */
final class PdfImages {
    private PdfImages() {}

    /** @param rows of eight bits a sample */
    static PDImageXObject add(PDDocument document, PixelRows rows, boolean interpolated) throws IOException {
        PDStream stream = new PDStream(document);
        int[] row = new int[rows.width() * rows.samples()];
        byte[] line = new byte[row.length];
        try (OutputStream out = stream.createOutputStream(COSName.FLATE_DECODE)) {
            for (int y = 0; y < rows.height(); y++) {
                rows.read(y, row);
                for (int i = 0; i < row.length; i++) {
                    line[i] = (byte) row[i];
                }
                out.write(line);
            }
        } catch (UncheckedIOException e) { // of a row
            throw e.getCause();
        }
        COSStream image = stream.getCOSObject();
        image.setItem(COSName.TYPE, COSName.XOBJECT);
        image.setItem(COSName.SUBTYPE, COSName.IMAGE);
        image.setInt(COSName.WIDTH, rows.width());
        image.setInt(COSName.HEIGHT, rows.height());
        image.setInt(COSName.BITS_PER_COMPONENT, 8);
        image.setItem(COSName.COLORSPACE, rows.samples() == 1 ? COSName.DEVICEGRAY : COSName.DEVICERGB);
        image.setBoolean(COSName.INTERPOLATE, interpolated);
        return (PDImageXObject) PDXObject.createXObject(image, null);
    }
}
