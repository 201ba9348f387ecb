package io.cameldicom.dicom.codec.jpeg2000;

/**
 * Samples of a tile.
 *
 * @param components where each lies, and what it is
 * @param samples of each component, in row order
 */
record DecodedTile(TileComponent[] components, int[][] samples) {}
