package io.cameldicom.dicom.codec.jpeg2000;

import io.cameldicom.dicom.codec.CodecException;
import io.cameldicom.dicom.codec.EncodedFrame;
import java.util.ArrayList;
import java.util.List;

/** Decodes one tile to samples. Not thread-safe. */
final class TileDecoder {
    private final EncodedFrame frame;
    private final List<Component> components;
    private final StepBudget budget;

    TileDecoder(EncodedFrame frame, List<Component> components, StepBudget budget) {
        this.frame = frame;
        this.budget = budget;
        this.components = components;
    }

    /**
     * Decodes a tile.
     *
     * @param complete whether packets must not be missing, as for a lossless transfer syntax
     */
    DecodedTile decode(TileData tile, Rectangle bounds, boolean complete) throws CodecException {
        TileComponent[] parts = new TileComponent[components.size()];
        for (int c = 0; c < parts.length; c++) {
            parts[c] = new TileComponent(bounds, components.get(c), tile.parameters, c);
        }
        boolean all = new PacketReader(frame, tile, parts).readAll(bounds, budget);
        if (!all && complete) {
            throw new CodecException("tile " + tile.index + " lacks packets", frame.length());
        }
        int[][] whole = new int[parts.length][];
        float[][] real = new float[parts.length][];
        for (int c = 0; c < parts.length; c++) {
            if (parts[c].style.reversible()) {
                int[] coefficients = new int[parts[c].area()];
                decodeBlocks(parts[c], coefficients, null);
                whole[c] = new ReversibleSynthesis(parts[c], coefficients).reconstruct();
            } else {
                float[] coefficients = new float[parts[c].area()];
                decodeBlocks(parts[c], null, coefficients);
                real[c] = new IrreversibleSynthesis(parts[c], coefficients).reconstruct();
            }
        }
        if (tile.parameters.codingStyle().componentTransform()) {
            undoTransform(parts, whole, real);
        }
        for (int c = 0; c < parts.length; c++) {
            whole[c] = samples(components.get(c), whole[c], real[c], parts[c].area());
        }
        return new DecodedTile(parts, whole);
    }

    private void decodeBlocks(TileComponent part, int[] whole, float[] real) throws CodecException {
        List<CodeBlock> blocks = new ArrayList<>();
        List<Subband> bands = new ArrayList<>();
        for (Resolution resolution : part.resolutions) {
            for (int p = 0; p < resolution.precincts(); p++) {
                Precinct precinct = resolution.precinctIfVisited(p);
                if (precinct == null || precinct.isEmpty()) {
                    continue;
                }
                for (BlockGroup group : precinct.groups()) {
                    for (CodeBlock block : group.blocks) {
                        if (block.passes > 0) {
                            blocks.add(block);
                            bands.add(group.band);
                        }
                    }
                }
            }
        }
        BlockWork.run(blocks.size(), part.area(), () -> {
            boolean highThroughput = (part.style.blockStyle() & BlockStyle.HIGH_THROUGHPUT) != 0;
            BlockDecoder decoder = highThroughput ? new HtDecoder() : new EbcotDecoder();
            return i -> decodeBlock(part, bands.get(i), blocks.get(i), decoder, whole, real);
        });
    }

    private void decodeBlock(
            TileComponent part, Subband band, CodeBlock block, BlockDecoder decoder, int[] whole, float[] real)
            throws CodecException {
        int[] values = decoder.decode(frame.bytes(), block, band, part.style.blockStyle());
        if (part.regionShift > 0) {
            shiftRegionDown(values, block.width * block.height, part.regionShift);
        }
        int stride = band.bounds.width();
        float halfStep = band.step / 2;
        for (int y = 0; y < block.height; y++) {
            int to = block.offset + y * stride;
            if (whole != null) {
                applySigns(values, y * block.width, whole, to, block.width);
            } else {
                dequantize(values, y * block.width, halfStep, real, to, block.width);
            }
        }
    }

    private static void applySigns(int[] from, int at, int[] into, int to, int count) {
        for (int x = 0; x < count; x++) {
            int value = from[at + x];
            int negative = value >> 31;
            into[to + x] = ((value & Integer.MAX_VALUE) >> 1 ^ negative) - negative;
        }
    }

    /** E.1 */
    private static void dequantize(int[] from, int at, float halfStep, float[] into, int to, int count) {
        for (int x = 0; x < count; x++) {
            int value = from[at + x];
            float magnitude = (value & Integer.MAX_VALUE) * halfStep;
            into[to + x] = Float.intBitsToFloat(Float.floatToRawIntBits(magnitude) | value & Integer.MIN_VALUE);
        }
    }

    /** Annex H.1: what is larger than the background can be lies in the region. */
    private static void shiftRegionDown(int[] values, int count, int shift) {
        for (int i = 0; i < count; i++) {
            int magnitude = values[i] & Integer.MAX_VALUE;
            // the magnitude has one bit after the point
            if (shift < 31 && magnitude >>> 1 >>> shift != 0) {
                values[i] = values[i] & Integer.MIN_VALUE | magnitude >> shift;
            }
        }
    }

    /** Annex G */
    private static void undoTransform(TileComponent[] parts, int[][] whole, float[][] real) throws CodecException {
        boolean possible = parts.length >= 3;
        for (int c = 1; c < 3 && possible; c++) {
            possible = parts[c].bounds.equals(parts[0].bounds)
                    && parts[c].style.reversible() == parts[0].style.reversible();
        }
        if (!possible) {
            throw new CodecException("component transform of components that differ in size or wavelet");
        }
        if (parts[0].style.reversible()) {
            ComponentTransform.inverseReversible(whole[0], whole[1], whole[2], parts[0].area());
        } else {
            ComponentTransform.inverseIrreversible(real[0], real[1], real[2], parts[0].area());
        }
    }

    /** Rounded, shifted to the range of the component (G.1.2), and kept within it. */
    private static int[] samples(Component component, int[] whole, float[] real, int count) {
        int[] samples = whole != null ? whole : new int[count];
        int half = 1 << component.precision() - 1;
        int offset = component.signed() ? 0 : half;
        int least = component.signed() ? -half : 0;
        int most = least - 1 + 2 * half;
        for (int i = 0; i < count && real != null; i++) {
            samples[i] = (int) Math.rint(real[i]);
        }
        for (int i = 0; i < count; i++) {
            samples[i] = Math.max(least, Math.min(most, samples[i] + offset));
        }
        return samples;
    }
}
