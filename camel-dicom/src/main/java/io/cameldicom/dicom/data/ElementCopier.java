package io.cameldicom.dicom.data;

import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;

/** Copies elements between data sets of different byte order and character set. */
final class ElementCopier {

    private ElementCopier() {}

    /** Replaces the items and fragments of a copied table by copies that belong to the owner. Bytes are shared. */
    static void deepen(ElementTable table, Attributes owner) {
        for (int i = 0; i < table.size(); i++) {
            if (table.value(i) instanceof Sequence sequence) {
                table.value(i, copy(sequence, owner));
            } else if (table.value(i) instanceof Fragments fragments) {
                table.value(i, copy(fragments, owner));
            }
        }
    }

    /** Copies what the source has of these tags, over what the target has. */
    static void copy(Attributes from, Attributes to, int[] tags) {
        for (int tag : tags) {
            int at = from.elements.indexOf(tag);
            if (at >= 0) {
                copy(from, at, to, tag);
            }
        }
    }

    private static void copy(Attributes from, int at, Attributes to, int tag) {
        VR vr = from.elements.vr(at);
        Object value = from.elements.value(at);
        if (value instanceof Sequence sequence) {
            to.put(tag, vr, 0, sameCharacters(from, to) ? copy(sequence, to) : convert(sequence, to));
        } else if (value instanceof Fragments fragments) {
            to.put(tag, vr, 0, copy(fragments, to));
        } else if (value instanceof byte[]
                && from.decodingVr(at).usesSpecificCharacterSet()
                && !sameCharacters(from, to)) {
            CharacterSetConversion.copyText(from, at, to, tag);
        } else if (value instanceof byte[] && from.bigEndian != to.bigEndian && vr.swapUnit() > 1) {
            byte[] swapped = from.getBytes(tag);
            ByteOrders.swap(swapped, 0, swapped.length, vr.swapUnit());
            to.put(tag, vr, ElementTable.span(0, swapped.length), swapped);
        } else if (tag != Tag.SpecificCharacterSet || isDefault(to)) {
            to.put(tag, vr, from.elements.span(at), value);
        }
    }

    private static boolean sameCharacters(Attributes from, Attributes to) {
        return from.getSpecificCharacterSet().equals(to.getSpecificCharacterSet());
    }

    /** Text of the default repertoire stays right under any character set, so the target can take over the source's. */
    private static boolean isDefault(Attributes to) {
        return to.getSpecificCharacterSet().terms().isEmpty();
    }

    private static Sequence convert(Sequence sequence, Attributes owner) {
        Sequence copy = new Sequence(owner, sequence.undefinedLength());
        for (Attributes item : sequence) {
            Attributes converted = new Attributes(item.bigEndian);
            copy.append(converted);
            copy(item, converted, item.tags());
        }
        return copy;
    }

    private static Sequence copy(Sequence sequence, Attributes owner) {
        Sequence copy = new Sequence(owner, sequence.undefinedLength());
        for (Attributes item : sequence) {
            copy.append(new Attributes(item, copy));
        }
        return copy;
    }

    private static Fragments copy(Fragments fragments, Attributes owner) {
        Fragments copy = new Fragments(owner);
        copy.appendAll(fragments);
        copy.delimited(fragments.delimited());
        return copy;
    }
}
