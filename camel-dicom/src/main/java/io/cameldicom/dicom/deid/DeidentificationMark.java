package io.cameldicom.dicom.deid;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.Sequence;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** What a de-identified object says of itself: PS3.15 E.1.1 and PS3.3 C.7.1.1, C.12.1. */
final class DeidentificationMark {
    private static final String METHOD = "camel-dicom, PS3.15 2026c Annex E";

    private DeidentificationMark() {}

    /** Adds to what an earlier de-identification has said. */
    static void set(Attributes dataSet, Set<ProfileOption> options) {
        dataSet.setString(Tag.PatientIdentityRemoved, VR.CS, "YES");
        String[] earlier = dataSet.getStrings(Tag.DeidentificationMethod);
        List<String> methods = new ArrayList<>(earlier == null ? List.of() : Arrays.asList(earlier));
        if (!methods.contains(METHOD)) {
            methods.add(METHOD);
        }
        dataSet.setString(Tag.DeidentificationMethod, VR.LO, methods.toArray(String[]::new));
        addCode(dataSet, "113100", "Basic Application Confidentiality Profile");
        options.forEach(option -> addCode(dataSet, option.code, option.meaning));
        dataSet.setString(Tag.LongitudinalTemporalInformationModified, VR.CS, longitudinal(dataSet, options));
    }

    /** Dates that an earlier de-identification has moved or removed are not made right by leaving them as they are now. */
    private static String longitudinal(Attributes dataSet, Set<ProfileOption> options) {
        if (options.contains(ProfileOption.RETAIN_FULL_DATES)) {
            return dataSet.getString(Tag.LongitudinalTemporalInformationModified, "UNMODIFIED");
        }
        return options.contains(ProfileOption.RETAIN_MODIFIED_DATES) ? "MODIFIED" : "REMOVED";
    }

    private static void addCode(Attributes dataSet, String code, String meaning) {
        Sequence codes = dataSet.getSequence(Tag.DeidentificationMethodCodeSequence);
        if (codes == null) {
            codes = dataSet.newSequence(Tag.DeidentificationMethodCodeSequence);
        }
        if (codes.stream().noneMatch(item -> code.equals(item.getString(Tag.CodeValue)))) {
            Attributes item = new Attributes(dataSet.bigEndian());
            item.setString(Tag.CodeValue, VR.SH, code);
            item.setString(Tag.CodingSchemeDesignator, VR.SH, "DCM");
            item.setString(Tag.CodeMeaning, VR.LO, meaning);
            codes.add(item);
        }
    }
}
