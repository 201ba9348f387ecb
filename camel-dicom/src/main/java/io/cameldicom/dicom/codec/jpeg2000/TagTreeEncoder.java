package io.cameldicom.dicom.codec.jpeg2000;

import java.util.Arrays;

/** A tag tree while it is encoded (T.800 section B.10.2). Not thread-safe. */
final class TagTreeEncoder {
    private final int[] parent;
    private final int[] value;
    private final int[] lowest;
    private final boolean[] known;
    private final int[] path = new int[34];

    /** @param leaves the numbers in row order */
    TagTreeEncoder(int width, int height, int[] leaves) {
        parent = TagTree.parents(width, height);
        value = new int[parent.length];
        lowest = new int[parent.length];
        known = new boolean[parent.length];
        Arrays.fill(value, Integer.MAX_VALUE);
        System.arraycopy(leaves, 0, value, 0, leaves.length);
        for (int node = 0; node < parent.length - 1; node++) {
            value[parent[node]] = Math.min(value[parent[node]], value[node]);
        }
    }

    /** Nothing of it was written. */
    void reset() {
        Arrays.fill(lowest, 0);
        Arrays.fill(known, false);
    }

    /** Writes what is needed to tell whether the number of a leaf is below a threshold. */
    void write(int leaf, int threshold, PacketHeaderWriter out) {
        int depth = 0;
        for (int node = leaf; node >= 0; node = parent[node]) {
            path[depth++] = node;
        }
        int low = 0;
        while (--depth >= 0) {
            int node = path[depth];
            low = Math.max(low, lowest[node]);
            while (low < threshold && !known[node]) {
                if (low < value[node]) {
                    out.writeBit(0);
                    low++;
                } else {
                    out.writeBit(1);
                    known[node] = true;
                }
            }
            lowest[node] = low;
        }
    }
}
