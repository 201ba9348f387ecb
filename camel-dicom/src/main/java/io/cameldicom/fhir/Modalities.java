package io.cameldicom.fhir;

import java.util.HashMap;
import java.util.Map;
import org.hl7.fhir.r4.model.Coding;

/** Modality (0008,0060) as a code of DICOM: PS3.16 CID 29, 32, 33. */
final class Modalities {

    static final String DCM = "http://dicom.nema.org/resources/ontology/DCM";

    private static final String STORAGE = "1.2.840.10008.5.1.4.1.1.";
    private static final Map<String, String> MEANINGS = new HashMap<>();
    private static final Map<String, Boolean> ACQUISITION = new HashMap<>();
    private static final Map<String, String> OF_SOP_CLASS = new HashMap<>();

    static {
        for (String[] row : Tables.rows("modalities.tsv")) {
            ACQUISITION.put(row[0], row[1].equals("acquisition"));
            MEANINGS.put(row[0], row[2]);
        }
        for (String[] row : Tables.rows("sop-class-modalities.tsv")) {
            OF_SOP_CLASS.put(row[0], row[1]);
        }
    }

    private Modalities() {}

    /** Whether it makes images or waveforms (CID 29); others do not count for {@code ImagingStudy.modality}. */
    static boolean isAcquisition(String code) {
        return ACQUISITION.getOrDefault(code, false);
    }

    static boolean isKnown(String code) {
        return MEANINGS.containsKey(code);
    }

    static Coding coding(String code) {
        return new Coding(DCM, code, MEANINGS.get(code));
    }

    /** The modality objects of this class are of; {@code OT} where that cannot be told. */
    static String ofSopClass(String uid) {
        if (!uid.startsWith(STORAGE)) {
            return "OT";
        }
        String suffix = uid.substring(STORAGE.length());
        String exact = OF_SOP_CLASS.get(suffix);
        return exact != null ? exact : OF_SOP_CLASS.getOrDefault(suffix.replaceFirst("\\.\\d+$", ".*"), "OT");
    }
}
