package io.cameldicom.print.scp;

import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dimse.DicomServiceException;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.print.Film;
import io.cameldicom.print.FilmSize;
import io.cameldicom.print.ImageBox;
import io.cameldicom.print.ImageDisplayFormat;
import java.util.Locale;

/**
 * Whether images are larger than their places, and what the printer does then (PS3.4 H.4.3.1.2.1.3): an image that may be
 * scaled is made smaller, another one decimated, cropped or refused.
 */
final class ImageFit {

    static final String DECIMATE = "DECIMATE";
    static final String CROP = "CROP";
    static final String FAIL = "FAIL";

    private static final String NOT_SCALED = "NONE";

    private final PrinterConfiguration printer;

    ImageFit(PrinterConfiguration printer) {
        this.printer = printer;
    }

    /**
     * What becomes of one image of a film.
     *
     * @return success, or the warning to answer
     * @throws DicomServiceException C603 if it is not printed
     */
    int check(Film film, ImageBox box) throws DicomServiceException {
        if (box.isEmpty()) {
            return Status.Success;
        }
        FilmSize size = film.size() == null ? printer.usualFilm() : film.size();
        double width = size.width(film.orientation()) / columns(film.layout(), box.position());
        double height = size.height(film.orientation()) / rows(film.layout(), box.position());
        double wanted = box.requestedImageSize();
        boolean scaled = !NOT_SCALED.equals(film.magnificationType(box));
        if (wanted > 0) {
            double wantedHeight = wanted * box.pixels().rows() / box.pixels().columns();
            return wanted > width || wantedHeight > height ? tooLarge(box) : Status.Success;
        }
        boolean fits = box.pixels().columns() <= width * printer.pixelsPerMillimeter()
                && box.pixels().rows() <= height * printer.pixelsPerMillimeter();
        if (fits) {
            return Status.Success;
        }
        return scaled ? PrintStatus.DEMAGNIFIED : tooLarge(box);
    }

    private int tooLarge(ImageBox box) throws DicomServiceException {
        String behavior = box.decimateCropBehavior() == null
                ? printer.decimateCropBehavior()
                : box.decimateCropBehavior().toUpperCase(Locale.ROOT);
        return switch (behavior) {
            case DECIMATE -> PrintStatus.DECIMATED;
            case CROP -> PrintStatus.CROPPED;
            case FAIL -> throw new DicomServiceException(
                    PrintStatus.IMAGE_TOO_LARGE, "Image " + box.position() + " is larger than its image box");
            default -> throw new DicomServiceException(
                            Status.InvalidAttributeValue, "Requested Decimate/Crop Behavior is none")
                    .withOffendingElements(Tag.RequestedDecimateCropBehavior);
        };
    }

    /** Places side by side where the image box lies. */
    private static int columns(ImageDisplayFormat layout, int position) {
        return switch (layout.kind()) {
            case STANDARD -> layout.values().get(0);
            case ROW -> layout.values().get(line(layout, position));
            default -> layout.values().size();
        };
    }

    /** Places one above the other where the image box lies. */
    private static int rows(ImageDisplayFormat layout, int position) {
        return switch (layout.kind()) {
            case STANDARD -> layout.values().get(1);
            case ROW -> layout.values().size();
            default -> layout.values().get(line(layout, position));
        };
    }

    /** In which row of ROW, or column of COL, a position is. */
    private static int line(ImageDisplayFormat layout, int position) {
        int left = position;
        for (int line = 0; line < layout.values().size(); line++) {
            left -= layout.values().get(line);
            if (left <= 0) {
                return line;
            }
        }
        throw new IllegalArgumentException("Position " + position + " is not on the film");
    }
}
