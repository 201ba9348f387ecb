package io.cameldicom.dicom.codec.jpeg2000;

import io.cameldicom.dicom.codec.CodecException;
import io.cameldicom.dicom.codec.marker.MarkerWriter;
import io.cameldicom.dicom.pixel.PhotometricInterpretation;
import io.cameldicom.dicom.pixel.PixelDescription;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Encodes one frame as one tile (T.800 annex A). Not thread-safe. */
final class Jpeg2000Encoder {
    private static final int QUANTIZED_NOT = 0;
    private static final int QUANTIZED_EXPOUNDED = 2;
    private static final int TILE_PART_HEADER_LENGTH = 14;
    private static final int EOC_LENGTH = 2;

    private final FrameSamples frame;
    private final PixelDescription pixels;
    private final EncoderSettings settings;
    private final Component component;
    private final boolean transform;

    Jpeg2000Encoder(byte[] frame, PixelDescription pixels, EncoderSettings settings) {
        this.frame = new FrameSamples(frame, pixels);
        this.pixels = pixels;
        this.settings = settings;
        this.component = new Component(pixels.highBit() + 1, pixels.signed(), 1, 1);
        this.transform = isTransformed(pixels);
    }

    /** Whether the colors are decorrelated. */
    static boolean isTransformed(PixelDescription pixels) {
        return pixels.photometricInterpretation() == PhotometricInterpretation.RGB;
    }

    ByteBuffer encode() throws CodecException {
        CodingStyle codingStyle = new CodingStyle(Progression.LRCP, settings.layers(), transform);
        byte[] precincts = new byte[settings.levels() + 1];
        Arrays.fill(precincts, (byte) 0xFF);
        int exponent = settings.blockExponent();
        ComponentStyle style =
                new ComponentStyle(settings.levels(), exponent, exponent, 0, settings.reversible(), precincts);
        List<Component> components = Collections.nCopies(pixels.samplesPerPixel(), component);
        Rectangle bounds = new Rectangle(0, 0, pixels.columns(), pixels.rows());
        TileEncoder tile = new TileEncoder(bounds, components, settings, codingStyle, style, readSamples());
        PacketWriter packets = tile.encode();

        MarkerWriter out = new MarkerWriter(256 + (int) (pixels.frameLength() / 2));
        out.putMarker(Markers.SOC);
        putSize(out);
        putCodingStyle(out);
        putQuantization(tile.quantization(), out);
        allocate(tile, packets, out.length());
        putTile(packets, out);
        out.putMarker(Markers.EOC);
        return out.written();
    }

    private void allocate(TileEncoder tile, PacketWriter packets, int headerLength) throws CodecException {
        LayerAllocation allocation = new LayerAllocation(tile.blocks(), packets, settings.layers());
        if (settings.rate() == 0) {
            allocation.allocateAll();
            return;
        }
        long bits = pixels.pixels() * pixels.samplesPerPixel() * pixels.bitsStored();
        long length = bits / 8 / settings.rate() - headerLength - TILE_PART_HEADER_LENGTH - EOC_LENGTH;
        allocation.allocate(length);
    }

    /** Samples around zero (G.1), decorrelated: arrays of int or, for the irreversible path, of float. */
    private Object[] readSamples() throws CodecException {
        int count = pixels.samplesPerPixel();
        int[][] samples = new int[count][(int) pixels.pixels()];
        int offset = pixels.signed() ? 0 : 1 << pixels.highBit();
        int unused = 31 - pixels.highBit();
        int stray = 0;
        for (int s = 0; s < count; s++) {
            int[] plane = samples[s];
            for (int row = 0; row < pixels.rows(); row++) {
                frame.read(row, s, pixels.signed(), plane, row * pixels.columns());
            }
            for (int i = 0; i < plane.length; i++) {
                int value = pixels.signed() ? plane[i] << unused >> unused : plane[i] << unused >>> unused;
                stray |= value ^ plane[i];
                plane[i] = value - offset;
            }
        }
        if (stray != 0) {
            throw new CodecException("bits above High Bit are in use, which JPEG 2000 would lose: remove the overlay"
                    + " embedded there first");
        }
        if (settings.reversible()) {
            if (transform) {
                ComponentTransform.forwardReversible(samples[0], samples[1], samples[2], samples[0].length);
            }
            return samples;
        }
        return real(samples);
    }

    private float[][] real(int[][] samples) {
        float[][] real = new float[samples.length][];
        for (int s = 0; s < samples.length; s++) {
            real[s] = new float[samples[s].length];
            for (int i = 0; i < real[s].length; i++) {
                real[s][i] = samples[s][i];
            }
            samples[s] = null;
        }
        if (transform) {
            ComponentTransform.forwardIrreversible(real[0], real[1], real[2], real[0].length);
        }
        return real;
    }

    /** A.5.1 */
    private void putSize(MarkerWriter out) throws CodecException {
        int count = pixels.samplesPerPixel();
        ByteBuffer body = ByteBuffer.allocate(36 + 3 * count)
                .putShort((short) 0)
                .putInt(pixels.columns())
                .putInt(pixels.rows())
                .putLong(0)
                .putInt(pixels.columns())
                .putInt(pixels.rows())
                .putLong(0)
                .putShort((short) count);
        for (int i = 0; i < count; i++) {
            body.put((byte) (component.precision() - 1 | (component.signed() ? 0x80 : 0)))
                    .put((byte) 1)
                    .put((byte) 1);
        }
        out.putSegment(Markers.SIZ, body.array());
    }

    /** A.6.1 */
    private void putCodingStyle(MarkerWriter out) throws CodecException {
        byte exponent = (byte) (settings.blockExponent() - 2);
        byte[] body = ByteBuffer.allocate(10)
                .put((byte) 0)
                .put((byte) Progression.LRCP.ordinal())
                .putShort((short) settings.layers())
                .put((byte) (transform ? 1 : 0))
                .put((byte) settings.levels())
                .put(exponent)
                .put(exponent)
                .put((byte) 0)
                .put((byte) (settings.reversible() ? 1 : 0))
                .array();
        out.putSegment(Markers.COD, body);
    }

    /** A.6.4 */
    private void putQuantization(Quantization quantization, MarkerWriter out) throws CodecException {
        short[] steps = quantization.steps();
        int style = settings.reversible() ? QUANTIZED_NOT : QUANTIZED_EXPOUNDED;
        ByteBuffer body = ByteBuffer.allocate(1 + steps.length * (settings.reversible() ? 1 : 2))
                .put((byte) (quantization.guardBits() << 5 | style));
        for (short step : steps) {
            if (settings.reversible()) {
                body.put((byte) (step >> 8));
            } else {
                body.putShort(step);
            }
        }
        out.putSegment(Markers.QCD, body.array());
    }

    /** A.4.2: one tile-part. */
    private void putTile(PacketWriter packets, MarkerWriter out) throws CodecException {
        int start = out.length();
        out.putSegment(Markers.SOT, new byte[] {0, 0, 0, 0, 0, 0, 0, 1});
        out.putMarker(Markers.SOD);
        packets.write(settings.layers(), out);
        // Psot, which is known now
        ByteBuffer.wrap(out.reserve(0)).putInt(start + 6, out.length() - start);
    }
}
