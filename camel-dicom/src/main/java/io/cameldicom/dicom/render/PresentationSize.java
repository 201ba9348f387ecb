package io.cameldicom.dicom.render;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;

/** How many pixels a picture has, so that a circle stays a circle and the picture fits. */
record PresentationSize(int width, int height) {

    /** Pixels flatter or narrower than that are taken for a mistake, which must not cost memory. */
    private static final double MOST_ASPECT = 16;

    private static final double NOTHING_TO_SEE = 0.005;

    static PresentationSize of(FrameAttributes frame, Attributes image, PixelRows rows, RenderOptions options) {
        double width = rows.width();
        double height = rows.height();
        double aspect = aspect(frame, image);
        if (Math.abs(aspect - 1) > NOTHING_TO_SEE) {
            width = aspect < 1 ? width / aspect : width;
            height = aspect > 1 ? height * aspect : height;
        }
        double factor = Math.min(
                options.width() == 0 ? Double.MAX_VALUE : options.width() / width,
                options.height() == 0 ? Double.MAX_VALUE : options.height() / height);
        if (factor != Double.MAX_VALUE) {
            width *= factor;
            height *= factor;
        }
        return new PresentationSize(pixels(width), pixels(height));
    }

    private static int pixels(double length) {
        return (int) Math.max(1, Math.rint(length));
    }

    /** Height of a pixel by its width (PS3.3 C.7.6.3.1.7, 10.7.1); 1 where nothing is said. */
    private static double aspect(FrameAttributes frame, Attributes image) {
        Attributes measures = frame.holding(Tag.PixelSpacing, Tag.PixelMeasuresSequence);
        double aspect = ratio(measures, Tag.PixelSpacing);
        for (int tag : new int[] {Tag.ImagerPixelSpacing, Tag.NominalScannedPixelSpacing, Tag.PixelAspectRatio}) {
            aspect = Double.isNaN(aspect) ? ratio(image, tag) : aspect;
        }
        return aspect >= 1 / MOST_ASPECT && aspect <= MOST_ASPECT ? aspect : 1;
    }

    /** Each of these is the vertical value, then the horizontal one. */
    private static double ratio(Attributes item, int tag) {
        return item.getDouble(tag, 0, Double.NaN) / item.getDouble(tag, 1, Double.NaN);
    }
}
