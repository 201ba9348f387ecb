package io.cameldicom.dicom.deid;

import io.cameldicom.dicom.dict.Tag;

/**
 * A private attribute that identifies nobody.
 *
 * @param group odd
 * @param element the lower two hexadecimal digits, 00 to FF
 */
public record SafePrivateAttribute(int group, String creator, int element) {
    /** @throws IllegalArgumentException when the group is even or the element has more than two digits */
    public SafePrivateAttribute {
        if (!Tag.isPrivate(Tag.of(group, 0)) || element < 0 || element > 0xFF) {
            throw new IllegalArgumentException("No private attribute: " + Tag.format(Tag.of(group, element)));
        }
    }
}
