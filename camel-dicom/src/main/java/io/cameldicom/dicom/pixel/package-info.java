/**
 * What the pixels of an image are (PS3.3 C.7.6.3) and how a native frame lies in memory (PS3.5 section 8.1).
 */
package io.cameldicom.dicom.pixel;
