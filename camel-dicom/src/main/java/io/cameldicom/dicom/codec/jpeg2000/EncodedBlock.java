package io.cameldicom.dicom.codec.jpeg2000;

/** A code-block as it was coded: its bytes and where they may be cut. Not thread-safe. */
final class EncodedBlock {
    /** Bit-planes that are not all zero; without one the code-block is in no packet. */
    int bitPlanes;

    byte[] bytes;
    int start;
    int passes;
    /** After each pass, the bytes that a decoder needs for it. */
    int[] lengths;
    /** After each pass, by how much less the squared error of the image is than without the code-block. */
    double[] gains;

    /** At passes where a layer may well end, how much error each byte saves that they added; else 0. */
    double[] slopes;

    /** How many passes each layer and those before it hold. */
    int[] layerPasses;

    /** Passes in the packets written so far. */
    int includedPasses;
    /** Lblock (T.800 section B.10.7.1). */
    int lengthBits;

    /** Bytes after so many passes. */
    int length(int count) {
        return count == 0 ? 0 : lengths[count - 1];
    }
}
