package io.cameldicom.print.film;

import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.pixel.PhotometricInterpretation;
import io.cameldicom.dicom.pixel.PixelDescription;
import io.cameldicom.dicom.render.LookupTable;
import io.cameldicom.dicom.render.RenderException;
import io.cameldicom.print.Film;
import io.cameldicom.print.ImageBox;
import io.cameldicom.print.PresentationLut;
import java.util.function.DoubleUnaryOperator;

/**
 * From the pixels of a grayscale image box to eight bits, 0 being black: photometric interpretation, then polarity, then
 * presentation LUT (PS3.4 H.2.1.2), whose output, P-values, is what a screen or sheet shows. Without a LUT that changes
 * something, eight bits stay as they are and more are scaled: {@code round(value * 255 / maximum)}.
 */
final class BoxTones {
    private final int[] levels;

    private BoxTones(int[] levels) {
        this.levels = levels;
    }

    /** @throws RenderException if the presentation LUT is broken */
    static BoxTones of(Film film, ImageBox box) throws RenderException {
        PixelDescription pixels = box.pixels();
        boolean inverted =
                (pixels.photometricInterpretation() == PhotometricInterpretation.MONOCHROME1) != box.isReversed();
        DoubleUnaryOperator lut = transformation(film, box);
        int maximum = (1 << pixels.bitsStored()) - 1;
        int[] levels = new int[maximum + 1];
        for (int value = 0; value <= maximum; value++) {
            double part = (double) (inverted ? maximum - value : value) / maximum;
            levels[value] = level(lut.applyAsDouble(part));
        }
        return new BoxTones(levels);
    }

    private static DoubleUnaryOperator transformation(Film film, ImageBox box) throws RenderException {
        PresentationLut lut = film.presentationLut(box);
        if (lut == null) {
            return DoubleUnaryOperator.identity();
        }
        if (lut.table() != null) {
            LookupTable table = LookupTable.of(lut.table(), Tag.LUTDescriptor, Tag.LUTData, false);
            int last = table.entries().length - 1;
            return part -> table.getNormalized(table.first() + part * last);
        }
        if (PresentationLut.LIN_OD.equals(lut.shape())) {
            // dark stays dark: a Presentation LUT does not change what photometric interpretation and polarity say
            // (PS3.4 H.4.9.1)
            return FilmDensities.of(film)::brightnessOfEven;
        }
        return PresentationLut.INVERSE.equals(lut.shape()) ? part -> 1 - part : DoubleUnaryOperator.identity();
    }

    static int level(double brightness) {
        return (int) (Math.max(0, Math.min(1, brightness)) * 255 + 0.5);
    }

    /** @param stored a pixel's bits stored */
    int level(int stored) {
        return levels[stored];
    }
}
