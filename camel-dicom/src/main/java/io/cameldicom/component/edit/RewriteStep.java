package io.cameldicom.component.edit;

import io.cameldicom.dicom.dict.VR;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * {@code hash}, {@code map}, {@code replace} and {@code shift} of one attribute: each value that is not empty becomes another.
 *
 * @param hides whether the previous value is to be forgotten
 */
record RewriteStep(EditTarget target, Rewriting rewriting, boolean hides) implements EditStep {
    /** Makes of a value, which is not empty, another, which may be. */
    interface Rewriting {
        String of(String value, VR vr);
    }

    @Override
    public void apply(Edit edit) {
        int topLevelTag = target.topLevelTag(edit.dataSet());
        for (EditTarget.Place place : target.existing(edit.dataSet())) {
            String[] values = place.values();
            if (values == null) {
                continue;
            }
            List<String> rewritten = new ArrayList<>();
            for (String value : values) {
                rewritten.add(value.isEmpty() ? value : rewriting.of(value, place.vr()));
            }
            if (!rewritten.equals(Arrays.asList(values))) {
                place.set(rewritten);
                if (hides) {
                    edit.hidden(topLevelTag);
                } else {
                    edit.changed(topLevelTag);
                }
            }
        }
    }
}
