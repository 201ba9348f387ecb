/** {@code dicom-fhir:} endpoints: studies as FHIR resources, and the aggregation of objects to studies. */
package io.cameldicom.component.fhir;
