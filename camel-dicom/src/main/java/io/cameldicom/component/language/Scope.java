package io.cameldicom.component.language;

import io.cameldicom.dicom.data.Attributes;

/** What an expression is evaluated on. */
public interface Scope {
    /** The data set; got at only when an expression asks for an attribute. */
    Attributes attributes();

    /** The header's value as text, or null. */
    String header(String name);
}
