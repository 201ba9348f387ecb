/** RLE Lossless: the PackBits coding of byte segments that PS3.5 Annex G defines. */
package io.cameldicom.dicom.codec.rle;
