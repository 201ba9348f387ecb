package io.cameldicom.dicom.render;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.Sequence;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.pixel.PhotometricInterpretation;
import io.cameldicom.dicom.pixel.PixelDescription;
import java.util.function.DoubleUnaryOperator;

/** The grayscale pipeline of one frame: Modality LUT, VOI LUT, Presentation LUT (PS3.4 N.2.1). */
final class GrayPipeline {
    private static final int EVERYDAY_BITS = 8;

    private final Attributes image;
    private final FrameAttributes frame;
    private final PixelDescription pixels;
    private final StoredValues values;
    private final ModalityTransform modality;

    GrayPipeline(Attributes image, int frameNumber, PixelDescription pixels, byte[] samples) throws RenderException {
        this.image = image;
        this.frame = new FrameAttributes(image, frameNumber);
        this.pixels = pixels;
        this.values = new StoredValues(samples, pixels, isFloating(image));
        this.modality = ModalityTransform.of(frame, image, pixels.signed());
    }

    private static boolean isFloating(Attributes image) {
        return image.contains(Tag.FloatPixelData) || image.contains(Tag.DoubleFloatPixelData);
    }

    PixelRows rows(Voi voi, int bits) throws RenderException {
        DoubleUnaryOperator visible = visible(voi);
        boolean inverse = isInverse();
        DoubleUnaryOperator brightness = stored -> {
            double value = visible.applyAsDouble(modality.apply(stored));
            return inverse ? 1 - value : value;
        };
        return new GrayRows(values, pixels, brightness, bits);
    }

    /** PS3.3 C.11.6: the shape says what MONOCHROME1 says, in the IODs that have it. */
    private boolean isInverse() {
        return pixels.photometricInterpretation() == PhotometricInterpretation.MONOCHROME1
                || "INVERSE".equals(image.getString(Tag.PresentationLUTShape));
    }

    private DoubleUnaryOperator visible(Voi voi) throws RenderException {
        if (voi instanceof Window window) {
            return window::apply;
        }
        if (voi instanceof Voi.Lut lut) {
            Sequence tables = tables();
            if (tables == null || tables.isEmpty()) {
                throw new RenderException("the image has no VOI LUT Sequence (0028,3010)");
            }
            return table(tables.get(Math.min(lut.number(), tables.size()) - 1));
        }
        if (voi instanceof Voi.MinMax) {
            return linear(occurring());
        }
        return voi instanceof Voi.OfImage ofImage ? ofImage(ofImage.number()) : linear(possible());
    }

    private DoubleUnaryOperator ofImage(int number) throws RenderException {
        Window window = window(number);
        if (window != null) {
            return window::apply;
        }
        Sequence tables = tables();
        if (tables != null && !tables.isEmpty()) {
            return table(tables.get(Math.min(number, tables.size()) - 1));
        }
        boolean asItIs = pixels.bitsStored() <= EVERYDAY_BITS && modality.isIdentity();
        return linear(asItIs ? possible() : occurring());
    }

    private Sequence tables() {
        return frame.holding(Tag.VOILUTSequence, Tag.FrameVOILUTSequence).getSequence(Tag.VOILUTSequence);
    }

    /** Null if there is none, or none that the standard allows. */
    private Window window(int number) {
        Attributes holder = frame.holding(Tag.WindowCenter, Tag.FrameVOILUTSequence);
        try {
            double[] centers = holder.getDoubles(Tag.WindowCenter);
            double[] widths = holder.getDoubles(Tag.WindowWidth);
            if (centers == null || widths == null || centers.length == 0 || widths.length == 0) {
                return null;
            }
            int index = Math.min(number, Math.min(centers.length, widths.length)) - 1;
            String function = holder.getString(Tag.VOILUTFunction, Window.Function.LINEAR.name());
            return new Window(centers[index], widths[index], Window.Function.valueOf(function));
        } catch (IllegalArgumentException e) {
            return null; // not to be used is as good as not there: the image is shown all the same
        }
    }

    private DoubleUnaryOperator table(Attributes item) throws RenderException {
        boolean signedInput =
                item.getVR(Tag.LUTDescriptor) == VR.SS || possible().smallest() < 0;
        return LookupTable.of(item, Tag.LUTDescriptor, Tag.LUTData, signedInput)::getNormalized;
    }

    private ValueRange possible() {
        return values.isFloating() ? occurring() : ValueRange.possible(pixels, modality);
    }

    /** Those possible where the frame has only one value, of which nobody can say how bright it is. */
    private ValueRange occurring() {
        ValueRange occurring = ValueRange.of(values, pixels, image, modality);
        if (occurring != null) {
            return occurring;
        }
        return values.isFloating() ? new ValueRange(0, 1) : ValueRange.possible(pixels, modality);
    }

    private static DoubleUnaryOperator linear(ValueRange range) {
        double extent = range.largest() - range.smallest();
        return value -> Math.min(1, Math.max(0, (value - range.smallest()) / extent));
    }
}
