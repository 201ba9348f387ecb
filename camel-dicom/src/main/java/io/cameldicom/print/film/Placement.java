package io.cameldicom.print.film;

import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.render.RenderException;
import io.cameldicom.print.Film;
import io.cameldicom.print.ImageBox;
import java.util.Locale;

/**
 * How large an image becomes in its box, in the unit of the box, be it pixels or millimeters. It is larger than the box
 * where it is to be cropped.
 */
public record Placement(double width, double height) {

    /**
     * @param unitsPerMillimeter of the box
     * @param unitsPerPixel of an image that is not magnified
     * @throws RenderException if the image does not fit and is not to be printed then
     */
    public static Placement of(
            Film film, ImageBox box, double boxWidth, double boxHeight, double unitsPerMillimeter, double unitsPerPixel)
            throws RenderException {
        int columns = box.pixels().columns();
        int rows = box.pixels().rows();
        int[] aspect = box.image().getInts(Tag.PixelAspectRatio);
        double stretch = aspect != null && aspect.length == 2 && aspect[0] > 0 && aspect[1] > 0
                ? (double) aspect[0] / aspect[1]
                : 1;
        Placement fitting = fit(columns, rows * stretch, boxWidth, boxHeight);
        Placement wanted = fitting;
        if (box.requestedImageSize() > 0) {
            double width = box.requestedImageSize() * unitsPerMillimeter;
            wanted = new Placement(width, width * rows * stretch / columns);
        } else if ("NONE".equals(film.magnificationType(box))) {
            wanted = new Placement(columns * unitsPerPixel, rows * unitsPerPixel);
        }
        return wanted.width <= boxWidth && wanted.height <= boxHeight ? wanted : tooLarge(box, wanted, fitting);
    }

    private static Placement fit(double width, double height, double boxWidth, double boxHeight) {
        double scale = Math.min(boxWidth / width, boxHeight / height);
        return new Placement(width * scale, height * scale);
    }

    /** Requested Decimate/Crop Behavior (2020,0040); where nothing is asked for, nothing is cut off. */
    private static Placement tooLarge(ImageBox box, Placement wanted, Placement fitting) throws RenderException {
        String behavior = box.decimateCropBehavior();
        return switch (behavior == null ? "DECIMATE" : behavior.toUpperCase(Locale.ROOT)) {
            case "CROP" -> wanted;
            case "FAIL" -> throw new RenderException("Image box " + box.position()
                    + ": the image is larger than the box, and is to fail then (2020,0040)");
            default -> fitting;
        };
    }
}
