package io.cameldicom.dicom.data;

import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;

/** Carries text from one Specific Character Set (PS3.3 C.12.1.1.2) to another. */
final class CharacterSetConversion {

    private static final String UTF_8 = "ISO_IR 192";

    /** What is to be put where, once all of it is known to fit. */
    private record Change(Attributes target, int tag, VR vr, byte[] bytes) {}

    private CharacterSetConversion() {}

    /** Re-encodes a data set and the items below; all or nothing. */
    static void to(Attributes attributes, String[] terms) {
        SpecificCharacterSet charset = SpecificCharacterSet.of(terms);
        List<Change> changes = new ArrayList<>();
        List<Attributes> items = new ArrayList<>();
        collect(attributes, charset, changes, items);
        for (Change change : changes) {
            change.target.put(change.tag, change.vr, ElementTable.span(0, change.bytes.length), change.bytes);
        }
        items.forEach(item -> item.remove(Tag.SpecificCharacterSet));
        if (terms.length == 0) {
            attributes.remove(Tag.SpecificCharacterSet);
        } else {
            attributes.setString(Tag.SpecificCharacterSet, VR.CS, terms);
        }
    }

    private static void collect(
            Attributes attributes, SpecificCharacterSet charset, List<Change> changes, List<Attributes> items) {
        ElementTable elements = attributes.elements;
        for (int i = 0; i < elements.size(); i++) {
            VR vr = elements.vr(i);
            VR meant = attributes.decodingVr(i);
            if (elements.value(i) instanceof Sequence sequence) {
                for (Attributes item : sequence) {
                    collect(item, charset, changes, items);
                    items.add(item);
                }
            } else if (elements.value(i) instanceof byte[]
                    && meant.usesSpecificCharacterSet()
                    && !isAscii(elements, i)) {
                changes.add(new Change(attributes, elements.tag(i), vr, recode(attributes, i, charset)));
            }
        }
    }

    private static byte[] recode(Attributes attributes, int at, SpecificCharacterSet charset) {
        VR vr = attributes.decodingVr(at);
        try {
            return StringValues.encode(charset, vr, decode(attributes, at));
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(
                    Tag.format(attributes.elements.tag(at)) + " " + vr + ": characters that character set "
                            + charset.terms() + " does not have",
                    e);
        }
    }

    /** The text without its padding, which the new bytes may need more or less of. */
    private static String decode(Attributes attributes, int at) {
        ElementTable elements = attributes.elements;
        String text = StringValues.decode(
                attributes.getSpecificCharacterSet(),
                attributes.decodingVr(at),
                (byte[]) elements.value(at),
                elements.offset(at),
                elements.length(at));
        return StringValues.withoutPadding(text);
    }

    /** Copies one text between sets of different characters, raising the target where they do not fit. */
    static void copyText(Attributes from, int at, Attributes to, int tag) {
        VR vr = from.elements.vr(at);
        if (isAscii(from.elements, at)) {
            to.put(tag, vr, from.elements.span(at), from.elements.value(at));
            return;
        }
        String text = decode(from, at);
        byte[] bytes;
        try {
            bytes = StringValues.encode(to.getSpecificCharacterSet(), from.decodingVr(at), text);
        } catch (CharacterCodingException e) {
            to.setSpecificCharacterSet(UTF_8);
            bytes = recode(from, at, to.getSpecificCharacterSet());
        }
        to.put(tag, vr, ElementTable.span(0, bytes.length), bytes);
    }

    /** Whether an item has text whose characters the data set around it names. */
    static boolean leansOnParent(Attributes item) {
        if (item.containsValue(Tag.SpecificCharacterSet)) {
            return false;
        }
        ElementTable elements = item.elements;
        for (int i = 0; i < elements.size(); i++) {
            Object value = elements.value(i);
            boolean leans = value instanceof Sequence sequence
                    ? sequence.stream().anyMatch(CharacterSetConversion::leansOnParent)
                    : value instanceof byte[] && item.decodingVr(i).usesSpecificCharacterSet() && !isAscii(elements, i);
            if (leans) {
                return true;
            }
        }
        return false;
    }

    /** Bytes that mean the same in every character set: no code extension, nothing above 0x7E. */
    private static boolean isAscii(ElementTable elements, int at) {
        byte[] bytes = (byte[]) elements.value(at);
        int end = elements.offset(at) + elements.length(at);
        for (int i = elements.offset(at); i < end; i++) {
            if (bytes[i] < 0 || bytes[i] == 0x1B) {
                return false;
            }
        }
        return true;
    }
}
