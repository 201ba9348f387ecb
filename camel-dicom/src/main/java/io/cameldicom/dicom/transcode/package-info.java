/**
 * Conversion of whole data sets between transfer syntaxes: the {@link io.cameldicom.dicom.transcode.Transcoder}, and
 * access to single frames by {@link io.cameldicom.dicom.transcode.Frames} (PS3.5 sections 8.2 and A.4).
 */
package io.cameldicom.dicom.transcode;
