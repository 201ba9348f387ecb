package io.cameldicom.dicom.transcode;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.pixel.PixelDescription;

/** The element that holds the pixels of a data set, and what stands beside it (PS3.3 C.7.6.3, C.7.6.24, C.7.6.25). */
final class PixelElement {
    static final int NONE = 0;

    private static final int[] TAGS = {Tag.PixelData, Tag.FloatPixelData, Tag.DoubleFloatPixelData};

    private PixelElement() {}

    /** The tag, or {@link #NONE}. */
    static int tagIn(Attributes attributes) {
        for (int tag : TAGS) {
            if (attributes.contains(tag)) {
                return tag;
            }
        }
        return NONE;
    }

    /** Number of Frames, 1 where it is missing or makes no sense. */
    static int framesOf(Attributes attributes) {
        return Math.max(1, attributes.getInt(Tag.NumberOfFrames, 1));
    }

    /** @throws TranscodeException naming the attribute that is missing or wrong */
    static PixelDescription describe(Attributes attributes) throws TranscodeException {
        try {
            return PixelDescription.of(attributes);
        } catch (IllegalArgumentException e) {
            throw new TranscodeException(e.getMessage(), e);
        }
    }
}
