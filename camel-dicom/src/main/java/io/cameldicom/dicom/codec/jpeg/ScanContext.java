package io.cameldicom.dicom.codec.jpeg;

import io.cameldicom.dicom.codec.marker.MarkerReader;

/**
 * What a scan of a DCT-based process is decoded with.
 *
 * @param dcTables by component of the scan; null where it needs none
 * @param acTables by component of the scan; null where it needs none
 * @param restartInterval minimum coded units between restart markers, 0 for none
 */
record ScanContext(
        FrameHeader frame,
        ScanHeader scan,
        HuffmanDecodingTable[] dcTables,
        HuffmanDecodingTable[] acTables,
        int restartInterval,
        BitReader in,
        MarkerReader markers) {

    boolean isInterleaved() {
        return scan.components().length > 1;
    }
}
