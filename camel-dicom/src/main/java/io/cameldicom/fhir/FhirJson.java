package io.cameldicom.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import org.hl7.fhir.instance.model.api.IBaseResource;

/** Resources of FHIR R4 as JSON, always in the same order of elements. Thread-safe. */
public final class FhirJson {

    /** What a message with it is labelled. */
    public static final String MEDIA_TYPE = "application/fhir+json";

    private FhirJson() {}

    public static String encode(IBaseResource resource) {
        return FhirContext.forR4Cached().newJsonParser().encodeResourceToString(resource);
    }

    /** With line breaks, for people. */
    public static String encodePretty(IBaseResource resource) {
        return FhirContext.forR4Cached().newJsonParser().setPrettyPrint(true).encodeResourceToString(resource);
    }

    /** @throws IllegalArgumentException if it is no resource */
    static IBaseResource decode(String json) {
        try {
            return FhirContext.forR4Cached().newJsonParser().parseResource(json);
        } catch (DataFormatException e) {
            // HAPI's message may quote the text
            throw new IllegalArgumentException("no resource of FHIR R4 in JSON");
        }
    }

    /** @throws IllegalArgumentException if it is no such resource */
    public static <T extends IBaseResource> T decode(Class<T> type, String json) {
        IBaseResource resource = decode(json);
        if (!type.isInstance(resource)) {
            throw new IllegalArgumentException("a " + resource.fhirType() + " and no " + type.getSimpleName());
        }
        return type.cast(resource);
    }
}
