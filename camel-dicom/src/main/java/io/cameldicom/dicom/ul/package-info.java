/**
 * The DICOM upper layer (PS3.8): state machine, association negotiation, associations and the server that accepts them.
 * Carries presentation data values; knows neither data sets nor DIMSE messages.
 */
package io.cameldicom.dicom.ul;
