/** Deflated Image Frame Compression (PS3.5 section A.4.13): each frame a deflate stream (RFC 1951). */
package io.cameldicom.dicom.codec.deflated;
