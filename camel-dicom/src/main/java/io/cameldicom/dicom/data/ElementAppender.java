package io.cameldicom.dicom.data;

import io.cameldicom.dicom.dict.VR;

/**
 * Fills a data set with elements as a parser finds them, so that the data set can be written back as it was read:
 * nothing is marked as modified, and the order of the stream is kept where it is not that of the tags.
 */
public final class ElementAppender {

    private final Attributes target;

    private ElementAppender(Attributes target) {
        this.target = target;
    }

    /** A new data set to be filled from a stream. */
    public static ElementAppender dataset(boolean explicitVr, boolean bigEndian) {
        return new ElementAppender(new Attributes(bigEndian, explicitVr, false));
    }

    /** A new item of the sequence. */
    public static ElementAppender item(
            Sequence sequence, boolean explicitVr, boolean bigEndian, boolean undefinedLength) {
        Attributes item = new Attributes(bigEndian, explicitVr, undefinedLength);
        sequence.append(item);
        return new ElementAppender(item);
    }

    /** The data set filled so far. */
    public Attributes attributes() {
        return target;
    }

    /**
     * Adds a value that is a part of the array; the array is kept and must not be changed afterwards.
     *
     * @param reserved the two bytes after the VR of a long explicit header
     */
    public void bytes(int tag, VR vr, int reserved, byte[] array, int offset, int length) {
        if (length == 0) {
            target.append(tag, vr, reserved, 0, null);
        } else {
            target.append(tag, vr, reserved, ElementTable.span(offset, length), array);
        }
    }

    /** A sequence of this data set, which {@link #sequence} adds once its items are complete. */
    public Sequence newSequence(boolean undefinedLength) {
        return new Sequence(target, undefinedLength);
    }

    public void sequence(int tag, VR vr, int reserved, Sequence sequence) {
        target.append(tag, vr, reserved, 0, sequence);
    }

    /** Fragments of this data set, which {@link #fragments} adds once they are complete. */
    public Fragments newFragments() {
        return new Fragments(target);
    }

    /** Adds a fragment that is a part of the array, which is kept. */
    public static void fragment(Fragments fragments, byte[] array, int offset, int length) {
        fragments.append(array, offset, length);
    }

    public static void fragment(Fragments fragments, BulkData bulkData) {
        fragments.append(bulkData);
    }

    /**
     * Adds the fragments.
     *
     * @param delimited false when the stream ended without the Sequence Delimitation Item
     */
    public void fragments(int tag, VR vr, int reserved, Fragments fragments, boolean delimited) {
        fragments.delimited(delimited);
        target.append(tag, vr, reserved, 0, fragments);
    }

    public void bulkData(int tag, VR vr, int reserved, BulkData bulkData) {
        target.append(tag, vr, reserved, 0, bulkData);
    }
}
