package io.cameldicom.dicom.data;

import io.cameldicom.dicom.dict.VR;
import java.util.Arrays;

/**
 * The elements of one data set in parallel arrays, so that an element costs no object of its own: a value of bytes is
 * a span of an array it may share with the whole head of a file.
 */
final class ElementTable {

    private static final VR[] VRS = VR.values();
    /** Items are small, and a peer may send a million empty ones. */
    private static final int FIRST_CAPACITY = 4;

    private static final int[] NO_INTS = {};
    private static final long[] NO_LONGS = {};
    private static final Object[] NO_OBJECTS = {};

    private int[] tags = NO_INTS;
    /** VR ordinal in the low byte, in the upper half the reserved bytes of an explicit header as read. */
    private int[] headers = NO_INTS;
    /** Offset in the upper half, length in the lower, when the value is bytes. */
    private long[] spans = NO_LONGS;
    /** byte[], Sequence, Fragments or BulkData; null for an empty value. */
    private Object[] values = NO_OBJECTS;

    private int size;

    ElementTable() {}

    ElementTable(ElementTable other) {
        tags = other.tags.clone();
        headers = other.headers.clone();
        spans = other.spans.clone();
        values = other.values.clone();
        size = other.size;
    }

    static int header(VR vr, int reserved) {
        return vr.ordinal() | reserved << 16;
    }

    static long span(int offset, int length) {
        return (long) offset << 32 | length;
    }

    int size() {
        return size;
    }

    /** The index of the tag, or {@code -(insertion point) - 1}. */
    int indexOf(int tag) {
        int low = 0;
        int high = size - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = Integer.compareUnsigned(tags[middle], tag);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -low - 1;
    }

    /** True when the tag sorts behind all others. */
    boolean isNext(int tag) {
        return size == 0 || Integer.compareUnsigned(tags[size - 1], tag) < 0;
    }

    void append(int tag, int header, long span, Object value) {
        insert(size, tag, header, span, value);
    }

    /** Adds the element where it sorts, or replaces the one of the same tag. */
    void put(int tag, int header, long span, Object value) {
        int index = isNext(tag) ? -size - 1 : indexOf(tag);
        if (index < 0) {
            insert(-index - 1, tag, header, span, value);
        } else {
            headers[index] = header;
            spans[index] = span;
            values[index] = value;
        }
    }

    private void insert(int index, int tag, int header, long span, Object value) {
        if (size == tags.length) {
            int capacity = Math.max(FIRST_CAPACITY, size * 2);
            tags = Arrays.copyOf(tags, capacity);
            headers = Arrays.copyOf(headers, capacity);
            spans = Arrays.copyOf(spans, capacity);
            values = Arrays.copyOf(values, capacity);
        }
        shift(index, index + 1);
        tags[index] = tag;
        headers[index] = header;
        spans[index] = span;
        values[index] = value;
        size++;
    }

    void remove(int index) {
        shift(index + 1, index);
        size--;
        values[size] = null;
    }

    private void shift(int from, int to) {
        int count = size - from;
        System.arraycopy(tags, from, tags, to, count);
        System.arraycopy(headers, from, headers, to, count);
        System.arraycopy(spans, from, spans, to, count);
        System.arraycopy(values, from, values, to, count);
    }

    int tag(int index) {
        return tags[index];
    }

    int header(int index) {
        return headers[index];
    }

    VR vr(int index) {
        return VRS[headers[index] & 0xFF];
    }

    int reserved(int index) {
        return headers[index] >>> 16;
    }

    long span(int index) {
        return spans[index];
    }

    int offset(int index) {
        return (int) (spans[index] >>> 32);
    }

    int length(int index) {
        return (int) spans[index];
    }

    Object value(int index) {
        return values[index];
    }

    void value(int index, Object value) {
        values[index] = value;
    }

    int[] tags() {
        return Arrays.copyOf(tags, size);
    }
}
