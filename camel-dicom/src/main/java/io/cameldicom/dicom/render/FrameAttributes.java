package io.cameldicom.dicom.render;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.FunctionalGroups;

/** Where an attribute stands for one frame: in its functional groups, or in the image itself. */
final class FrameAttributes {
    private final Attributes image;
    private final FunctionalGroups.Frame groups;

    /**
     * @param number from 1
     * @throws IndexOutOfBoundsException if there is no such frame
     */
    FrameAttributes(Attributes image, int number) {
        this.image = image;
        this.groups = FunctionalGroups.of(image).frame(number);
    }

    /** The item of a functional group that has the attribute, or the image if it has it or nobody does. */
    Attributes holding(int attribute, int functionalGroupSequence) {
        Attributes group = groups.group(functionalGroupSequence);
        return group != null && group.containsValue(attribute) ? group : image;
    }
}
