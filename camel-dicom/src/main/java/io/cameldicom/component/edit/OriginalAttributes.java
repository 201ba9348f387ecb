package io.cameldicom.component.edit;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.Sequence;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import java.util.TreeSet;

/**
 * Original Attributes Sequence (0400,0561), PS3.3 C.12.1.1.9: what an object said before it was edited, who edited it and when.
 *
 * @param modifyingSystem LO, who edits
 * @param source LO, where the values were from; may be empty
 * @param reason COERCE or CORRECT
 */
record OriginalAttributes(String modifyingSystem, String source, String reason, Clock clock) {
    private static final DateTimeFormatter DT = DateTimeFormatter.ofPattern("yyyyMMddHHmmssxx");

    /** Adds an item to the edited data set with the previous values of these attributes; none for those that are new. */
    void record(Attributes edited, Attributes original, Set<Integer> tags) {
        int[] previous = withCreators(original, tags).stream()
                .mapToInt(Integer::intValue)
                .toArray();
        if (previous.length == 0) {
            return;
        }
        Sequence sequence = edited.getSequence(Tag.OriginalAttributesSequence);
        Attributes item = new Attributes(edited.bigEndian());
        (sequence == null ? edited.newSequence(Tag.OriginalAttributesSequence) : sequence).add(item);
        Attributes values = new Attributes(edited.bigEndian());
        item.newSequence(Tag.ModifiedAttributesSequence).add(values);
        values.addSelected(original, previous);
        item.setString(Tag.AttributeModificationDateTime, VR.DT, DT.format(OffsetDateTime.now(clock)));
        item.setString(Tag.ModifyingSystem, VR.LO, modifyingSystem);
        item.setString(Tag.SourceOfPreviousValues, VR.LO, source);
        item.setString(Tag.ReasonForTheAttributeModification, VR.CS, reason);
    }

    private static Set<Integer> withCreators(Attributes original, Set<Integer> tags) {
        Set<Integer> all = new TreeSet<>(Integer::compareUnsigned);
        for (int tag : tags) {
            if (original.contains(tag)) {
                all.add(tag);
                if (original.privateCreatorOf(tag) != null) {
                    all.add(Tag.creatorOf(tag));
                }
            }
        }
        return all;
    }
}
