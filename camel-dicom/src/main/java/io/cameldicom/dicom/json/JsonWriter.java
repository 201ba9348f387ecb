package io.cameldicom.dicom.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.BulkData;
import io.cameldicom.dicom.data.BulkDataUris;
import io.cameldicom.dicom.data.ByteOrders;
import io.cameldicom.dicom.data.PersonName;
import io.cameldicom.dicom.data.Sequence;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Writes data sets as objects of the DICOM JSON model (PS3.18 annex F).
 *
 * <p>Text is Unicode, so Specific Character Set (0008,0005), where a data set has it, comes out as ISO_IR 192. Group
 * lengths are left out, as the standard asks. Encapsulated pixel data has no JSON form: it is written only where
 * {@link BulkDataUris} gives it a URI, and left out elsewhere. Not thread-safe.
 */
public final class JsonWriter {

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final Pattern JSON_NUMBER =
            Pattern.compile("-?(0|[1-9]\\d{0,20})(\\.\\d{1,20})?([eE][+-]?\\d{1,4})?");
    private static final Pattern DECIMAL = Pattern.compile("[+-]?\\d{0,20}\\.?\\d{0,20}([eE][+-]?\\d{1,4})?");
    /** Beyond this, a receiver that reads numbers as doubles would see another one. */
    private static final BigDecimal LARGEST_NUMBER = BigDecimal.valueOf(1L << 53);

    private final JsonGenerator json;
    private final BulkDataUris bulkDataUris;

    /** The generator is neither flushed nor closed; the caller may have begun an array. */
    public JsonWriter(JsonGenerator json) {
        this(json, BulkDataUris.NONE);
    }

    public JsonWriter(JsonGenerator json, BulkDataUris bulkDataUris) {
        this.json = json;
        this.bulkDataUris = bulkDataUris;
    }

    /** The data set as a text of one JSON object. */
    public static String toString(Attributes dataset) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            new JsonWriter(json).write(dataset);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /**
     * Writes one object.
     *
     * @throws IOException also when bulk data cannot be read from its file
     */
    public void write(Attributes dataset) throws IOException {
        write(dataset, "");
    }

    private void write(Attributes dataset, String path) throws IOException {
        json.writeStartObject();
        for (int tag : dataset.tags()) {
            if (!Tag.isGroupLength(tag)) {
                writeElement(dataset, tag, path + String.format("%08X", tag));
            }
        }
        json.writeEndObject();
    }

    private void writeElement(Attributes dataset, int tag, String path) throws IOException {
        VR vr = dataset.getVR(tag);
        Sequence sequence = dataset.getSequence(tag);
        boolean encapsulated = dataset.getFragments(tag) != null;
        URI uri = bulkDataUris.uriOf(dataset, tag, path);
        if (encapsulated && uri == null) {
            return;
        }
        json.writeObjectFieldStart(path.substring(path.length() - 8));
        json.writeStringField("vr", (sequence == null ? vr : VR.SQ).name());
        if (uri != null) {
            json.writeStringField("BulkDataURI", uri.toString());
        } else if (sequence != null) {
            writeItems(sequence, path);
        } else if (vr.isBulk()) {
            writeInline(dataset, tag, vr);
        } else if (dataset.containsValue(tag)) {
            writeValues(dataset, tag, vr);
        }
        json.writeEndObject();
    }

    private void writeItems(Sequence sequence, String path) throws IOException {
        if (sequence.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("Value");
        int number = 1;
        for (Attributes item : sequence) {
            write(item, path + "/" + number++ + "/");
        }
        json.writeEndArray();
    }

    /** Base64 of the little endian bytes (PS3.18 F.2.7), which are even in number as in any encoding (PS3.5 7.1.1). */
    private void writeInline(Attributes dataset, int tag, VR vr) throws IOException {
        BulkData bulkData = dataset.getBulkData(tag);
        boolean swapped = vr.swapUnit() > 1 && (bulkData == null ? dataset.bigEndian() : bulkData.bigEndian());
        if (bulkData != null && !swapped && (bulkData.length() & 1) == 0 && bulkData.length() <= Integer.MAX_VALUE) {
            json.writeFieldName("InlineBinary");
            try (InputStream in = bulkData.openStream()) {
                json.writeBinary(in, (int) bulkData.length());
            }
            return;
        }
        byte[] bytes = dataset.getBytes(tag);
        if (bytes.length > 0) {
            if (swapped) {
                ByteOrders.swap(bytes, 0, bytes.length, vr.swapUnit());
            }
            json.writeBinaryField("InlineBinary", Arrays.copyOf(bytes, bytes.length + (bytes.length & 1)));
        }
    }

    private void writeValues(Attributes dataset, int tag, VR vr) throws IOException {
        String[] values = tag == Tag.SpecificCharacterSet ? new String[] {"ISO_IR 192"} : dataset.getStrings(tag);
        json.writeArrayFieldStart("Value");
        for (String value : values) {
            if (value.isEmpty()) {
                // PS3.18 F.2.5
                json.writeNull();
            } else {
                writeValue(vr, value);
            }
        }
        json.writeEndArray();
    }

    private void writeValue(VR vr, String value) throws IOException {
        switch (vr) {
            case PN -> writeName(PersonName.parse(value));
            case DS, IS, SV, UV -> writeNumberOrText(value);
            case SL, SS, UL, US -> json.writeNumber(Long.parseLong(value));
                // what is not finite becomes a text
            case FL -> writeFloat(Float.parseFloat(value));
            case FD -> json.writeNumber(Double.parseDouble(value));
            default -> json.writeString(value);
        }
    }

    /** The shortest digits that give the float again; of subnormal ones those are so few that they give another double. */
    private void writeFloat(float value) throws IOException {
        if (Math.abs(value) < Float.MIN_NORMAL) {
            json.writeNumber((double) value);
        } else {
            json.writeNumber(value);
        }
    }

    private void writeName(PersonName name) throws IOException {
        if (Stream.of(PersonName.Group.values()).noneMatch(name::contains)) {
            // nothing but delimiters
            json.writeNull();
            return;
        }
        json.writeStartObject();
        for (PersonName.Group group : PersonName.Group.values()) {
            if (name.contains(group)) {
                json.writeStringField(NameGroups.keyOf(group), name.format(group));
            }
        }
        json.writeEndObject();
    }

    /** As a number where JSON has it and no receiver can lose digits (PS3.18 table F.2.3-1 allows both). */
    private void writeNumberOrText(String text) throws IOException {
        BigDecimal number = number(text);
        if (number == null || number.abs().compareTo(LARGEST_NUMBER) > 0 && number.scale() <= 0) {
            json.writeString(text);
        } else if (JSON_NUMBER.matcher(text).matches()) {
            json.writeNumber(text);
        } else {
            json.writeNumber(number);
        }
    }

    private static BigDecimal number(String text) {
        try {
            return DECIMAL.matcher(text).matches() ? new BigDecimal(text) : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
