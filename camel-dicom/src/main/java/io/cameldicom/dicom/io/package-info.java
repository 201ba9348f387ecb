/** Data sets and files as streams of bytes: PS3.5 section 7 and annex A, PS3.10 section 7. */
package io.cameldicom.dicom.io;
