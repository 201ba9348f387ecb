package io.cameldicom.component.edit;

import io.cameldicom.dicom.dict.Tag;
import java.util.List;

/** {@code set SpecificCharacterSet}: every text of the object is encoded anew. */
record CharacterSetStep(List<String> terms) implements EditStep {
    @Override
    public void apply(Edit edit) {
        edit.dataSet().setSpecificCharacterSet(terms.toArray(String[]::new));
        edit.changed(Tag.SpecificCharacterSet);
    }
}
