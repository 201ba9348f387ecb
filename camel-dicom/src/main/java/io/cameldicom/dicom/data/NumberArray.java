package io.cameldicom.dicom.data;

import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;

/** All numbers of one element, binary or text, to and from Java arrays without boxing. */
final class NumberArray {

    private final int tag;
    private final VR vr;
    private final byte[] bytes;
    private final int offset;
    private final int count;
    private final boolean bigEndian;
    private final String[] texts;

    private NumberArray(int tag, VR vr, byte[] bytes, int offset, int count, boolean bigEndian, String[] texts) {
        this.tag = tag;
        this.vr = vr;
        this.bytes = bytes;
        this.offset = offset;
        this.count = count;
        this.bigEndian = bigEndian;
        this.texts = texts;
    }

    /** Null when the element is absent, or neither text nor numbers in memory. */
    static NumberArray of(ElementGetters attributes, int tag) {
        int at = attributes.elements.indexOf(tag);
        if (at < 0) {
            return null;
        }
        Object value = attributes.elements.value(at);
        VR vr = attributes.decodingVr(at);
        if (value != null && !(value instanceof byte[])) {
            return null;
        }
        if (vr.isString()) {
            String[] texts = attributes.getStrings(tag);
            return new NumberArray(tag, vr, null, 0, texts.length, false, texts);
        }
        int count = NumericValues.isNumeric(vr) ? NumericValues.count(vr, attributes.elements.length(at)) : -1;
        return count < 0
                ? null
                : new NumberArray(
                        tag, vr, (byte[]) value, attributes.elements.offset(at), count, attributes.bigEndian(at), null);
    }

    int[] ints() {
        int[] values = new int[count];
        for (int i = 0; i < count; i++) {
            long value = longAt(i);
            if (!NumericValues.isInt(vr, value)) {
                throw new NumberFormatException(
                        Tag.format(tag) + " " + vr + ": value " + (i + 1) + " does not fit 32 bits");
            }
            values[i] = (int) value;
        }
        return values;
    }

    long[] longs() {
        long[] values = new long[count];
        for (int i = 0; i < count; i++) {
            values[i] = longAt(i);
        }
        return values;
    }

    float[] floats() {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) doubleAt(i);
        }
        return values;
    }

    double[] doubles() {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = doubleAt(i);
        }
        return values;
    }

    private long longAt(int i) {
        if (texts == null) {
            return NumericValues.toLong(vr, bytes, offset + i * vr.valueSize(), bigEndian);
        }
        try {
            return TextNumbers.integer(texts[i]);
        } catch (NumberFormatException e) {
            throw noNumber(i);
        }
    }

    private double doubleAt(int i) {
        if (texts == null) {
            return NumericValues.toDouble(vr, bytes, offset + i * vr.valueSize(), bigEndian);
        }
        try {
            return TextNumbers.decimal(texts[i]);
        } catch (NumberFormatException e) {
            throw noNumber(i);
        }
    }

    /** Without the cause: its message has the value. */
    private NumberFormatException noNumber(int index) {
        return new NumberFormatException(Tag.format(tag) + " " + vr + ": value " + (index + 1) + " is no number");
    }

    static byte[] encode(int tag, VR vr, long[] values, boolean bigEndian) {
        byte[] bytes = new byte[even(values.length * vr.valueSize())];
        try {
            for (int i = 0; i < values.length; i++) {
                NumericValues.put(vr, values[i], bytes, i * vr.valueSize(), bigEndian);
            }
        } catch (IllegalArgumentException e) {
            throw misfit(tag, e);
        }
        return bytes;
    }

    static byte[] encode(int tag, VR vr, double[] values, boolean bigEndian) {
        byte[] bytes = new byte[even(values.length * vr.valueSize())];
        try {
            for (int i = 0; i < values.length; i++) {
                NumericValues.put(vr, values[i], bytes, i * vr.valueSize(), bigEndian);
            }
        } catch (IllegalArgumentException e) {
            throw misfit(tag, e);
        }
        return bytes;
    }

    /** Numbers written by people; those of AT as eight hexadecimal digits. */
    static byte[] encode(int tag, VR vr, String[] texts, boolean bigEndian) {
        byte[] bytes = new byte[even(texts.length * vr.valueSize())];
        for (int i = 0; i < texts.length; i++) {
            int at = i * vr.valueSize();
            String text = texts[i].strip();
            try {
                switch (vr) {
                    case AT -> NumericValues.put(vr, Long.parseLong(text, 16), bytes, at, bigEndian);
                    case UV, OV -> NumericValues.put(vr, Long.parseUnsignedLong(text), bytes, at, bigEndian);
                    case FL, FD, OF, OD -> NumericValues.put(vr, Double.parseDouble(text), bytes, at, bigEndian);
                    default -> NumericValues.put(vr, Long.parseLong(text), bytes, at, bigEndian);
                }
            } catch (NumberFormatException e) {
                // not as a cause: its message has the value
                throw new IllegalArgumentException(
                        Tag.format(tag) + " " + vr + ": value " + (i + 1) + " is no number that fits");
            } catch (IllegalArgumentException e) {
                throw misfit(tag, e);
            }
        }
        return bytes;
    }

    static IllegalArgumentException misfit(int tag, IllegalArgumentException cause) {
        return new IllegalArgumentException(Tag.format(tag) + ": " + cause.getMessage(), cause);
    }

    private static int even(int length) {
        return length + (length & 1);
    }
}
