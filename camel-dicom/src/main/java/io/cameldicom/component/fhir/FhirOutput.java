package io.cameldicom.component.fhir;

/** What a {@code dicom-fhir:} step leaves in the body. The constants are written as users write the option. */
public enum FhirOutput {
    /** The ImagingStudy, HAPI's object. */
    resource,
    /** The ImagingStudy as JSON. */
    json,
    /** The transaction, HAPI's Bundle. */
    bundle,
    /** The transaction as JSON. */
    bundleJson
}
