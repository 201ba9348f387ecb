package io.cameldicom.dicom.data;

import io.cameldicom.dicom.dict.VR;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * An encapsulated value: fragments of a compressed pixel stream (PS3.5 A.4). The first is the Basic Offset Table,
 * which may be empty. Each is bytes in memory or a reference into a file.
 */
public final class Fragments {

    private record Slice(byte[] array, int offset, int length) {}

    private final Attributes parent;
    private final List<Object> values = new ArrayList<>();
    private boolean delimited = true;

    Fragments(Attributes parent) {
        this.parent = parent;
    }

    /** How many fragments there are, the Basic Offset Table included. */
    public int size() {
        return values.size();
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** False when the value was read from a stream that ended without the Sequence Delimitation Item. */
    public boolean delimited() {
        return delimited;
    }

    void delimited(boolean delimited) {
        this.delimited = delimited;
    }

    /** Bytes of one fragment. */
    public long length(int index) {
        Object value = values.get(index);
        return value instanceof BulkData bulk ? bulk.length() : ((Slice) value).length;
    }

    /** The reference to one fragment, or null when it is in memory. */
    public BulkData bulkData(int index) {
        return values.get(index) instanceof BulkData bulk ? bulk : null;
    }

    /** A read-only view of one fragment, or null when it is not in memory. */
    public ByteBuffer buffer(int index) {
        return values.get(index) instanceof Slice slice
                ? ByteBuffer.wrap(slice.array, slice.offset, slice.length)
                        .slice()
                        .asReadOnlyBuffer()
                : null;
    }

    /** The bytes of one fragment, wherever they are. */
    public InputStream openStream(int index) throws IOException {
        Object value = values.get(index);
        if (value instanceof BulkData bulk) {
            return bulk.openStream();
        }
        Slice slice = (Slice) value;
        return new ByteArrayInputStream(slice.array, slice.offset, slice.length);
    }

    /** Adds a fragment, padded to even length; the array is otherwise not copied and must not be changed afterwards. */
    public void add(byte[] fragment) {
        byte[] even = StringValues.padded(fragment, VR.OB);
        append(even, 0, even.length);
        parent.touch();
    }

    public void add(BulkData fragment) {
        append(fragment);
        parent.touch();
    }

    void append(byte[] bytes, int offset, int length) {
        values.add(new Slice(bytes, offset, length));
    }

    void append(BulkData fragment) {
        values.add(fragment);
    }

    void appendAll(Fragments other) {
        values.addAll(other.values);
    }

    @Override
    public String toString() {
        return "Fragments[" + values.size() + "]";
    }
}
