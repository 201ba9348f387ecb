package io.cameldicom.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.parser.StrictErrorHandler;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.ValueSet;

/** HAPI's strict parser, and its instance validator with the profiles of R4 core and without any server of terms. */
final class ResourceValidator {

    private static final FhirContext FHIR = FhirContext.forR4Cached();
    private static final FhirValidator VALIDATOR = validator();

    private ResourceValidator() {}

    private static FhirValidator validator() {
        ValidationSupportChain chain = new ValidationSupportChain(
                codesOfDicom(),
                new DefaultProfileValidationSupport(FHIR),
                new CommonCodeSystemsTerminologyService(FHIR),
                new InMemoryTerminologyServerValidationSupport(FHIR));
        return FHIR.newValidator().registerValidatorModule(new FhirInstanceValidator(chain));
    }

    /** R4 came with the codes of 2019: what DICOM added since is added here. */
    private static PrePopulatedValidationSupport codesOfDicom() {
        CodeSystem codes =
                ((CodeSystem) new DefaultProfileValidationSupport(FHIR).fetchCodeSystem(Modalities.DCM)).copy();
        Set<String> known = new HashSet<>();
        codes.getConcept().forEach(concept -> known.add(concept.getCode()));
        for (String[] row : Tables.rows("modalities.tsv")) {
            if (known.contains(row[0])) {
                codes.getConcept().stream()
                        .filter(concept -> concept.getCode().equals(row[0]))
                        .forEach(concept -> concept.setDisplay(row[2]));
            } else {
                codes.addConcept().setCode(row[0]).setDisplay(row[2]);
            }
        }
        PrePopulatedValidationSupport support = new PrePopulatedValidationSupport(FHIR);
        support.addCodeSystem(codes);
        ValueSet modalities = new ValueSet()
                .setUrl("http://dicom.nema.org/medical/dicom/current/output/chtml/part16/sect_CID_29.html");
        modalities.getCompose().addInclude().setSystem(Modalities.DCM);
        support.addValueSet(modalities);
        return support;
    }

    /** What is wrong with the resources of a transaction. */
    static List<String> errors(String name, Bundle transaction) {
        String json = FhirJson.encode(transaction);
        FHIR.newJsonParser().setParserErrorHandler(new StrictErrorHandler()).parseResource(Bundle.class, json);
        return VALIDATOR.validateWithResult(json).getMessages().stream()
                .filter(message -> message.getSeverity() == ResultSeverityEnum.ERROR
                        || message.getSeverity() == ResultSeverityEnum.FATAL)
                .map(message -> name + ": " + text(message))
                .toList();
    }

    private static String text(SingleValidationMessage message) {
        return message.getLocationString() + " " + message.getMessage();
    }
}
