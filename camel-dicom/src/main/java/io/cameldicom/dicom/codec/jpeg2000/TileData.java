package io.cameldicom.dicom.codec.jpeg2000;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** What the tile-parts of one tile hold: parameters, and where its packets lie in the frame. Not thread-safe. */
final class TileData {
    final int index;
    final Parameters parameters;
    /** Start and end of the packets of each tile-part, as indices of the frame's array. */
    private int[] ranges = new int[2];

    private int rangeCount;
    private ByteArrayOutputStream packedHeaders;

    TileData(int index, Parameters parameters) {
        this.index = index;
        this.parameters = parameters;
    }

    void addRange(int start, int end) {
        if (2 * rangeCount == ranges.length) {
            ranges = Arrays.copyOf(ranges, 2 * ranges.length);
        }
        ranges[2 * rangeCount] = start;
        ranges[2 * rangeCount++ + 1] = end;
    }

    void addPackedHeaders(byte[] headers) {
        if (packedHeaders == null) {
            packedHeaders = new ByteArrayOutputStream();
        }
        packedHeaders.writeBytes(headers);
    }

    int ranges() {
        return rangeCount;
    }

    int start(int range) {
        return ranges[2 * range];
    }

    int end(int range) {
        return ranges[2 * range + 1];
    }

    /** Packet headers that stand apart from their packets (PPM, PPT), or null. */
    byte[] packedHeaders() {
        return packedHeaders == null ? null : packedHeaders.toByteArray();
    }
}
