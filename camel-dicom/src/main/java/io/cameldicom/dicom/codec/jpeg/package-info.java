/**
 * JPEG of ITU-T T.81 | ISO/IEC 10918-1 as DICOM uses it (PS3.5 section 8.2.1 and Annex A.4.1): DCT-based processes
 * sequential and progressive, and the lossless process 14, all with Huffman coding.
 */
package io.cameldicom.dicom.codec.jpeg;
