package io.cameldicom.component;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.ElementDictionary;
import io.cameldicom.dicom.dict.Tag;
import java.util.Arrays;
import java.util.List;

/** The option {@code returnKeys}: attributes to ask for, paths into sequences among them. */
final class ReturnKeys {

    private ReturnKeys() {}

    /**
     * The tags of each path.
     *
     * @throws IllegalArgumentException naming a keyword that is none
     */
    static List<int[]> tags(String keys) {
        return OptionValues.list(keys).stream()
                .map(key -> Arrays.stream(key.split("\\."))
                        .mapToInt(part -> parse(keys, part))
                        .toArray())
                .toList();
    }

    private static int parse(String keys, String part) {
        try {
            return Tag.parse(part);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("returnKeys=" + keys + ": " + e.getMessage(), e);
        }
    }

    /** Adds empty keys to an identifier where it has none. */
    static void addTo(Attributes identifier, String keys) {
        for (int[] path : tags(keys)) {
            Attributes target = identifier;
            for (int i = 0; i < path.length - 1; i++) {
                if (target.getNestedDataset(path[i]) == null) {
                    target.newSequence(path[i]).add(new Attributes());
                }
                target = target.getNestedDataset(path[i]);
            }
            int tag = path[path.length - 1];
            if (!target.contains(tag)) {
                target.setNull(tag, ElementDictionary.vrOf(tag, null));
            }
        }
    }
}
