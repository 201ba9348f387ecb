package io.cameldicom.component.fhir;

import org.apache.camel.spi.Metadata;

/** The headers of {@code dicom-fhir:} endpoints. None holds a value of the patient. */
public final class FhirConstants {

    @Metadata(
            description =
                    "Keywords of the optional attributes whose values could not be used, so that the resource does"
                            + " without them; absent if there are none.",
            javaType = "java.util.List<String>")
    public static final String SKIPPED = "CamelDicomFhirSkipped";

    @Metadata(description = "Set to `application/fhir+json` where the body becomes JSON.", javaType = "String")
    public static final String CONTENT_TYPE = "Content-Type";

    @Metadata(
            description =
                    "Why an object did not become part of its study, set by the step `RefusalReason`: `unmappable`,"
                            + " `patient-conflict`, `uid-conflict`, `too-many-instances`.",
            javaType = "String")
    public static final String REFUSAL = "CamelDicomFhirRefusal";

    private FhirConstants() {}
}
