package io.cameldicom.component;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.Sequence;
import io.cameldicom.dicom.dict.ElementDictionary;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Data sets of maps, such as the rows of a database: keys are keywords (case and underscores do not count, so {@code
 * STUDY_DATE} will do), tags ({@code 0008,0020}), or paths into a sequence ({@code
 * ScheduledProcedureStepSequence.Modality}); values are text, numbers, dates and times of java.time and java.sql, lists of
 * them, and for sequences maps or lists of maps. Null makes an empty element. Text beyond ASCII is encoded as the key {@code
 * SpecificCharacterSet} says, otherwise as Latin-1 where that has the characters, which most peers read, else as UTF-8.
 */
final class AttributesOfMap {

    private static final String LATIN_1 = "ISO_IR 100";
    private static final String UTF_8 = "ISO_IR 192";
    private static final int LAST_OF_LATIN_1 = 0xFF;

    /** Whose keys say where an element of a flat map belongs; null: at the top. */
    private final Attributes shape;

    private AttributesOfMap(Attributes shape) {
        this.shape = shape;
    }

    /** @throws IllegalArgumentException naming a key that is no attribute, or whose value cannot be one */
    static Attributes of(Map<?, ?> map) {
        return new AttributesOfMap(null).convert(map);
    }

    /**
     * A row as an answer to a query: a key the identifier has within a sequence goes there, so that the columns of a
     * worklist need not say that modality and station are the scheduled procedure step's.
     */
    static Attributes of(Map<?, ?> row, Attributes identifier) {
        return new AttributesOfMap(identifier).convert(row);
    }

    private Attributes convert(Map<?, ?> map) {
        Attributes attributes = new Attributes();
        String characterSet = characterSet(map);
        if (characterSet != null) {
            attributes.setString(Tag.SpecificCharacterSet, VR.CS, characterSet.split("\\\\"));
        }
        fill(map, attributes, shape);
        return attributes;
    }

    private void fill(Map<?, ?> map, Attributes attributes, Attributes shape) {
        map.forEach((key, value) -> {
            String[] path = String.valueOf(key).split("\\.");
            int[] tags = Arrays.stream(path).mapToInt(AttributesOfMap::tag).toArray();
            Attributes target = attributes;
            for (int i = 0; i < tags.length - 1; i++) {
                target = item(target, tags[i]);
            }
            int tag = tags[tags.length - 1];
            if (tags.length == 1 && shape != null) {
                target = item(attributes, shape, tag);
            }
            if (tag != Tag.SpecificCharacterSet) {
                set(target, tag, value);
            }
        });
    }

    private static int tag(String name) {
        String text = name.strip();
        int tag = ElementDictionary.tagOfColumn(text);
        return tag != -1 ? tag : Tag.parse(text);
    }

    /** Where the shape has the element: at the top, or in the item of one of its sequences. */
    private static Attributes item(Attributes attributes, Attributes shape, int tag) {
        if (!shape.contains(tag)) {
            for (int sequence : shape.tags()) {
                Attributes key = shape.getNestedDataset(sequence);
                if (key != null && key.contains(tag)) {
                    return item(attributes, sequence);
                }
            }
        }
        return attributes;
    }

    private static Attributes item(Attributes attributes, int sequenceTag) {
        if (attributes.getNestedDataset(sequenceTag) == null) {
            attributes.newSequence(sequenceTag).add(new Attributes());
        }
        return attributes.getNestedDataset(sequenceTag);
    }

    private void set(Attributes target, int tag, Object value) {
        VR vr = ElementDictionary.vrOf(tag, null);
        if (value == null) {
            target.setNull(tag, vr);
        } else if (vr == VR.SQ) {
            setItems(target.newSequence(tag), tag, value);
        } else if (value instanceof byte[] bytes) {
            target.setBytes(tag, vr, bytes);
        } else {
            target.setString(
                    tag,
                    vr,
                    elements(value).stream()
                            .map(element -> ValueText.of(tag, vr, element))
                            .toArray(String[]::new));
        }
    }

    private void setItems(Sequence sequence, int tag, Object value) {
        for (Object item : elements(value)) {
            if (item instanceof Attributes attributes) {
                sequence.add(new Attributes(attributes));
            } else if (item instanceof Map<?, ?> map) {
                Attributes attributes = new Attributes();
                sequence.add(attributes);
                fill(map, attributes, null);
            } else {
                throw new IllegalArgumentException(
                        Tag.format(tag) + " is a sequence: its items are maps or Attributes, not "
                                + item.getClass().getSimpleName());
            }
        }
    }

    private static Collection<?> elements(Object value) {
        if (value instanceof Collection<?> collection) {
            return collection;
        }
        return value instanceof Object[] array ? Arrays.asList(array) : List.of(value);
    }

    /** The character set of the map, or the smallest that holds its text; null for ASCII. */
    private static String characterSet(Map<?, ?> map) {
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (entry.getValue() != null
                    && ElementDictionary.tagOfColumn(String.valueOf(entry.getKey())) == Tag.SpecificCharacterSet) {
                return String.valueOf(entry.getValue());
            }
        }
        List<CharSequence> texts = new ArrayList<>();
        collect(map.values(), texts);
        int highest = texts.stream().flatMapToInt(CharSequence::chars).max().orElse(0);
        if (highest < 0x80) {
            return null;
        }
        return highest > LAST_OF_LATIN_1 ? UTF_8 : LATIN_1;
    }

    private static void collect(Collection<?> values, List<CharSequence> texts) {
        for (Object value : values) {
            if (value instanceof CharSequence text) {
                texts.add(text);
            } else if (value instanceof Map<?, ?> map) {
                collect(map.values(), texts);
            } else if (value instanceof Collection<?> || value instanceof Object[]) {
                collect(elements(value), texts);
            }
        }
    }
}
