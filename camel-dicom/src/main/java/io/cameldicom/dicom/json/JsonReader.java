package io.cameldicom.dicom.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.BulkData;
import io.cameldicom.dicom.data.PersonName;
import io.cameldicom.dicom.data.Sequence;
import io.cameldicom.dicom.dict.ElementDictionary;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Reads objects of the DICOM JSON model (PS3.18 annex F) into data sets, whose text is UTF-8 (ISO_IR 192). Values by
 * URI become {@link BulkData} and are not fetched. Not thread-safe.
 */
public final class JsonReader {

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final int MAX_DEPTH = 64;

    private final JsonParser json;
    /** Whether the data set at hand has text that ASCII does not. */
    private boolean unicode;
    /** Of {@link #nextDataset}. */
    private boolean begun;

    private boolean ended;

    /** The parser is not closed. */
    public JsonReader(JsonParser json) {
        this.json = json;
    }

    /**
     * The data set of a text of one object.
     *
     * @throws UncheckedIOException of a {@link DicomJsonException} when it is none
     */
    public static Attributes parse(String text) {
        try (JsonParser json = FACTORY.createParser(text)) {
            return new JsonReader(json).readDataset();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads one object.
     *
     * @throws DicomJsonException when the text is not JSON, or not of the model
     */
    public Attributes readDataset() throws IOException {
        expect(next(), JsonToken.START_OBJECT, "an object is to start here");
        return dataset();
    }

    /**
     * Reads an array of objects, or one object alone, and hands on each as soon as it is complete.
     *
     * @throws DicomJsonException when the text is not JSON, or not of the model
     */
    public void readDatasets(Consumer<Attributes> consumer) throws IOException {
        for (Attributes dataset = nextDataset(); dataset != null; dataset = nextDataset()) {
            consumer.accept(dataset);
        }
    }

    /**
     * The next object of an array of objects, or one object alone; what follows it is not read.
     *
     * @return null after the last
     * @throws DicomJsonException when the text is not JSON, or not of the model
     */
    public Attributes nextDataset() throws IOException {
        if (ended) {
            return null;
        }
        JsonToken token = next();
        if (!begun) {
            begun = true;
            if (token == JsonToken.START_OBJECT) {
                ended = true;
                return dataset();
            }
            expect(token, JsonToken.START_ARRAY, "an object or an array is to start here");
            token = next();
        }
        if (token == JsonToken.END_ARRAY) {
            ended = true;
            return null;
        }
        expect(token, JsonToken.START_OBJECT, "an object is to start here");
        return dataset();
    }

    private Attributes dataset() throws IOException {
        unicode = false;
        Attributes dataset = new Attributes();
        readElements(dataset, next(), 0);
        if (unicode) {
            dataset.setString(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 192");
        }
        return dataset;
    }

    /** Reads the fields of an object whose first token is given, up to its end. */
    private void readElements(Attributes target, JsonToken first, int depth) throws IOException {
        for (JsonToken token = first; token != JsonToken.END_OBJECT; token = next()) {
            expect(token, JsonToken.FIELD_NAME, "a tag is to be here");
            int tag = tag(json.currentName());
            expect(next(), JsonToken.START_OBJECT, "an object is to follow a tag");
            readElement(target, tag, depth);
        }
    }

    private int tag(String key) throws DicomJsonException {
        try {
            if (key.length() == 8) {
                return Integer.parseUnsignedInt(key, 16);
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw failure("a tag has eight hexadecimal digits");
    }

    private void readElement(Attributes target, int tag, int depth) throws IOException {
        VR vr = null;
        List<Object> values = List.of();
        byte[] inline = null;
        URI uri = null;
        for (JsonToken token = next(); token != JsonToken.END_OBJECT; token = next()) {
            expect(token, JsonToken.FIELD_NAME, "vr, Value, InlineBinary or BulkDataURI is to be here");
            String name = json.currentName();
            JsonToken value = next();
            switch (name) {
                case "vr" -> vr = vr(tag);
                case "Value" -> values = values(value, tag, depth);
                case "InlineBinary" -> inline = inline(tag);
                case "BulkDataURI" -> uri = uri(tag);
                default -> skip();
            }
        }
        set(target, tag, vr != null ? vr : ElementDictionary.vrOf(tag, null), values, inline, uri);
    }

    private VR vr(int tag) throws IOException {
        String name = text();
        VR vr = name != null && name.length() == 2 ? VR.of(name.charAt(0) << 8 | name.charAt(1)) : null;
        if (vr == null) {
            throw failure(Tag.format(tag) + ": no VR of the standard");
        }
        return vr;
    }

    private byte[] inline(int tag) throws IOException {
        try {
            return json.getBinaryValue();
        } catch (JsonProcessingException e) {
            throw failure(Tag.format(tag) + ": InlineBinary is no base64");
        }
    }

    private URI uri(int tag) throws IOException {
        try {
            return URI.create(text());
        } catch (IllegalArgumentException e) {
            throw failure(Tag.format(tag) + ": BulkDataURI is no URI");
        }
    }

    /** Texts, {@code Attributes} of items, names as texts; null for null. */
    private List<Object> values(JsonToken start, int tag, int depth) throws IOException {
        if (start == JsonToken.VALUE_NULL) {
            return List.of();
        }
        expect(start, JsonToken.START_ARRAY, Tag.format(tag) + ": Value is to be an array");
        List<Object> values = new ArrayList<>();
        for (JsonToken token = next(); token != JsonToken.END_ARRAY; token = next()) {
            switch (token) {
                case VALUE_NULL -> values.add(null);
                case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> values.add(text());
                case START_OBJECT -> values.add(object(tag, depth + 1));
                default -> throw failure(Tag.format(tag) + ": no value of the model");
            }
        }
        return values;
    }

    /** An item, or a name; an empty object counts as an item until the VR is known. */
    private Object object(int tag, int depth) throws IOException {
        if (depth > MAX_DEPTH) {
            throw failure(Tag.format(tag) + ": nested deeper than " + MAX_DEPTH);
        }
        JsonToken first = next();
        if (first == JsonToken.FIELD_NAME && NameGroups.of(json.currentName()) != null) {
            return name(tag);
        }
        Attributes item = new Attributes();
        readElements(item, first, depth);
        return item;
    }

    private String name(int tag) throws IOException {
        Map<PersonName.Group, String> groups = new EnumMap<>(PersonName.Group.class);
        for (JsonToken token = JsonToken.FIELD_NAME; token != JsonToken.END_OBJECT; token = next()) {
            PersonName.Group group = NameGroups.of(json.currentName());
            if (group == null || !next().isScalarValue()) {
                throw failure(Tag.format(tag) + ": Alphabetic, Ideographic or Phonetic is to be here");
            }
            groups.put(group, json.currentToken() == JsonToken.VALUE_NULL ? "" : text());
        }
        StringBuilder name = new StringBuilder();
        for (PersonName.Group group : PersonName.Group.values()) {
            name.append(group.ordinal() == 0 ? "" : "=").append(groups.getOrDefault(group, ""));
        }
        int end = name.length();
        while (end > 0 && name.charAt(end - 1) == '=') {
            end--;
        }
        return name.substring(0, end);
    }

    private void set(Attributes target, int tag, VR vr, List<Object> values, byte[] inline, URI uri)
            throws DicomJsonException {
        if (vr == VR.SQ && (uri != null || inline != null)) {
            throw failure(Tag.format(tag) + ": a sequence has items, not bytes");
        }
        if (tag == Tag.SpecificCharacterSet) {
            // what text is encoded in here is said once, for the whole data set
            unicode |= !values.isEmpty();
        } else if (uri != null) {
            target.setBulkData(tag, vr, BulkData.ofUri(uri));
        } else if (inline != null) {
            target.setBytes(tag, vr, inline);
        } else if (vr == VR.SQ) {
            setItems(target, tag, values);
        } else if (values.isEmpty()) {
            target.setNull(tag, vr);
        } else {
            setTexts(target, tag, vr, values);
        }
    }

    private void setItems(Attributes target, int tag, List<Object> values) throws DicomJsonException {
        Sequence sequence = target.newSequence(tag);
        for (Object value : values) {
            if (value != null && !(value instanceof Attributes)) {
                throw failure(Tag.format(tag) + ": an item is to be an object");
            }
            sequence.add(value == null ? new Attributes() : (Attributes) value);
        }
    }

    private void setTexts(Attributes target, int tag, VR vr, List<Object> values) throws DicomJsonException {
        String[] texts = new String[values.size()];
        for (int i = 0; i < texts.length; i++) {
            Object value = values.get(i);
            boolean emptyName = value instanceof Attributes item && item.isEmpty() && vr == VR.PN;
            if (value instanceof Attributes && !emptyName) {
                throw failure(Tag.format(tag) + ": an object where " + vr + " has none");
            }
            texts[i] = value == null || emptyName ? "" : (String) value;
        }
        try {
            if (vr.usesSpecificCharacterSet()) {
                setUnicode(target, tag, vr, String.join("\\", texts));
            } else {
                target.setString(tag, vr, texts);
            }
        } catch (IllegalArgumentException e) {
            // its message has the tag and no value
            throw failure(e.getMessage());
        }
    }

    private void setUnicode(Attributes target, int tag, VR vr, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        unicode |= bytes.length != text.length();
        target.setBytes(tag, vr, bytes);
    }

    private JsonToken next() throws IOException {
        JsonToken token;
        try {
            token = json.nextToken();
        } catch (JsonProcessingException e) {
            throw noJson();
        }
        if (token == null) {
            throw failure("the text ends too early");
        }
        return token;
    }

    /** Of the current token, which may turn out broken only now. */
    private String text() throws IOException {
        try {
            return json.getText();
        } catch (JsonProcessingException e) {
            throw noJson();
        }
    }

    private void skip() throws IOException {
        try {
            json.skipChildren();
        } catch (JsonProcessingException e) {
            throw noJson();
        }
    }

    /** Without the parser's exception: its message may quote the text. */
    private DicomJsonException noJson() {
        return failure("this is not JSON");
    }

    private void expect(JsonToken token, JsonToken wanted, String reason) throws DicomJsonException {
        if (token != wanted) {
            throw failure(reason);
        }
    }

    private DicomJsonException failure(String reason) {
        return new DicomJsonException(reason, json.currentTokenLocation());
    }
}
