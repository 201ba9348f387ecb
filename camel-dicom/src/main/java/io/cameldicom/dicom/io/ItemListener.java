package io.cameldicom.dicom.io;

import io.cameldicom.dicom.data.Attributes;

/** Is told of the items of the sequences of a data set, not of those within items: where they are in the stream. */
@FunctionalInterface
public interface ItemListener {

    /** Has no use for items. */
    ItemListener NONE = (sequenceTag, offset, item) -> {};

    /**
     * An item begins. It is still empty, and filled afterwards; if the data set is broken, with what is before the break.
     *
     * @param sequenceTag the sequence the item belongs to
     * @param offset of the first byte of its header, as {@link DicomInputStream#position()} counts
     */
    void item(int sequenceTag, long offset, Attributes item);
}
