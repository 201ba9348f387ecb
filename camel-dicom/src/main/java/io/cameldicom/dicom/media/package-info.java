/** Files on interchange media and their directory, the DICOMDIR (PS3.3 annex F, PS3.10 section 8, PS3.11). */
package io.cameldicom.dicom.media;
