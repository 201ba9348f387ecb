package io.cameldicom.dicom.codec.jpeg2000;

import io.cameldicom.dicom.codec.CodecException;
import java.util.Arrays;

/**
 * A tag tree while it is decoded (T.800 section B.10.2): a number for each code-block of a precinct, coded from the
 * minimum of all down to the single ones. Not thread-safe.
 */
final class TagTree {
    private final int[] parent;
    private final int[] value;
    private final int[] lowest;

    TagTree(int width, int height) {
        parent = parents(width, height);
        value = new int[parent.length];
        lowest = new int[parent.length];
        Arrays.fill(value, Integer.MAX_VALUE);
    }

    /** For each node, those of the leaves first, the one above it; -1 for the root. */
    static int[] parents(int width, int height) {
        int nodes = width * height;
        for (int w = width, h = height; w * h > 1; ) {
            w = (w + 1) / 2;
            h = (h + 1) / 2;
            nodes += w * h;
        }
        int[] parent = new int[nodes];
        int first = 0;
        int w = width;
        int h = height;
        while (w * h > 1) {
            int above = first + w * h;
            int wideAbove = (w + 1) / 2;
            for (int y = 0; y < h; y++) {
                for (int x = 0; x < w; x++) {
                    parent[first + y * w + x] = above + y / 2 * wideAbove + x / 2;
                }
            }
            first = above;
            w = wideAbove;
            h = (h + 1) / 2;
        }
        parent[nodes - 1] = -1;
        return parent;
    }

    /**
     * Reads as many bits as it takes to tell whether the number of a leaf is below a threshold.
     *
     * @param leaf its place in row order
     */
    boolean isBelow(int leaf, int threshold, PacketHeaderBits bits) throws CodecException {
        int depth = 0;
        int[] nodes = bits.path;
        for (int node = leaf; node >= 0; node = parent[node]) {
            nodes[depth++] = node;
        }
        int low = 0;
        while (--depth >= 0) {
            int node = nodes[depth];
            low = Math.max(low, lowest[node]);
            while (low < threshold && low < value[node]) {
                if (bits.readBit() == 1) {
                    value[node] = low;
                } else {
                    low++;
                }
            }
            lowest[node] = low;
        }
        return value[leaf] < threshold;
    }

    /** The number of a leaf that is known already. */
    int value(int leaf) {
        return value[leaf];
    }
}
