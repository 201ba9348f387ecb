package io.cameldicom.component.fhir;

import java.util.Arrays;

/** What a {@code dicom-fhir:} step does. The constants are written as users write the path. */
public enum FhirOperation {
    /** Makes ImagingStudy, with Patient and Endpoint. */
    imagingStudy;

    static FhirOperation of(String name) {
        return Arrays.stream(values())
                .filter(operation -> operation.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "dicom-fhir:" + name + " is not known, must be one of " + Arrays.toString(values())));
    }
}
