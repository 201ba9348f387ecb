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

    @Metadata(
            description = "What the FHIR server has of the study: the answer to a search by identifier, or the"
                    + " ImagingStudy, as JSON or HAPI's object. The study is joined with it, and the transaction updates"
                    + " that version only (`If-Match`). Taken away by the step.",
            javaType = "Object")
    public static final String STORED = "CamelDicomFhirStored";

    @Metadata(
            description =
                    "Set where there was a header `CamelDicomFhirStored`: whether the server has all of it already.",
            javaType = "Boolean")
    public static final String UNCHANGED = "CamelDicomFhirUnchanged";

    private FhirConstants() {}
}
