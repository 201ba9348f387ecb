package io.cameldicom.dicom.data;

import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import java.math.BigDecimal;
import java.math.MathContext;

/** All numbers of one element, binary or text, to and from Java arrays without boxing. */
final class NumberArray {

    /** A DS has at most this many characters (PS3.5 table 6.2-1). */
    private static final int DS_LENGTH = 16;

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

    long[] longs() {
        long[] values = new long[count];
        for (int i = 0; i < count; i++) {
            values[i] = texts == null
                    ? NumericValues.toLong(vr, bytes, offset + i * vr.valueSize(), bigEndian)
                    : present(StringValues.integer(texts[i]), i).longValue();
        }
        return values;
    }

    double[] doubles() {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = texts == null
                    ? NumericValues.toDouble(vr, bytes, offset + i * vr.valueSize(), bigEndian)
                    : present(StringValues.number(texts[i]), i).doubleValue();
        }
        return values;
    }

    private Number present(Number number, int index) {
        if (number == null) {
            throw new NumberFormatException(Tag.format(tag) + " " + vr + ": value " + (index + 1) + " is no number");
        }
        return number;
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

    private static IllegalArgumentException misfit(int tag, IllegalArgumentException cause) {
        return new IllegalArgumentException(Tag.format(tag) + ": " + cause.getMessage(), cause);
    }

    private static int even(int length) {
        return length + (length & 1);
    }

    static String[] toStrings(long[] values) {
        String[] texts = new String[values.length];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = Long.toString(values[i]);
        }
        return texts;
    }

    static String[] toStrings(float[] values) {
        String[] texts = new String[values.length];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = decimal(Float.toString(values[i]));
        }
        return texts;
    }

    static String[] toStrings(double[] values) {
        String[] texts = new String[values.length];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = decimal(Double.toString(values[i]));
        }
        return texts;
    }

    /** Without a needless fraction, and with as many digits as DS has room for. */
    private static String decimal(String number) {
        String text = number.endsWith(".0") ? number.substring(0, number.length() - 2) : number;
        if (text.length() <= DS_LENGTH || !Character.isDigit(text.charAt(text.length() - 1))) {
            return text;
        }
        BigDecimal value = new BigDecimal(number);
        for (int digits = DS_LENGTH - 1; digits > 0; digits--) {
            BigDecimal rounded = value.round(new MathContext(digits)).stripTrailingZeros();
            String plain = rounded.toPlainString();
            String shortest = plain.length() <= DS_LENGTH ? plain : rounded.toString();
            if (shortest.length() <= DS_LENGTH) {
                return shortest;
            }
        }
        return text;
    }
}
