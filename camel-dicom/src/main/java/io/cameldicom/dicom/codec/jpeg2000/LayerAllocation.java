package io.cameldicom.dicom.codec.jpeg2000;

import io.cameldicom.dicom.codec.CodecException;
import java.util.List;

/**
 * Distributes the passes of code-blocks over quality layers so that each layer has the least error for its length
 * (T.800 section J.14: where the steepest gain of quality by length lies). Not thread-safe.
 */
final class LayerAllocation {
    private static final int SEARCH_STEPS = 24;

    private final List<EncodedBlock> blocks;
    private final PacketWriter packets;
    private final int layers;

    LayerAllocation(List<EncodedBlock> blocks, PacketWriter packets, int layers) {
        this.blocks = blocks;
        this.packets = packets;
        this.layers = layers;
        for (EncodedBlock block : blocks) {
            block.layerPasses = new int[layers];
        }
    }

    /** All passes, with half of the length in the last layer, half of the rest in the one before, and so on. */
    void allocateAll() throws CodecException {
        for (EncodedBlock block : blocks) {
            block.layerPasses[0] = block.passes;
        }
        if (layers > 1) {
            allocateLengths(packets.length(1), layers - 1);
        }
        for (EncodedBlock block : blocks) {
            block.layerPasses[layers - 1] = block.passes;
        }
    }

    /** As many passes as fit. */
    void allocate(long length) throws CodecException {
        allocateLengths(length, layers);
    }

    private void allocateLengths(long length, int count) throws CodecException {
        for (EncodedBlock block : blocks) {
            if (block.passes > 0) {
                keepHull(block);
            }
        }
        for (int layer = 0; layer < count; layer++) {
            allocateLayer(layer, length >> layers - 1 - layer);
        }
    }

    /**
     * Leaves, of the gains of a code-block's passes, the slopes of their convex hull over the length; 0 where a cut would
     * not be worth it.
     */
    private static void keepHull(EncodedBlock block) {
        double[] slopes = new double[block.passes];
        int[] hull = new int[block.passes + 1];
        int size = 1;
        for (int end = 1; end <= block.passes; end++) {
            double gain = gain(block, end) - gain(block, hull[size - 1]);
            if (gain <= 0) {
                continue;
            }
            while (size > 1 && slope(block, hull[size - 1], end) >= slope(block, hull[size - 2], hull[size - 1])) {
                size--;
            }
            hull[size++] = end;
        }
        for (int i = 1; i < size; i++) {
            slopes[hull[i] - 1] = slope(block, hull[i - 1], hull[i]);
        }
        block.slopes = slopes;
    }

    private static double gain(EncodedBlock block, int passes) {
        return passes == 0 ? 0 : block.gains[passes - 1];
    }

    private static double slope(EncodedBlock block, int from, int to) {
        int length = block.length(to) - block.length(from);
        double gain = gain(block, to) - gain(block, from);
        return length == 0 ? Double.MAX_VALUE : gain / length;
    }

    /** Halves the range of slopes, by their logarithm, until the layer just fits. */
    private void allocateLayer(int layer, long length) throws CodecException {
        double low = -64;
        double high = 128;
        for (int i = 0; i < SEARCH_STEPS; i++) {
            double middle = (low + high) / 2;
            cut(layer, Math.pow(2, middle));
            if (packets.length(layer + 1) > length) {
                low = middle;
            } else {
                high = middle;
            }
        }
        cut(layer, Math.pow(2, high));
    }

    private void cut(int layer, double slope) {
        for (EncodedBlock block : blocks) {
            int passes = layer == 0 ? 0 : block.layerPasses[layer - 1];
            for (int pass = passes; pass < block.passes; pass++) {
                if (block.slopes[pass] >= slope) {
                    passes = pass + 1;
                }
            }
            block.layerPasses[layer] = passes;
        }
    }
}
