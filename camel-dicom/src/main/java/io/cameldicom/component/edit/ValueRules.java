package io.cameldicom.component.edit;

import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Pattern;

/** What one value of a text VR may look like: PS3.5 table 6.2-1. So that an edit does not make a conforming object a broken one. */
final class ValueRules {
    private static final Map<VR, Pattern> FORM = new EnumMap<>(VR.class);
    private static final Map<VR, Integer> LONGEST = new EnumMap<>(VR.class);

    static {
        FORM.put(VR.AS, Pattern.compile("\\d{3}[DWMY]"));
        FORM.put(VR.CS, Pattern.compile("[A-Z0-9 _]*"));
        FORM.put(VR.DA, Pattern.compile("\\d{4}(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])"));
        FORM.put(VR.DS, Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?"));
        FORM.put(
                VR.DT,
                Pattern.compile("\\d{4}(\\d{2}(\\d{2}(\\d{2}(\\d{2}(\\d{2}(\\.\\d{1,6})?)?)?)?)?)?([+-]\\d{4})?"));
        FORM.put(VR.IS, Pattern.compile("[+-]?\\d+"));
        FORM.put(VR.TM, Pattern.compile("\\d{2}(\\d{2}(\\d{2}(\\.\\d{1,6})?)?)?"));
        FORM.put(VR.UI, Pattern.compile("(0|[1-9]\\d*)(\\.(0|[1-9]\\d*))*"));
        LONGEST.put(VR.AE, 16);
        LONGEST.put(VR.CS, 16);
        LONGEST.put(VR.DS, 16);
        LONGEST.put(VR.IS, 12);
        LONGEST.put(VR.LO, 64);
        LONGEST.put(VR.LT, 10_240);
        LONGEST.put(VR.PN, 3 * 64 + 2);
        LONGEST.put(VR.SH, 16);
        LONGEST.put(VR.ST, 1024);
        LONGEST.put(VR.UI, 64);
    }

    private ValueRules() {}

    /**
     * @param value one value; empty ones are always right
     * @throws IllegalArgumentException naming tag and VR, not the value
     */
    static void check(int tag, VR vr, String value) {
        if (value.isEmpty()) {
            return;
        }
        Integer longest = LONGEST.get(vr);
        if (longest != null && value.codePointCount(0, value.length()) > longest) {
            throw new IllegalArgumentException(
                    Tag.format(tag) + " " + vr + ": a value of more than " + longest + " characters");
        }
        Pattern form = FORM.get(vr);
        if (form != null && !form.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    Tag.format(tag) + " " + vr + ": a value that is not of the form of " + vr);
        }
        if (vr.isMultiValued() && value.indexOf('\\') >= 0) {
            throw new IllegalArgumentException(Tag.format(tag) + " " + vr + ": a backslash within one value");
        }
    }
}
