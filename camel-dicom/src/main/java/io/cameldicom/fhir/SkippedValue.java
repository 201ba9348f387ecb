package io.cameldicom.fhir;

import io.cameldicom.dicom.dict.ElementDictionary;
import io.cameldicom.dicom.dict.Tag;

/**
 * An optional element whose value could not be used, so that the resource does without it.
 *
 * @param tag of the element
 * @param reason what is wrong with it, without the value
 */
public record SkippedValue(int tag, String reason) {

    public String keyword() {
        return ElementDictionary.keywordOf(tag, null);
    }

    @Override
    public String toString() {
        return keyword() + " " + Tag.format(tag) + ": " + reason;
    }
}
