package io.cameldicom.print;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import java.util.Objects;

/**
 * A text on a film: Basic Annotation Box (PS3.3 C.13.7). Its text may name the patient.
 *
 * @param sopInstanceUid of the annotation box; null if it has none yet
 * @param position Annotation Position (2030,0010), from 1 on; where that is depends on the annotation display format
 * @param attributes as set by N-SET, empty if it was never set; not to be changed
 */
public record Annotation(String sopInstanceUid, int position, Attributes attributes) {

    public Annotation {
        Objects.requireNonNull(attributes, "attributes");
    }

    /** Text String (2030,0020); null if there is none. */
    public String text() {
        return attributes.getString(Tag.TextString);
    }

    /** Position only. */
    @Override
    public String toString() {
        return "Annotation[" + position + "]";
    }
}
