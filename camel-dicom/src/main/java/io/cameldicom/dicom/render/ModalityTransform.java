package io.cameldicom.dicom.render;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;

/**
 * The Modality LUT: stored values to those of the modality's unit (PS3.3 C.11.1).
 *
 * @param lut the table, or null where it is linear
 */
record ModalityTransform(double slope, double intercept, LookupTable lut) {

    private static final ModalityTransform IDENTITY = new ModalityTransform(1, 0, null);

    static ModalityTransform of(FrameAttributes frame, Attributes image, boolean signed) throws RenderException {
        Attributes table = image.getNestedDataset(Tag.ModalityLUTSequence);
        if (table != null) {
            return new ModalityTransform(1, 0, LookupTable.of(table, Tag.LUTDescriptor, Tag.LUTData, signed));
        }
        Attributes rescale = frame.holding(Tag.RescaleSlope, Tag.PixelValueTransformationSequence);
        double slope = rescale.getDouble(Tag.RescaleSlope, 1);
        double intercept = rescale.getDouble(Tag.RescaleIntercept, 0);
        if (slope == 0 || !Double.isFinite(slope) || !Double.isFinite(intercept)) {
            return IDENTITY; // shows what is there; a slope of 0 would make all pixels one
        }
        return new ModalityTransform(slope, intercept, null);
    }

    boolean isIdentity() {
        return lut == null && slope == 1 && intercept == 0;
    }

    double apply(double stored) {
        return lut == null ? stored * slope + intercept : lut.get(stored);
    }
}
