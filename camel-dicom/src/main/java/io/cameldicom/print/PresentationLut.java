package io.cameldicom.print;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import java.util.Objects;

/**
 * What makes presentation values (P-values) of the pixels of a grayscale image (PS3.3 C.11.4): a lookup table or a shape.
 *
 * @param sopInstanceUid of the Presentation LUT; null if it has none yet
 * @param attributes as given by N-CREATE; not to be changed
 */
public record PresentationLut(String sopInstanceUid, Attributes attributes) {

    public static final String IDENTITY = "IDENTITY";
    /** The image is in optical density, from minimum to maximum density. */
    public static final String LIN_OD = "LIN OD";
    /** Retired; inverts. */
    public static final String INVERSE = "INVERSE";

    public PresentationLut {
        Objects.requireNonNull(attributes, "attributes");
    }

    /** Presentation LUT Shape (2050,0020): one of the constants; null if there is a table instead. */
    public String shape() {
        return attributes.getString(Tag.PresentationLUTShape);
    }

    /** The item of the Presentation LUT Sequence (2050,0010) with LUT Descriptor and LUT Data; null if it is a shape. */
    public Attributes table() {
        return attributes.getNestedDataset(Tag.PresentationLUTSequence);
    }
}
