package io.cameldicom.fhir;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import java.util.Locale;
import java.util.Map;

/** The URI of a Coding Scheme Designator (0008,0102), PS3.16 section 8 and HL7's list of external code systems. */
final class CodingSchemes {

    static final String SCT = "http://snomed.info/sct";

    /** What MDC terms are numbered by: DICOM writes {@code partition:term} (PS3.16 8). */
    private static final int MDC_PARTITION = 65_536;

    private static final String MDC = "urn:iso:std:iso:11073:10101";
    private static final String SRT = "http://hl7.org/fhir/sid/srt";

    private static final Map<String, String> SYSTEMS = Map.ofEntries(
            Map.entry("DCM", Modalities.DCM),
            Map.entry("SCT", SCT),
            // codes of the old style, T-12345, are none of SNOMED CT
            Map.entry("SRT", SRT),
            Map.entry("SNM3", SRT),
            Map.entry("99SDM", SRT),
            Map.entry("LN", "http://loinc.org"),
            Map.entry("UCUM", "http://unitsofmeasure.org"),
            Map.entry("RADLEX", "http://www.radlex.org"),
            Map.entry("I10", "http://hl7.org/fhir/sid/icd-10"),
            Map.entry("ICD10", "http://hl7.org/fhir/sid/icd-10"),
            Map.entry("I10C", "http://hl7.org/fhir/sid/icd-10-cm"),
            Map.entry("ICD10CM", "http://hl7.org/fhir/sid/icd-10-cm"),
            Map.entry("I10P", "http://www.cms.gov/Medicare/Coding/ICD10"),
            Map.entry("I9", "http://hl7.org/fhir/sid/icd-9-cm"),
            Map.entry("I9C", "http://hl7.org/fhir/sid/icd-9-cm"),
            Map.entry("C4", "http://www.ama-assn.org/go/cpt"),
            Map.entry("CPT", "http://www.ama-assn.org/go/cpt"),
            Map.entry("RXNORM", "http://www.nlm.nih.gov/research/umls/rxnorm"),
            Map.entry("NDC", "http://hl7.org/fhir/sid/ndc"),
            Map.entry("NCIT", "http://ncicb.nci.nih.gov/xml/owl/EVS/Thesaurus.owl"),
            Map.entry("UMLS", "http://terminology.hl7.org/CodeSystem/umls"),
            Map.entry("MDC", MDC),
            Map.entry("FMA", "urn:oid:2.16.840.1.113883.6.119"),
            Map.entry("ACR", "urn:oid:2.16.840.1.113883.6.76"));

    private CodingSchemes() {}

    /**
     * The URI; null where nothing tells it.
     *
     * @param header has the Coding Scheme Identification Sequence (0008,0110), for schemes of a manufacturer or a site
     * @param configured systems by designator, which come first
     */
    static String system(String designator, Attributes header, Map<String, String> configured) {
        if (designator == null) {
            return null;
        }
        String system = configured.get(designator);
        if (system == null) {
            system = SYSTEMS.get(designator.toUpperCase(Locale.ROOT));
        }
        return system == null ? identified(designator, header) : system;
    }

    private static String identified(String designator, Attributes header) {
        if (header.getSequence(Tag.CodingSchemeIdentificationSequence) == null) {
            return null;
        }
        for (Attributes scheme : header.getSequence(Tag.CodingSchemeIdentificationSequence)) {
            if (designator.equals(scheme.getString(Tag.CodingSchemeDesignator))) {
                String oid = Uris.oid(scheme.getString(Tag.CodingSchemeUID));
                String url = scheme.getString(Tag.CodingSchemeURL);
                return oid != null ? oid : url != null && Uris.isAbsolute(url) ? url : null;
            }
        }
        return null;
    }

    /** The code as the system writes it. */
    static String code(String system, String code) {
        int colon = code.indexOf(':');
        if (!MDC.equals(system) || colon < 0) {
            return code;
        }
        try {
            long partition = Long.parseLong(code.substring(0, colon));
            return Long.toString(partition * MDC_PARTITION + Long.parseLong(code.substring(colon + 1)));
        } catch (NumberFormatException e) {
            return code;
        }
    }
}
