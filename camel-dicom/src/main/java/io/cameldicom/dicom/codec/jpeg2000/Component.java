package io.cameldicom.dicom.codec.jpeg2000;

/**
 * A component as the SIZ marker segment says it (T.800 section A.5.1).
 *
 * @param precision bits of a sample, 1 to 38
 * @param signed samples are two's complement
 * @param dx horizontal separation of the samples on the reference grid, 1 to 255
 * @param dy vertical separation
 */
record Component(int precision, boolean signed, int dx, int dy) {}
