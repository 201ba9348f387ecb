package io.cameldicom.dicom.codec.jpeg2000;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/** The encoded code-blocks of a precinct in one sub-band. Not thread-safe. */
final class EncodedGroup {
    final BlockGroup group;
    final EncodedBlock[] blocks;
    private TagTreeEncoder zeroBitPlanes;
    private TagTreeEncoder inclusion;

    /** @param blocks may still be encoded, until its first packet */
    EncodedGroup(BlockGroup group, EncodedBlock[] blocks) {
        this.group = group;
        this.blocks = blocks;
    }

    /**
     * Makes it ready for its first packet.
     *
     * @param layers passes of each code-block by layer
     */
    void start(int layers) {
        if (blocks.length == 0) {
            return;
        }
        if (zeroBitPlanes == null) {
            zeroBitPlanes = tree(i -> group.band.magnitudeBits - blocks[i].bitPlanes);
        }
        zeroBitPlanes.reset();
        inclusion = tree(i -> firstLayer(blocks[i], layers));
        for (EncodedBlock block : blocks) {
            block.includedPasses = 0;
            block.lengthBits = CodeBlock.FIRST_LENGTH_BITS;
        }
    }

    private static int firstLayer(EncodedBlock block, int layers) {
        int layer = 0;
        while (layer < layers && block.layerPasses[layer] == 0) {
            layer++;
        }
        return layer;
    }

    private TagTreeEncoder tree(IntUnaryOperator leaf) {
        int[] leaves = new int[blocks.length];
        Arrays.setAll(leaves, leaf);
        return new TagTreeEncoder(group.columns, group.rows, leaves);
    }

    /** What a packet's header says of this sub-band (T.800 section B.10). */
    void writeHeader(int layer, PacketHeaderWriter out) {
        for (int i = 0; i < blocks.length; i++) {
            EncodedBlock block = blocks[i];
            int passes = block.layerPasses[layer] - block.includedPasses;
            if (block.includedPasses > 0) {
                out.writeBit(passes > 0 ? 1 : 0);
            } else {
                inclusion.write(i, layer + 1, out);
                if (passes > 0) {
                    writeZeroBitPlanes(i, out);
                }
            }
            if (passes > 0) {
                int length = block.length(block.layerPasses[layer]) - block.length(block.includedPasses);
                writePasses(passes, out);
                writeLength(block, passes, length, out);
            }
        }
    }

    private void writeZeroBitPlanes(int index, PacketHeaderWriter out) {
        int planes = group.band.magnitudeBits - blocks[index].bitPlanes;
        for (int threshold = 1; threshold <= planes + 1; threshold++) {
            zeroBitPlanes.write(index, threshold, out);
        }
    }

    /** Table B.4 */
    private static void writePasses(int passes, PacketHeaderWriter out) {
        if (passes == 1) {
            out.writeBit(0);
        } else if (passes == 2) {
            out.writeBits(0b10, 2);
        } else if (passes < 6) {
            out.writeBits(0b1100 | passes - 3, 4);
        } else if (passes < 37) {
            out.writeBits(0b1111_00000 | passes - 6, 9);
        } else {
            out.writeBits(0b1111_11111_0000000 | passes - 37, 16);
        }
    }

    /** B.10.7.1 */
    private static void writeLength(EncodedBlock block, int passes, int length, PacketHeaderWriter out) {
        int given = 31 - Integer.numberOfLeadingZeros(passes);
        int needed = 32 - Integer.numberOfLeadingZeros(length);
        while (block.lengthBits + given < needed) {
            out.writeBit(1);
            block.lengthBits++;
        }
        out.writeBit(0);
        out.writeBits(length, block.lengthBits + given);
    }
}
