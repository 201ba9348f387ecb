package io.cameldicom.dicom.codec.jpeg2000;

import io.cameldicom.dicom.codec.CodecException;
import io.cameldicom.dicom.codec.EncodedFrame;
import java.util.Arrays;

/** Reads the packets of a tile into its code-blocks: tier 2 (T.800 sections B.9, B.10). Not thread-safe. */
final class PacketReader implements PacketSequence.Visitor {
    /** Most bit-planes of a coefficient (31 and 7 guard bits) with those of a region of interest. */
    private static final int MOST_BIT_PLANES = 38 + 255;
    /** Passes of bit-planes that an int holds beside its sign: more are refused, so that time is bounded. */
    private static final int MOST_LENGTH_BITS = 31;

    private static final int SOP_LENGTH = 6;

    private final EncodedFrame frame;
    private final TileData tile;
    private final TileComponent[] components;
    private final PacketHeaderBits bits = new PacketHeaderBits();

    private final byte[] packedHeaders;
    private int packedPosition;
    private int range;
    private int position;
    private int end;

    /** What the header of the packet at hand announced: code-blocks, and for each of its chunks a length and passes. */
    private CodeBlock[] announced = new CodeBlock[16];

    private int[] lengths = new int[32];
    private int count;

    PacketReader(EncodedFrame frame, TileData tile, TileComponent[] components) {
        this.frame = frame;
        this.tile = tile;
        this.components = components;
        this.packedHeaders = tile.packedHeaders();
        this.range = -1;
    }

    /** @return whether every packet was there; one that is cut off is an error */
    boolean readAll(Rectangle bounds, StepBudget budget) throws CodecException {
        try {
            Parameters parameters = tile.parameters;
            return new PacketSequence(
                            bounds, components, parameters.codingStyle().layers(), budget, this)
                    .run(parameters.progression());
        } catch (CodecException e) {
            throw new CodecException(e.reason() + ", in tile " + tile.index, position - frame.start());
        }
    }

    @Override
    public boolean packet(int component, Resolution resolution, int index, int layer) throws CodecException {
        if (!hasMore()) {
            return false;
        }
        Precinct precinct = resolution.precinct(index);
        precinct.nextLayer = layer + 1;
        skipStartOfPacket();
        readHeader(components[component].style.blockStyle(), precinct, layer);
        readBody();
        return true;
    }

    /** Goes on to the next tile-part where one has ended; a packet does not reach into another. */
    private boolean hasMore() {
        while (position == end && range + 1 < tile.ranges()) {
            range++;
            position = tile.start(range);
            end = tile.end(range);
        }
        return packedHeaders == null ? position < end : packedPosition < packedHeaders.length;
    }

    /** A.8.1; whether the coding style announced them or not, for no packet header begins so. */
    private void skipStartOfPacket() {
        if (isMarker(frame.bytes(), position, end, Markers.SOP)) {
            position = Math.min(end, position + SOP_LENGTH);
        }
    }

    private static boolean isMarker(byte[] bytes, int at, int end, int code) {
        return end - at >= 2 && bytes[at] == -1 && bytes[at + 1] == (byte) code;
    }

    private void readHeader(int blockStyle, Precinct precinct, int layer) throws CodecException {
        boolean packed = packedHeaders != null;
        byte[] bytes = packed ? packedHeaders : frame.bytes();
        int headerEnd = packed ? packedHeaders.length : end;
        bits.start(bytes, packed ? packedPosition : position, headerEnd);
        count = 0;
        if (bits.readBit() == 1) {
            for (BlockGroup group : precinct.groups()) {
                for (int i = 0; i < group.blocks.length; i++) {
                    if (isIncluded(group, i, layer)) {
                        readContribution(blockStyle, group.band, group.blocks[i]);
                    }
                }
            }
        }
        int next = bits.end();
        if (isMarker(bytes, next, headerEnd, Markers.EPH)) {
            next += 2;
        }
        if (packed) {
            packedPosition = next;
        } else {
            position = next;
        }
    }

    /** B.10.4 and, the first time, B.10.5 */
    private boolean isIncluded(BlockGroup group, int index, int layer) throws CodecException {
        CodeBlock block = group.blocks[index];
        if (block.zeroBitPlanes != CodeBlock.NOT_INCLUDED) {
            return bits.readBit() == 1;
        }
        if (!group.inclusion.isBelow(index, layer + 1, bits)) {
            return false;
        }
        int threshold = 1;
        while (!group.zeroBitPlanes.isBelow(index, threshold, bits)) {
            if (++threshold > MOST_BIT_PLANES) {
                throw new CodecException("code-block of more zero bit-planes than there can be");
            }
        }
        block.zeroBitPlanes = group.zeroBitPlanes.value(index);
        return true;
    }

    /** B.10.6 and B.10.7: passes and the length of each codeword segment that they lie in. */
    private void readContribution(int blockStyle, Subband band, CodeBlock block) throws CodecException {
        int passes = readPasses();
        if (block.passes + passes > BlockDecoder.mostPasses(band, block)) {
            throw new CodecException("code-block of more passes than its bit-planes have");
        }
        while (bits.readBit() == 1) {
            if (++block.lengthBits > MOST_LENGTH_BITS) {
                throw new CodecException("codeword segment length of more than 31 bits");
            }
        }
        if ((blockStyle & BlockStyle.HIGH_THROUGHPUT) != 0) {
            readHighThroughputSegments(block, passes);
            return;
        }
        while (passes > 0) {
            int now = Math.min(passes, BlockStyle.passesToTermination(blockStyle, block.passes));
            announce(block, readLength(block, now), now);
            passes -= now;
        }
    }

    /**
     * T.814 annex B: a cleanup pass is a segment, and the passes up to the next are one. The first cleanup pass shares its
     * segment with the passes in front of it, which hold no bytes; where there is no byte at all, the length is coded for
     * all passes of the packet.
     */
    private void readHighThroughputSegments(CodeBlock block, int passes) throws CodecException {
        while (passes > 0) {
            int inSet = block.passes % 3;
            int now = inSet == 0 ? 1 : Math.min(passes, 3 - inSet);
            if (!block.hasCleanup) {
                now = passes - (block.passes + passes - 1) % 3;
                boolean canEnd = now > 0;
                int length = readLength(block, canEnd ? now : passes);
                if (canEnd && length == 0) {
                    length = bits.readBits(bitsOf(passes) - bitsOf(now));
                    canEnd = false;
                }
                if (length > 0 && !canEnd) {
                    throw new CodecException("placeholder passes of " + length + " bytes");
                }
                block.hasCleanup = canEnd;
                now = canEnd ? now : passes;
                announce(block, length, now);
            } else {
                announce(block, readLength(block, now), now);
            }
            passes -= now;
        }
    }

    private int readLength(CodeBlock block, int passes) throws CodecException {
        int width = block.lengthBits + bitsOf(passes);
        if (width > MOST_LENGTH_BITS) {
            throw new CodecException("codeword segment length of more than 31 bits");
        }
        return bits.readBits(width);
    }

    /** Those by which the length of a segment is longer than Lblock. */
    private static int bitsOf(int passes) {
        return 31 - Integer.numberOfLeadingZeros(passes);
    }

    /** Table B.4 */
    private int readPasses() throws CodecException {
        if (bits.readBit() == 0) {
            return 1;
        }
        if (bits.readBit() == 0) {
            return 2;
        }
        int more = bits.readBits(2);
        if (more < 3) {
            return 3 + more;
        }
        more = bits.readBits(5);
        return more < 31 ? 6 + more : 37 + bits.readBits(7);
    }

    private void announce(CodeBlock block, int length, int passes) {
        if (count == announced.length) {
            announced = Arrays.copyOf(announced, 2 * count);
            lengths = Arrays.copyOf(lengths, 4 * count);
        }
        announced[count] = block;
        lengths[2 * count] = length;
        lengths[2 * count + 1] = passes;
        count++;
        block.passes += passes;
    }

    private void readBody() throws CodecException {
        for (int i = 0; i < count; i++) {
            int length = lengths[2 * i];
            if (length > end - position) {
                throw new CodecException("packet is cut off");
            }
            announced[i].addChunk(position, length, lengths[2 * i + 1]);
            position += length;
        }
    }
}
