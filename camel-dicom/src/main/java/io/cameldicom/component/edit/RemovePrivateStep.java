package io.cameldicom.component.edit;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.Sequence;
import io.cameldicom.dicom.dict.Tag;

/** {@code remove private}: all private attributes, in items too. */
record RemovePrivateStep() implements EditStep {
    @Override
    public void apply(Edit edit) {
        for (int tag : edit.dataSet().tags()) {
            if (removeFrom(edit.dataSet(), tag)) {
                edit.changed(tag);
            }
        }
    }

    private static boolean removeFrom(Attributes attributes, int tag) {
        if (Tag.isPrivate(tag)) {
            return attributes.remove(tag);
        }
        Sequence sequence = attributes.getSequence(tag);
        boolean removed = false;
        if (sequence != null) {
            for (Attributes item : sequence) {
                for (int itemTag : item.tags()) {
                    removed |= removeFrom(item, itemTag);
                }
            }
        }
        return removed;
    }
}
