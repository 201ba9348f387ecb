/** JPEG-LS, lossless and near-lossless: ITU-T T.87 | ISO/IEC 14495-1, within DICOM as in PS3.5 section 8.2.3. */
package io.cameldicom.dicom.codec.jpegls;
