/** The DICOM JSON model (PS3.18 annex F). Needs Jackson core on the class path. */
package io.cameldicom.dicom.json;
