package io.cameldicom.fhir;

import io.cameldicom.dicom.dict.ElementDictionary;
import io.cameldicom.dicom.dict.Tag;

/** An object without an element that a FHIR resource cannot be made without. The message names the element, never a value. */
public final class UnmappableException extends UnusableObjectException {

    private final int tag;

    UnmappableException(int tag, String what) {
        super("unmappable", ElementDictionary.keywordOf(tag, null) + " " + Tag.format(tag) + " " + what);
        this.tag = tag;
    }

    /** The element that is missing or wrong. */
    public int tag() {
        return tag;
    }
}
