package io.cameldicom.fhir;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Reads header elements as FHIR wants them: what cannot be used is reported and absent. */
final class Source {

    private final Attributes header;
    private final FhirOptions options;
    private final Consumer<SkippedValue> skipped;

    Source(Attributes header, FhirOptions options, Consumer<SkippedValue> skipped) {
        this.header = header;
        this.options = options;
        this.skipped = skipped;
    }

    FhirOptions options() {
        return options;
    }

    Attributes header() {
        return header;
    }

    void skip(int tag, String reason) {
        skipped.accept(new SkippedValue(tag, reason));
    }

    /** The first value with text; null when there is none. */
    String text(int tag) {
        List<String> texts = texts(tag);
        return texts.isEmpty() ? null : texts.get(0);
    }

    /** The values with text. */
    List<String> texts(int tag) {
        return alignedTexts(tag).stream().filter(text -> !text.isEmpty()).toList();
    }

    /** All values, those without text empty, so that other elements can be beside them. */
    List<String> alignedTexts(int tag) {
        String[] values = header.getStrings(tag);
        List<String> texts = new ArrayList<>();
        if (values != null) {
            for (String value : values) {
                texts.add(clean(value));
            }
        }
        return texts;
    }

    /** The first value of an item; null when it has none. */
    static String text(Attributes item, int tag) {
        String value = item == null ? null : item.getString(tag);
        String text = value == null ? "" : clean(value);
        return text.isEmpty() ? null : text;
    }

    /** Without the blanks at the ends, and the control characters that FHIR does not allow. */
    static String clean(String value) {
        StringBuilder text = new StringBuilder(value.length());
        value.codePoints()
                .filter(c -> c >= ' ' || c == '\t' || c == '\n' || c == '\r')
                .forEach(text::appendCodePoint);
        return text.toString().strip();
    }

    Attributes item(int sequenceTag) {
        return header.getNestedDataset(sequenceTag);
    }

    Iterable<Attributes> items(int sequenceTag) {
        Sequence sequence = header.getSequence(sequenceTag);
        return sequence == null ? List.of() : sequence;
    }

    /** A number from 0 to 2147483647; null when absent, or reported when it is another. */
    Integer unsignedInt(int tag) {
        String text = text(tag);
        if (text == null) {
            return null;
        }
        Integer number = unsignedInt(text);
        if (number == null) {
            skip(tag, NO_UNSIGNED_INT);
        }
        return number;
    }

    static final String NO_UNSIGNED_INT = "no whole number from 0 to 2147483647";

    static Integer unsignedInt(String text) {
        try {
            int number = Integer.parseInt(text);
            return number < 0 ? null : number;
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
