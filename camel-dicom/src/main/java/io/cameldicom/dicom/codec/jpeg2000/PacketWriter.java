package io.cameldicom.dicom.codec.jpeg2000;

import io.cameldicom.dicom.codec.CodecException;
import io.cameldicom.dicom.codec.marker.MarkerWriter;
import java.util.List;
import java.util.Map;

/** Writes the packets of a tile, or finds how long they would be: tier 2 (T.800 sections B.9, B.10). Not thread-safe. */
final class PacketWriter {
    private final Rectangle tile;
    private final TileComponent[] components;
    private final Map<Precinct, EncodedGroup[]> precincts;
    private final PacketHeaderWriter header = new PacketHeaderWriter();

    /** @param precincts by identity */
    PacketWriter(Rectangle tile, TileComponent[] components, Map<Precinct, EncodedGroup[]> precincts) {
        this.tile = tile;
        this.components = components;
        this.precincts = precincts;
    }

    /** Bytes of the packets of the first layers, as the code-blocks' passes are distributed now. */
    long length(int layers) throws CodecException {
        long[] length = {0};
        run(layers, (component, resolution, precinct, layer) -> {
            EncodedGroup[] groups = precincts.get(resolution.precinct(precinct));
            length[0] += writeHeader(groups, layer);
            for (EncodedGroup group : groups) {
                for (EncodedBlock block : group.blocks) {
                    length[0] += block.length(block.layerPasses[layer]) - block.length(block.includedPasses);
                    block.includedPasses = block.layerPasses[layer];
                }
            }
            return true;
        });
        return length[0];
    }

    void write(int layers, MarkerWriter out) throws CodecException {
        run(layers, (component, resolution, precinct, layer) -> {
            EncodedGroup[] groups = precincts.get(resolution.precinct(precinct));
            int headerLength = writeHeader(groups, layer);
            append(header.bytes(), 0, headerLength, out);
            for (EncodedGroup group : groups) {
                for (EncodedBlock block : group.blocks) {
                    int from = block.length(block.includedPasses);
                    int to = block.length(block.layerPasses[layer]);
                    append(block.bytes, block.start + from, to - from, out);
                    block.includedPasses = block.layerPasses[layer];
                }
            }
            return true;
        });
    }

    private void run(int layers, PacketSequence.Visitor visitor) throws CodecException {
        for (EncodedGroup[] groups : precincts.values()) {
            for (EncodedGroup group : groups) {
                group.start(layers);
            }
        }
        ProgressionVolume all =
                new ProgressionVolume(0, 0, layers, Integer.MAX_VALUE, components.length, Progression.LRCP);
        new PacketSequence(tile, components, layers, new StepBudget(tile.area()), visitor).run(List.of(all));
    }

    private int writeHeader(EncodedGroup[] groups, int layer) {
        header.clear();
        boolean empty = true;
        for (EncodedGroup group : groups) {
            for (EncodedBlock block : group.blocks) {
                empty &= block.layerPasses[layer] == block.includedPasses;
            }
        }
        header.writeBit(empty ? 0 : 1);
        if (!empty) {
            for (EncodedGroup group : groups) {
                group.writeHeader(layer, header);
            }
        }
        header.align();
        return header.length();
    }

    private static void append(byte[] from, int start, int length, MarkerWriter out) throws CodecException {
        if (length > 0) {
            byte[] to = out.reserve(length);
            System.arraycopy(from, start, to, out.length(), length);
            out.length(out.length() + length);
        }
    }
}
