package io.cameldicom.component.fhir;

import org.apache.camel.spi.ClassResolver;

/** HAPI FHIR, which camel-dicom does not bring along: who maps to FHIR adds it. */
final class FhirLibrary {

    private FhirLibrary() {}

    /** @throws IllegalStateException if it is not there, saying what to add */
    static void require(ClassResolver classes) {
        if (classes.resolveClass("org.hl7.fhir.r4.model.ImagingStudy") == null
                || classes.resolveClass("ca.uhn.fhir.context.FhirContext") == null) {
            throw new IllegalStateException("dicom-fhir: needs HAPI FHIR, which is not on the class path:"
                    + " add the dependency ca.uhn.hapi.fhir:hapi-fhir-structures-r4");
        }
    }
}
