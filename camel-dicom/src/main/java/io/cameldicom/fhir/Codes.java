package io.cameldicom.fhir;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;

/** Items of code sequences (PS3.3 section 8.8) as codings of FHIR. */
final class Codes {

    /** HL7 table 0203, the types of identifiers. */
    static final String IDENTIFIER_TYPE = "http://terminology.hl7.org/CodeSystem/v2-0203";

    private Codes() {}

    /** The code; only its meaning where the scheme has no known URI; null when there is neither. */
    static Coding coding(Source source, Attributes item) {
        String meaning = Source.text(item, Tag.CodeMeaning);
        String code = value(item);
        String system = code == null
                ? null
                : CodingSchemes.system(
                        Source.text(item, Tag.CodingSchemeDesignator),
                        source.header(),
                        source.options().systems());
        if (system == null) {
            return meaning == null ? null : new Coding().setDisplay(meaning);
        }
        return new Coding(system, CodingSchemes.code(system, code), meaning)
                .setVersion(Source.text(item, Tag.CodingSchemeVersion));
    }

    /** Code and text; null when there is neither. */
    static CodeableConcept concept(Source source, Attributes item) {
        Coding coding = coding(source, item);
        if (coding == null) {
            return null;
        }
        CodeableConcept concept = new CodeableConcept().setText(Source.text(item, Tag.CodeMeaning));
        return coding.hasCode() ? concept.addCoding(coding) : concept;
    }

    /** The value of the code, however long it is. */
    static String value(Attributes item) {
        for (int tag : new int[] {Tag.CodeValue, Tag.LongCodeValue, Tag.URNCodeValue}) {
            String code = Source.text(item, tag);
            if (code != null) {
                // a code has no more than single blanks within
                return code.replaceAll("\\s+", " ");
            }
        }
        return null;
    }

    static CodeableConcept identifierType(String code) {
        return new CodeableConcept(new Coding().setSystem(IDENTIFIER_TYPE).setCode(code));
    }
}
