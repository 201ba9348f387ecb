package io.cameldicom.print.scp;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;

/** What requests say of an object, without what refers to other objects of the session: those are parts of the model. */
final class Modifications {

    private Modifications() {}

    /** A copy. */
    static Attributes withoutReferences(Attributes wanted) {
        Attributes copy = new Attributes(wanted);
        copy.remove(Tag.ReferencedFilmSessionSequence);
        copy.remove(Tag.ReferencedFilmBoxSequence);
        copy.remove(Tag.ReferencedImageBoxSequence);
        copy.remove(Tag.ReferencedBasicAnnotationBoxSequence);
        copy.remove(Tag.ReferencedPresentationLUTSequence);
        return copy;
    }

    /** A copy of what was set before with these changes. */
    static Attributes merged(Attributes before, Attributes changes) {
        Attributes merged = new Attributes(before);
        merged.addAll(withoutReferences(changes));
        return merged;
    }
}
