package io.cameldicom.component;

import io.cameldicom.dicom.data.BulkData;
import io.cameldicom.dicom.transcode.Frames;
import io.cameldicom.print.PrintJob;
import io.cameldicom.print.layout.ImageSheets;
import io.cameldicom.print.layout.PrintColor;
import io.cameldicom.print.layout.PrintRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.TypeConverter;

/** Makes a print job of a body that is one image or several; their pixels are in the spool until the job is closed. */
final class PrintJobs {

    private final Spool spool;

    PrintJobs(Spool spool) {
        this.spool = spool;
    }

    /**
     * @param body an object, a file of one, an array, Iterable or Iterator of these
     * @return to be closed
     * @throws IllegalArgumentException if something in the body is no image
     * @throws IOException if an image cannot be read or rendered
     */
    PrintJob of(Exchange exchange, Object body, PrintRequest request) throws IOException {
        List<Frames> images = new ArrayList<>();
        for (Iterator<?> each = each(body); each.hasNext(); ) {
            images.add(frames(exchange, each.next(), images.size() + 1));
        }
        if (images.isEmpty()) {
            throw new IllegalArgumentException("there is nothing to print: the body must be a PrintJob or images");
        }
        boolean color = request.color() == PrintColor.color
                || request.color() == PrintColor.auto
                        && images.stream().anyMatch(image -> ImageSheets.isColor(image.attributes()));
        List<SpoolFile> files = new ArrayList<>();
        try {
            ImageSheets sheets = new ImageSheets(request, pixels -> keep(pixels, files), color);
            for (Frames image : images) {
                sheets.add(image);
            }
            return sheets.job(() -> files.forEach(SpoolFile::release));
        } catch (IOException | RuntimeException e) {
            files.forEach(SpoolFile::release);
            throw e;
        }
    }

    private BulkData keep(byte[] pixels, List<SpoolFile> files) throws IOException {
        if (pixels.length <= spool.threshold()) {
            return BulkData.of(
                    (offset, length) -> new ByteArrayInputStream(pixels, (int) offset, (int) length),
                    0,
                    pixels.length,
                    false);
        }
        SpoolFile file = SpoolFile.owned(spool.newPath());
        files.add(file);
        Files.write(file.path(), pixels, StandardOpenOption.CREATE_NEW);
        return BulkData.ofFile(file.path(), 0, pixels.length, false);
    }

    private static Iterator<?> each(Object body) {
        if (body instanceof Iterator<?> iterator) {
            return iterator;
        }
        // a path is an Iterable of its names
        if (body instanceof Iterable<?> several && !(body instanceof java.nio.file.Path)) {
            return several.iterator();
        }
        return (body instanceof Object[] array ? Arrays.asList(array) : body == null ? List.of() : List.of(body))
                .iterator();
    }

    private static Frames frames(Exchange exchange, Object image, int number) throws IOException {
        TypeConverter converter = exchange.getContext().getTypeConverter();
        DicomObject object = converter.tryConvertTo(DicomObject.class, exchange, image);
        if (object == null) {
            throw new IllegalArgumentException("number " + number + " of what is to be printed is no DICOM object");
        }
        return object.frames();
    }
}
