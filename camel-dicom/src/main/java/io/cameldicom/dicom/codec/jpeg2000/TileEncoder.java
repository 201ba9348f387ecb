package io.cameldicom.dicom.codec.jpeg2000;

import io.cameldicom.dicom.codec.CodecException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Encodes the code-blocks of a tile: wavelet transform, quantization and tier 1. Not thread-safe. */
final class TileEncoder {
    private static final int FEWEST_GUARD_BITS = 2;
    private static final int MOST_GUARD_BITS = 7;

    private final Rectangle bounds;
    private final List<Component> components;
    private final EncoderSettings settings;
    private final CodingStyle codingStyle;
    private final ComponentStyle style;
    private final int[][] whole;
    private final float[][] real;
    private final Map<Precinct, EncodedGroup[]> precincts = new IdentityHashMap<>();
    private final List<EncodedBlock> blocks = new ArrayList<>();
    private Quantization quantization;
    private TileComponent[] parts;

    /** @param samples of each component in row order, around zero, after the component transform; not kept */
    TileEncoder(
            Rectangle bounds,
            List<Component> components,
            EncoderSettings settings,
            CodingStyle codingStyle,
            ComponentStyle style,
            Object[] samples)
            throws CodecException {
        this.bounds = bounds;
        this.components = components;
        this.settings = settings;
        this.codingStyle = codingStyle;
        this.style = style;
        int precision = components.get(0).precision();
        this.quantization = settings.reversible()
                ? Quantization.reversible(FEWEST_GUARD_BITS, style.levels(), precision)
                : Quantization.irreversible(FEWEST_GUARD_BITS, style.levels(), precision, settings.step(precision));
        this.whole = new int[components.size()][];
        this.real = new float[components.size()][];
        parts = partition();
        for (int c = 0; c < parts.length; c++) {
            if (settings.reversible()) {
                whole[c] = new ReversibleAnalysis(parts[c]).analyze((int[]) samples[c]);
            } else {
                real[c] = new IrreversibleAnalysis(parts[c]).analyze((float[]) samples[c]);
            }
        }
    }

    private TileComponent[] partition() throws CodecException {
        Parameters parameters = Parameters.of(codingStyle, style, quantization, components.size());
        TileComponent[] partition = new TileComponent[components.size()];
        for (int c = 0; c < partition.length; c++) {
            partition[c] = new TileComponent(bounds, components.get(c), parameters, c);
        }
        return partition;
    }

    /** Quantization with as many guard bits as the coefficients need. */
    Quantization quantization() {
        return quantization;
    }

    /** Encodes, and gives the packets. */
    PacketWriter encode() throws CodecException {
        int missing = 0;
        for (int c = 0; c < parts.length; c++) {
            for (Resolution resolution : parts[c].resolutions) {
                for (Subband band : resolution.bands) {
                    missing = Math.max(missing, bits(c, band) - band.magnitudeBits);
                }
            }
        }
        int guardBits = FEWEST_GUARD_BITS + missing;
        if (guardBits > MOST_GUARD_BITS) {
            throw new CodecException("wavelet coefficients beyond what JPEG 2000 can hold");
        }
        quantization = quantization.withGuardBits(guardBits);
        parts = partition();
        List<Task> tasks = new ArrayList<>();
        for (int c = 0; c < parts.length; c++) {
            for (Resolution resolution : parts[c].resolutions) {
                for (int p = 0; p < resolution.precincts(); p++) {
                    precincts.put(resolution.precinct(p), group(c, resolution.precinct(p), tasks));
                }
            }
        }
        boolean measured = settings.rate() > 0 || settings.layers() > 1;
        BlockWork.run(tasks.size(), (long) parts.length * parts[0].area(), () -> {
            EbcotEncoder coder = new EbcotEncoder(measured);
            return i -> encode(tasks.get(i), coder);
        });
        return new PacketWriter(bounds, parts, precincts);
    }

    List<EncodedBlock> blocks() {
        return blocks;
    }

    /** Bits of the largest magnitude of a sub-band. */
    private int bits(int component, Subband band) {
        int end = band.offset + (int) band.bounds.area();
        if (settings.reversible()) {
            int all = 0;
            for (int i = band.offset; i < end; i++) {
                all |= Math.abs(whole[component][i]);
            }
            return 32 - Integer.numberOfLeadingZeros(all);
        }
        float most = 0;
        for (int i = band.offset; i < end; i++) {
            most = Math.max(most, Math.abs(real[component][i]));
        }
        return 32 - Integer.numberOfLeadingZeros((int) (most / band.step));
    }

    /** A code-block to be encoded into {@code result}. */
    private record Task(int component, Subband band, CodeBlock block, EncodedBlock result) {}

    private EncodedGroup[] group(int component, Precinct precinct, List<Task> tasks) {
        BlockGroup[] groups = precinct.groups();
        EncodedGroup[] encoded = new EncodedGroup[groups.length];
        for (int g = 0; g < groups.length; g++) {
            EncodedBlock[] coded = new EncodedBlock[groups[g].blocks.length];
            for (int i = 0; i < coded.length; i++) {
                coded[i] = new EncodedBlock();
                blocks.add(coded[i]);
                tasks.add(new Task(component, groups[g].band, groups[g].blocks[i], coded[i]));
            }
            encoded[g] = new EncodedGroup(groups[g], coded);
        }
        return encoded;
    }

    private void encode(Task task, EbcotEncoder coder) {
        Subband band = task.band();
        CodeBlock block = task.block();
        int component = task.component();
        int stride = band.bounds.width();
        int[] into = coder.coefficients();
        float inverse = 1 / band.step;
        for (int y = 0; y < block.height; y++) {
            int from = block.offset + y * stride;
            if (settings.reversible()) {
                separateSigns(whole[component], from, into, y * block.width, block.width);
            } else {
                quantize(real[component], from, inverse, into, y * block.width, block.width);
            }
        }
        double weight = weight(component, band);
        coder.encode(task.result(), block, band.orientation, settings.reversible(), weight);
    }

    private static void separateSigns(int[] from, int at, int[] into, int to, int count) {
        for (int x = 0; x < count; x++) {
            int value = from[at + x];
            int negative = value >> 31;
            into[to + x] = (value ^ negative) - negative | negative & Integer.MIN_VALUE;
        }
    }

    /** E.2 */
    private static void quantize(float[] from, int at, float inverseStep, int[] into, int to, int count) {
        for (int x = 0; x < count; x++) {
            float value = from[at + x];
            int sign = Float.floatToRawIntBits(value) & Integer.MIN_VALUE;
            into[to + x] = (int) (Math.abs(value) * inverseStep) | sign;
        }
    }

    /** Squared error of the image that an error of one quantization step makes. */
    private double weight(int component, Subband band) {
        double transform =
                codingStyle.componentTransform() ? ComponentTransform.squaredNorm(settings.reversible(), component) : 1;
        double norm = BasisNorms.squared(settings.reversible(), band.levels, band.orientation);
        return band.nominalStep * band.nominalStep * norm * transform;
    }
}
