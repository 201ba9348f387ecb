package io.cameldicom.fhir;

import java.util.List;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;

/** The Patient of a study. One without Patient ID is the unidentified patient of that study, and of no other. */
final class PatientResources {

    private static final String UNIDENTIFIED = "patient-unidentified";

    private static final String UNIDENTIFIED_SYSTEM = "unidentified-patient";

    private PatientResources() {}

    static Patient patient(List<Source> sources, FhirOptions options, String studyInstanceUid) {
        Patient patient = new Patient();
        PatientRules.ALL.forEach(rule -> rule.apply(sources, patient));
        if (!patient.hasIdentifier()) {
            patient.addIdentifier()
                    .setUse(Identifier.IdentifierUse.TEMP)
                    .setSystem(options.sid(UNIDENTIFIED_SYSTEM))
                    .setValue("urn:oid:" + studyInstanceUid);
            patient.getMeta()
                    .addTag()
                    .setSystem(options.baseUri() + "/CodeSystem/hub-flag")
                    .setCode(UNIDENTIFIED);
        }
        return patient;
    }

    /** System and value of the identifier the patient is known by. */
    static Identifier key(Patient patient) {
        Identifier first = patient.getIdentifierFirstRep();
        return new Identifier().setSystem(first.getSystem()).setValue(first.getValue());
    }

    static boolean isUnidentified(Identifier identifier) {
        return identifier.hasSystem() && identifier.getSystem().endsWith("/" + UNIDENTIFIED_SYSTEM);
    }

    static String fullUrl(Patient patient) {
        Identifier key = key(patient);
        return "urn:uuid:" + NameUuid.of(key.getSystem() + "|" + key.getValue());
    }
}
