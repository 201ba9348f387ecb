/**
 * DIMSE (PS3.7): messages of a command set and perhaps a data set over an association of {@code ul}. A {@link
 * io.cameldicom.dicom.dimse.DimseSession} reads them, dispatches requests and correlates responses; data sets pass as
 * streams.
 */
package io.cameldicom.dicom.dimse;
