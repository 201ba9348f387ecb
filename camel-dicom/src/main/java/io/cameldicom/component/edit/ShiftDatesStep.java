package io.cameldicom.component.edit;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.Sequence;
import io.cameldicom.dicom.deid.DateShift;
import io.cameldicom.dicom.dict.VR;
import java.util.Arrays;

/** {@code shift dates}: every DA and DT, in items too, by the same number of days, so that intervals stay. What is no date is emptied. */
record ShiftDatesStep(int days) implements EditStep {
    /** For one value; empty when it is no date. */
    static String shift(String value, VR vr, int days) {
        String shifted = vr == VR.DA ? DateShift.date(value, days) : DateShift.dateTime(value, days);
        return shifted == null ? "" : shifted;
    }

    @Override
    public void apply(Edit edit) {
        for (int tag : edit.dataSet().tags()) {
            if (shift(edit.dataSet(), tag)) {
                edit.hidden(tag);
            }
        }
    }

    private boolean shift(Attributes attributes, int tag) {
        VR vr = attributes.getVR(tag);
        if (vr == VR.DA || vr == VR.DT) {
            String[] values = attributes.getStrings(tag);
            if (values == null || values.length == 0) {
                return false;
            }
            attributes.setString(
                    tag,
                    vr,
                    Arrays.stream(values)
                            .map(value -> value.isEmpty() ? "" : shift(value, vr, days))
                            .toArray(String[]::new));
            return true;
        }
        boolean shifted = false;
        Sequence sequence = attributes.getSequence(tag);
        if (sequence != null) {
            for (Attributes item : sequence) {
                for (int itemTag : item.tags()) {
                    shifted |= shift(item, itemTag);
                }
            }
        }
        return shifted;
    }
}
