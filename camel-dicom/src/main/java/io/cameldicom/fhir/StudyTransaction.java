package io.cameldicom.fhir;

import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.ImagingStudy;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;

/** The transaction (R4 http.html#transaction) for the resources of a study. */
final class StudyTransaction {

    private StudyTransaction() {}

    static Bundle of(MappedStudy study, FhirOptions options) {
        Bundle bundle = new Bundle().setType(Bundle.BundleType.TRANSACTION);
        addPatient(bundle, study.patient(), options);
        if (study.endpoint() != null) {
            addIfNone(
                    bundle,
                    EndpointResources.fullUrl(study.endpoint()),
                    study.endpoint(),
                    study.endpoint().getIdentifierFirstRep());
        }
        addImagingStudy(bundle, study, options);
        return bundle;
    }

    private static void addPatient(Bundle bundle, Patient patient, FhirOptions options) {
        Identifier key = PatientResources.key(patient);
        String fullUrl = PatientResources.fullUrl(patient);
        if (options.patientUpdate()) {
            entry(bundle, fullUrl, patient).getRequest().setMethod(HTTPVerb.PUT).setUrl("Patient?" + search(key));
        } else {
            addIfNone(bundle, fullUrl, patient, key);
        }
    }

    private static void addIfNone(Bundle bundle, String fullUrl, Resource resource, Identifier key) {
        entry(bundle, fullUrl, resource)
                .getRequest()
                .setMethod(HTTPVerb.POST)
                .setUrl(resource.fhirType())
                .setIfNoneExist(search(key));
    }

    private static void addImagingStudy(Bundle bundle, MappedStudy study, FhirOptions options) {
        Identifier key = Identifiers.study(study.studyInstanceUid());
        String uuid = NameUuid.of(key.getValue()).toString();
        BundleEntryComponent entry = entry(bundle, "urn:uuid:" + uuid, study.imagingStudy());
        entry.getRequest().setMethod(HTTPVerb.PUT);
        if (study.stored() != null) {
            String id = study.stored().getIdElement().getIdPart();
            entry.getRequest().setUrl("ImagingStudy/" + id).setIfMatch("W/\"" + version(study.stored()) + "\"");
        } else if (options.clientIds()) {
            study.imagingStudy().setId(uuid);
            entry.getRequest().setUrl("ImagingStudy/" + uuid);
        } else {
            entry.getRequest().setUrl("ImagingStudy?" + search(key));
        }
    }

    private static String version(ImagingStudy stored) {
        if (!stored.getMeta().hasVersionId()) {
            throw new IllegalArgumentException("the server's ImagingStudy has no version: it cannot be updated safely");
        }
        return stored.getMeta().getVersionId();
    }

    private static BundleEntryComponent entry(Bundle bundle, String fullUrl, Resource resource) {
        return bundle.addEntry().setFullUrl(fullUrl).setResource(resource);
    }

    /** A search by token; what means something in a token is escaped (R4 search.html#escaping), then what means something in a URL. */
    static String search(Identifier identifier) {
        return "identifier="
                + Uris.percentEncoded(escaped(identifier.getSystem()))
                        .replace("%3A", ":")
                        .replace("%2F", "/") + "%7C"
                + Uris.percentEncoded(escaped(identifier.getValue())).replace("%3A", ":");
    }

    private static String escaped(String token) {
        return token.replaceAll("([\\\\|,$])", "\\\\$1");
    }
}
