/** Markers and marker segments (T.81 Annex B), the syntax that the JPEG family has in common. */
package io.cameldicom.dicom.codec.marker;
