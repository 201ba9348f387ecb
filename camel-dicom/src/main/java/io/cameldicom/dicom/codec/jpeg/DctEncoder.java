package io.cameldicom.dicom.codec.jpeg;

import io.cameldicom.dicom.codec.CodecException;
import io.cameldicom.dicom.codec.marker.MarkerWriter;
import io.cameldicom.dicom.pixel.PhotometricInterpretation;
import io.cameldicom.dicom.pixel.PixelDescription;
import io.cameldicom.dicom.pixel.SampleRows;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Encodes one frame by a sequential DCT process, baseline or extended (T.81 section F.1), with Huffman tables made for it. */
final class DctEncoder {
    private final PixelDescription pixels;
    private final int process;
    private final int precision;
    private final boolean fromRgb;
    private final int restartRows;
    private final int samples;
    /** Hi of the first component: 2 where chrominance is subsampled. */
    private final int horizontal;

    private final int unitsAcross;
    private final int unitsDown;
    private final int blocksInUnit;
    private final SampleRows rows;
    private final Quantization[] quantizations;
    private final BlockCoder[] coders;
    private final MarkerWriter out;

    private final int[][][] lines;
    private final float[] block = new float[64];

    /**
     * @param precision 8 or 12
     * @param subsampled whether every second pixel has chrominance
     * @param restartRows rows of units between restart markers, 0 for none
     */
    DctEncoder(
            byte[] frame,
            PixelDescription pixels,
            int process,
            int precision,
            int quality,
            boolean subsampled,
            int restartRows)
            throws CodecException {
        this.pixels = pixels;
        this.process = process;
        this.precision = precision;
        this.fromRgb = pixels.photometricInterpretation() == PhotometricInterpretation.RGB;
        this.restartRows = restartRows;
        this.samples = pixels.samplesPerPixel();
        this.horizontal = samples == 3 && subsampled ? 2 : 1;
        this.unitsAcross = Plane.ceilDivide(pixels.columns(), 8 * horizontal);
        this.unitsDown = Plane.ceilDivide(pixels.rows(), 8);
        this.blocksInUnit = samples == 3 ? horizontal + 2 : 1;
        this.rows = new SampleRows(frame, pixels, pixels.highBit() + 1);
        this.quantizations = samples == 3
                ? new Quantization[] {
                    Quantization.luminance(quality, precision), Quantization.chrominance(quality, precision)
                }
                : new Quantization[] {Quantization.luminance(quality, precision)};
        this.coders = new BlockCoder[quantizations.length];
        Arrays.setAll(coders, i -> new BlockCoder());
        this.out = new MarkerWriter(1024 + (int) (pixels.frameLength() / 8));
        this.lines = new int[samples][8][unitsAcross * horizontal * 8];
        if ((long) restartRows * unitsAcross > 0xFFFF) {
            throw new CodecException("restartInterval=" + restartRows + ": must be at most " + 0xFFFF / unitsAcross
                    + " rows of blocks for " + pixels.columns() + " columns");
        }
        if ((long) unitsAcross * unitsDown * blocksInUnit * 64 > Integer.MAX_VALUE - 8) {
            throw new CodecException("frame is too large to be encoded by JPEG");
        }
    }

    ByteBuffer encode() throws CodecException {
        short[] blocks = quantizedBlocks();
        forEachBlock(blocks, null);
        for (BlockCoder coder : coders) {
            coder.makeTables();
        }
        putHeaders();
        BitWriter bits = new BitWriter(out);
        forEachBlock(blocks, bits);
        bits.endSegment();
        out.putMarker(Markers.EOI);
        return out.written();
    }

    private void putHeaders() throws CodecException {
        out.putMarker(Markers.SOI);
        for (int i = 0; i < quantizations.length; i++) {
            out.putSegment(Markers.DQT, quantizations[i].definition(i));
        }
        JpegSegments.putFrameHeader(out, process, precision, pixels, horizontal);
        for (int i = 0; i < coders.length; i++) {
            out.putSegment(Markers.DHT, coders[i].dcTable().definition(0, i));
            out.putSegment(Markers.DHT, coders[i].acTable().definition(1, i));
        }
        if (restartRows > 0) {
            JpegSegments.putRestartInterval(out, restartRows * unitsAcross);
        }
        ByteBuffer scan = ByteBuffer.allocate(4 + 2 * samples).put((byte) samples);
        for (int i = 0; i < samples; i++) {
            scan.put((byte) (i + 1)).put((byte) (kind(i) << 4 | kind(i)));
        }
        out.putSegment(
                Markers.SOS, scan.put((byte) 0).put((byte) 63).put((byte) 0).array());
    }

    /** Index of the tables of a component: 0 for luminance, 1 for chrominance. */
    private static int kind(int component) {
        return component == 0 ? 0 : 1;
    }

    /** Component of a block by its place in the unit: the first has one or two blocks, the others one. */
    private int component(int place) {
        return Math.max(0, place - horizontal + 1);
    }

    /** Counts the symbols of all blocks, or writes them if there is a writer. */
    private void forEachBlock(short[] blocks, BitWriter bits) throws CodecException {
        int[] predictions = new int[samples];
        int restarts = 0;
        int at = 0;
        for (int unitRow = 0; unitRow < unitsDown; unitRow++) {
            if (restartRows > 0 && unitRow > 0 && unitRow % restartRows == 0) {
                Arrays.fill(predictions, 0);
                if (bits != null) {
                    bits.endSegment();
                    out.putMarker(Markers.RST0 + restarts++ % 8);
                }
            }
            for (int unit = 0; unit < unitsAcross; unit++) {
                if (bits != null) {
                    bits.reserve((long) BlockCoder.LONGEST_BLOCK * blocksInUnit);
                }
                for (int place = 0; place < blocksInUnit; place++, at += 64) {
                    int component = component(place);
                    BlockCoder coder = coders[kind(component)];
                    if (bits == null) {
                        coder.count(blocks, at, predictions[component]);
                    } else {
                        coder.put(blocks, at, predictions[component], bits);
                    }
                    predictions[component] = blocks[at];
                }
            }
        }
    }

    /** All coefficients in the order of coding. */
    private short[] quantizedBlocks() throws CodecException {
        short[] blocks = new short[unitsAcross * unitsDown * blocksInUnit * 64];
        int at = 0;
        for (int unitRow = 0; unitRow < unitsDown; unitRow++) {
            readLines(unitRow * 8);
            for (int unit = 0; unit < unitsAcross; unit++) {
                for (int place = 0; place < blocksInUnit; place++, at += 64) {
                    int component = component(place);
                    int column = component == 0 ? (unit * horizontal + place) * 8 : unit * 8;
                    load(lines[component], column);
                    ForwardDct.transform(block);
                    quantizations[kind(component)].apply(block, blocks, at);
                }
            }
        }
        if (rows.hasStrayBits()) {
            throw new CodecException(
                    "bits above High Bit are in use, which JPEG would lose: remove the overlay embedded there first");
        }
        return blocks;
    }

    private void load(int[][] samplesByLine, int column) {
        float center = 1 << precision - 1;
        for (int y = 0; y < 8; y++) {
            int[] line = samplesByLine[y];
            for (int x = 0; x < 8; x++) {
                block[y * 8 + x] = line[column + x] - center;
            }
        }
    }

    /** Eight lines of each component, filled up with the last sample and the last line. */
    private void readLines(int first) {
        for (int y = 0; y < 8; y++) {
            int line = Math.min(first + y, pixels.rows() - 1);
            for (int i = 0; i < samples; i++) {
                int[] to = lines[i][y];
                rows.read(line, i, to, 0);
                Arrays.fill(to, pixels.columns(), to.length, to[pixels.columns() - 1]);
            }
            if (fromRgb) {
                ColorTransform.fromRgb(lines[0][y], lines[1][y], lines[2][y], precision);
            }
            for (int i = 1; i < samples && horizontal == 2; i++) {
                halve(lines[i][y]);
            }
        }
    }

    /** The mean of two samples, rounded down and up in turn so that nothing drifts. */
    private static void halve(int[] line) {
        for (int x = 0; x < line.length / 2; x++) {
            line[x] = line[2 * x] + line[2 * x + 1] + (x & 1) >> 1;
        }
    }
}
