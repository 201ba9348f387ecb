package io.cameldicom.dicom.query;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.ElementDictionary;
import io.cameldicom.dicom.dict.VR;
import java.util.Arrays;
import java.util.List;

/**
 * An element by its meaning: a private one has its place in each data set where its creator reserved it (PS3.5 7.8.1).
 *
 * @param creator of a private element, else null
 * @param vr as in the dictionary, for peers that send UN or the wrong one; of the identifier where it has none
 */
record Element(int tag, String creator, VR vr) {

    static Element of(Attributes identifier, int tag) {
        String creator = identifier.privateCreatorOf(tag);
        VR vr = ElementDictionary.vrOf(tag, creator);
        return new Element(tag, creator, vr == VR.UN ? identifier.getVR(tag) : vr);
    }

    /** The tag in this data set, -1 when the creator has no block in it. */
    int in(Attributes dataset) {
        return creator == null ? tag : dataset.tagOf(creator, tag);
    }

    /** The values that are there, without padding. */
    List<String> values(Attributes dataset) {
        String[] values = dataset.getStrings(in(dataset));
        return values == null
                ? List.of()
                : Arrays.stream(values).filter(value -> !value.isEmpty()).toList();
    }
}
