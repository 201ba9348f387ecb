package io.cameldicom.dicom.query;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.Sequence;
import java.util.List;

/**
 * Sequence matching (PS3.4 C.2.2.2.6): one item of the entity meets all conditions of the key's item.
 *
 * @param conditions not empty
 */
record SequenceKey(Element element, List<Key> conditions) implements Key {

    @Override
    public boolean matches(Attributes entity) {
        Sequence items = entity.getSequence(element.in(entity));
        return items != null && items.stream().anyMatch(this::matchesItem);
    }

    boolean matchesItem(Attributes item) {
        return conditions.stream().allMatch(condition -> condition.matches(item));
    }
}
