package io.cameldicom.dicom.codec.jpeg2000;

/**
 * What a COD marker segment says of all components of a tile (T.800 table A.14).
 *
 * @param layers 1 to 65535
 * @param componentTransform the first three components were decorrelated by RCT or ICT
 */
record CodingStyle(Progression order, int layers, boolean componentTransform) {}
