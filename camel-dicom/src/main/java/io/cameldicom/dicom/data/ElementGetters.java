package io.cameldicom.dicom.data;

import io.cameldicom.dicom.dict.ElementDictionary;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.TemporalQueries;
import java.util.Arrays;

/** The reading half of {@link Attributes}: text, numbers and bytes out of the table of elements. */
abstract class ElementGetters {

    private static final byte[] EMPTY = {};

    final ElementTable elements;
    final boolean bigEndian;

    ElementGetters(ElementTable elements, boolean bigEndian) {
        this.elements = elements;
        this.bigEndian = bigEndian;
    }

    /** The tag at which this creator keeps the element here, or -1 when it has reserved no block in the group. */
    public abstract int tagOf(String privateCreator, int tag);

    /** The creator whose block the private element is in, or null. */
    public abstract String privateCreatorOf(int tag);

    /** The characters text is encoded in: (0008,0005) here, else that of the data set around, else the default. */
    public abstract SpecificCharacterSet getSpecificCharacterSet();

    /** What to decode the value with: the dictionary knows better than UN (PS3.5 6.2.2). */
    VR decodingVr(int at) {
        VR vr = elements.vr(at);
        if (vr != VR.UN) {
            return vr;
        }
        int tag = elements.tag(at);
        return ElementDictionary.vrOf(tag, privateCreatorOf(tag));
    }

    /** The byte order of a value: UN is little endian always (PS3.5 6.2.2). */
    boolean bigEndian(int at) {
        return bigEndian && elements.vr(at) != VR.UN;
    }

    private SpecificCharacterSet charsetFor(VR vr) {
        return vr.usesSpecificCharacterSet() ? getSpecificCharacterSet() : null;
    }

    // ---- text

    /** The first value as text, trimmed; numbers in decimal, AT in hexadecimal. Null when absent or empty. */
    public String getString(int tag) {
        return getString(tag, 0, null);
    }

    public String getString(int tag, String defaultValue) {
        return getString(tag, 0, defaultValue);
    }

    /** The value of this index, from 0, as text. An empty value counts as absent. */
    public String getString(int tag, int index, String defaultValue) {
        int at = elements.indexOf(tag);
        if (at < 0 || !(elements.value(at) instanceof byte[] bytes)) {
            return defaultValue;
        }
        VR vr = decodingVr(at);
        String value = null;
        if (vr.isString()) {
            value = StringValues.at(index, charsetFor(vr), vr, bytes, elements.offset(at), elements.length(at));
        } else if (NumericValues.isNumeric(vr) && index < NumericValues.count(vr, elements.length(at))) {
            value = NumericValues.toString(vr, bytes, elements.offset(at) + index * vr.valueSize(), bigEndian(at));
        }
        return value == null || value.isEmpty() ? defaultValue : value;
    }

    public String getString(String privateCreator, int tag) {
        return getString(tagOf(privateCreator, tag));
    }

    /** {@link #getString(int)} by keyword, {@code "00100010"}, {@code "(0010,0010)"} or {@code "0010,0010"}. */
    public String getString(String keywordOrTag) {
        return getString(Tag.parse(keywordOrTag));
    }

    /**
     * All values as text, trimmed, empty ones included; text and numbers that were left in a file are read from there.
     * Null when there is no such element or it is no text or number.
     *
     * @throws UncheckedIOException when bulk data cannot be read
     */
    public String[] getStrings(int tag) {
        int at = elements.indexOf(tag);
        if (at < 0) {
            return null;
        }
        VR vr = decodingVr(at);
        Object value = elements.value(at);
        if (value instanceof BulkData bulk && bulk.length() >= 0 && !vr.isBulk()) {
            byte[] fetched = getBytes(tag);
            return strings(vr, fetched, 0, fetched.length, bulk.bigEndian());
        }
        if (value != null && !(value instanceof byte[])) {
            return null;
        }
        byte[] bytes = value == null ? EMPTY : (byte[]) value;
        return strings(vr, bytes, elements.offset(at), elements.length(at), bigEndian(at));
    }

    private String[] strings(VR vr, byte[] bytes, int offset, int length, boolean inBigEndian) {
        if (vr.isString()) {
            return StringValues.all(charsetFor(vr), vr, bytes, offset, length);
        }
        if (!NumericValues.isNumeric(vr)) {
            return null;
        }
        String[] values = new String[NumericValues.count(vr, length)];
        for (int i = 0; i < values.length; i++) {
            values[i] = NumericValues.toString(vr, bytes, offset + i * vr.valueSize(), inBigEndian);
        }
        return values;
    }

    public String[] getStrings(String privateCreator, int tag) {
        return getStrings(tagOf(privateCreator, tag));
    }

    // ---- numbers

    public int getInt(int tag, int defaultValue) {
        return getInt(tag, 0, defaultValue);
    }

    /**
     * The value of this index as a number; a fraction is cut off. A value beyond 32 bits, as an IS or SV may have against
     * or by the standard, counts as none; of UL, OL and AT the 32 bits are answered, see {@link #getLong(int, long)}.
     */
    public int getInt(int tag, int index, int defaultValue) {
        int at = elements.indexOf(tag);
        long value = getLong(tag, index, defaultValue);
        return at >= 0 && NumericValues.isInt(decodingVr(at), value) ? (int) value : defaultValue;
    }

    public int getInt(String privateCreator, int tag, int defaultValue) {
        return getInt(tagOf(privateCreator, tag), 0, defaultValue);
    }

    public long getLong(int tag, long defaultValue) {
        return getLong(tag, 0, defaultValue);
    }

    public long getLong(int tag, int index, long defaultValue) {
        int at = elements.indexOf(tag);
        if (at < 0 || !(elements.value(at) instanceof byte[] bytes)) {
            return defaultValue;
        }
        VR vr = decodingVr(at);
        if (vr.isString()) {
            try {
                String text = getString(tag, index, null);
                return text == null ? defaultValue : TextNumbers.integer(text);
            } catch (NumberFormatException e) {
                return defaultValue;
            }
        }
        return NumericValues.isNumeric(vr) && index < NumericValues.count(vr, elements.length(at))
                ? NumericValues.toLong(vr, bytes, elements.offset(at) + index * vr.valueSize(), bigEndian(at))
                : defaultValue;
    }

    public float getFloat(int tag, float defaultValue) {
        return (float) getDouble(tag, 0, defaultValue);
    }

    public float getFloat(int tag, int index, float defaultValue) {
        return (float) getDouble(tag, index, defaultValue);
    }

    public double getDouble(int tag, double defaultValue) {
        return getDouble(tag, 0, defaultValue);
    }

    public double getDouble(int tag, int index, double defaultValue) {
        int at = elements.indexOf(tag);
        if (at < 0 || !(elements.value(at) instanceof byte[] bytes)) {
            return defaultValue;
        }
        VR vr = decodingVr(at);
        if (vr.isString()) {
            try {
                String text = getString(tag, index, null);
                return text == null ? defaultValue : TextNumbers.decimal(text);
            } catch (NumberFormatException e) {
                return defaultValue;
            }
        }
        return NumericValues.isNumeric(vr) && index < NumericValues.count(vr, elements.length(at))
                ? NumericValues.toDouble(vr, bytes, elements.offset(at) + index * vr.valueSize(), bigEndian(at))
                : defaultValue;
    }

    /**
     * All values as numbers, fractions cut off; null when there is no such element or it is no text or number.
     *
     * @throws NumberFormatException when a text is no number or a number does not fit, naming the tag
     */
    public int[] getInts(int tag) {
        NumberArray numbers = NumberArray.of(this, tag);
        return numbers == null ? null : numbers.ints();
    }

    /** As {@link #getInts}. */
    public long[] getLongs(int tag) {
        NumberArray numbers = NumberArray.of(this, tag);
        return numbers == null ? null : numbers.longs();
    }

    /** As {@link #getInts}, with the fractions. */
    public float[] getFloats(int tag) {
        NumberArray numbers = NumberArray.of(this, tag);
        return numbers == null ? null : numbers.floats();
    }

    /** As {@link #getInts}, with the fractions. */
    public double[] getDoubles(int tag) {
        NumberArray numbers = NumberArray.of(this, tag);
        return numbers == null ? null : numbers.doubles();
    }

    // ---- date and time

    /** The day of a DA or DT, of a range the first; null when absent or no date. */
    public LocalDate getLocalDate(int tag) {
        TemporalRange range = getTemporalRange(tag);
        return range == null || range.first() == null ? null : range.first().query(TemporalQueries.localDate());
    }

    /** The time of day of a TM or DT, of a range the first; null when absent or no time. */
    public LocalTime getLocalTime(int tag) {
        TemporalRange range = getTemporalRange(tag);
        return range == null || range.first() == null ? null : range.first().query(TemporalQueries.localTime());
    }

    /** Day and time that two elements give together, such as Study Date and Study Time; null when one is missing. */
    public LocalDateTime getLocalDateTime(int dateTag, int timeTag) {
        LocalDate date = getLocalDate(dateTag);
        LocalTime time = getLocalTime(timeTag);
        return date == null || time == null ? null : date.atTime(time);
    }

    /** What the first value of a DA, TM or DT spans; null when absent or none of these. */
    public TemporalRange getTemporalRange(int tag) {
        return getTemporalRange(tag, 0);
    }

    /** What the value of this index spans; null when absent or no DA, TM or DT. */
    public TemporalRange getTemporalRange(int tag, int index) {
        int at = elements.indexOf(tag);
        VR vr = at < 0 ? null : decodingVr(at);
        return vr == VR.DA || vr == VR.TM || vr == VR.DT ? TemporalRange.parse(vr, getString(tag, index, null)) : null;
    }

    /**
     * The moment of a DT, of a range the first: with the offset it has, else that of Timezone Offset From UTC
     * (0008,0201); null when absent or when neither says the offset.
     */
    public OffsetDateTime getOffsetDateTime(int tag) {
        TemporalRange range = getTemporalRange(tag);
        if (range == null || range.first() instanceof OffsetDateTime) {
            return range == null ? null : (OffsetDateTime) range.first();
        }
        return range.first() instanceof LocalDateTime local ? at(local) : null;
    }

    /** The moment that two elements give together, as {@link #getOffsetDateTime(int)}. */
    public OffsetDateTime getOffsetDateTime(int dateTag, int timeTag) {
        LocalDateTime local = getLocalDateTime(dateTag, timeTag);
        return local == null ? null : at(local);
    }

    private OffsetDateTime at(LocalDateTime local) {
        ZoneOffset offset = getTimezoneOffset();
        return offset == null ? null : local.atOffset(offset);
    }

    /** Timezone Offset From UTC (0008,0201), here or in the data sets around; null when absent or no offset. */
    public abstract ZoneOffset getTimezoneOffset();

    // ---- bytes

    /**
     * The value as it is kept: a {@link Sequence}, {@link Fragments} or {@link BulkData}, otherwise a copy of the
     * bytes; null when there is no such element.
     */
    public Object getValue(int tag) {
        int at = elements.indexOf(tag);
        if (at < 0) {
            return null;
        }
        Object value = elements.value(at);
        return value == null || value instanceof byte[] ? bytes(at) : value;
    }

    /**
     * A copy of the bytes, in the byte order of the data set; empty for an empty value. Bulk data is read from its
     * file. Null when there is no such element, or it has items or fragments.
     *
     * @throws UncheckedIOException when bulk data cannot be read
     */
    public byte[] getBytes(int tag) {
        int at = elements.indexOf(tag);
        if (at < 0) {
            return null;
        }
        Object value = elements.value(at);
        if (value instanceof BulkData bulk) {
            try (var in = bulk.openStream()) {
                return in.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(Tag.format(tag) + ": bulk data cannot be read", e);
            }
        }
        return value == null || value instanceof byte[] ? bytes(at) : null;
    }

    public byte[] getBytes(String privateCreator, int tag) {
        return getBytes(tagOf(privateCreator, tag));
    }

    /** A read-only view of the bytes, or null when the value is not bytes in memory. */
    public ByteBuffer getBuffer(int tag) {
        int at = elements.indexOf(tag);
        return at >= 0 && elements.value(at) instanceof byte[] bytes
                ? ByteBuffer.wrap(bytes, elements.offset(at), elements.length(at))
                        .slice()
                        .asReadOnlyBuffer()
                : null;
    }

    private byte[] bytes(int at) {
        int offset = elements.offset(at);
        return elements.value(at) instanceof byte[] bytes
                ? Arrays.copyOfRange(bytes, offset, offset + elements.length(at))
                : EMPTY;
    }
}
