package io.cameldicom.dicom.codec.jpeg2000;

/**
 * How a tile-component is transformed and partitioned: the SPcod or SPcoc parameters (T.800 tables A.15, A.20).
 * Immutable by agreement: nobody changes the array.
 *
 * @param levels decompositions, 0 to 32
 * @param blockWidth exponent of the width of a code-block
 * @param blockHeight exponent of its height
 * @param blockStyle flags, see {@link BlockStyle}
 * @param reversible 5/3 transform, else 9/7
 * @param precincts per resolution PPx in the low and PPy in the next four bits
 */
record ComponentStyle(
        int levels, int blockWidth, int blockHeight, int blockStyle, boolean reversible, byte[] precincts) {

    int precinctWidth(int resolution) {
        return precincts[resolution] & 0xF;
    }

    int precinctHeight(int resolution) {
        return precincts[resolution] >> 4 & 0xF;
    }
}
