/**
 * DICOM studies as FHIR R4 resources: ImagingStudy with Patient and Endpoint. Needs HAPI FHIR
 * ({@code ca.uhn.hapi.fhir:hapi-fhir-structures-r4}), which camel-dicom does not bring along.
 */
package io.cameldicom.fhir;
