/** Encapsulated Uncompressed Explicit VR Little Endian (PS3.5 section A.4.11): native frames in fragments. */
package io.cameldicom.dicom.codec.uncompressed;
