package io.cameldicom.dicom.codec.jpeg;

import io.cameldicom.dicom.codec.CodecException;
import io.cameldicom.dicom.codec.marker.MarkerWriter;
import io.cameldicom.dicom.pixel.PixelDescription;
import io.cameldicom.dicom.pixel.SampleRows;
import java.nio.ByteBuffer;

/** Encodes one frame by the lossless process with Huffman coding (T.81 Annex H), all components in one scan. */
final class LosslessEncoder {
    private final PixelDescription pixels;
    private final int predictor;
    private final int pointTransform;
    private final int restartLines;
    private final int precision;
    private final int columns;
    private final int samples;
    private final SampleRows rows;
    private final MarkerWriter out;

    /** @param restartLines lines between restart markers, 0 for none */
    LosslessEncoder(byte[] frame, PixelDescription pixels, int predictor, int pointTransform, int restartLines)
            throws CodecException {
        this.pixels = pixels;
        this.predictor = predictor;
        this.pointTransform = pointTransform;
        this.restartLines = restartLines;
        this.precision = Math.max(2, pixels.highBit() + 1);
        this.columns = pixels.columns();
        this.samples = pixels.samplesPerPixel();
        this.rows = new SampleRows(frame, pixels, pixels.highBit() + 1);
        this.out = new MarkerWriter(256 + (int) (pixels.frameLength() / 2));
        if (pointTransform >= precision) {
            throw new CodecException("pointTransform=" + pointTransform + ": must be less than " + precision);
        }
        if ((long) restartLines * columns > 0xFFFF) {
            throw new CodecException("restartInterval=" + restartLines + ": must be at most " + 0xFFFF / columns
                    + " lines for " + columns + " columns");
        }
    }

    ByteBuffer encode() throws CodecException {
        int[] frequencies = new int[17];
        short[] differences = differences(frequencies);
        HuffmanEncodingTable table = new HuffmanEncodingTable(frequencies);

        out.putMarker(Markers.SOI);
        JpegSegments.putFrameHeader(out, Markers.SOF3_LOSSLESS, precision, pixels, 1);
        out.putSegment(Markers.DHT, table.definition(0, 0));
        if (restartLines > 0) {
            JpegSegments.putRestartInterval(out, restartLines * columns);
        }
        ByteBuffer scan = ByteBuffer.allocate(4 + 2 * samples).put((byte) samples);
        for (int i = 1; i <= samples; i++) {
            scan.put((byte) i).put((byte) 0);
        }
        scan.put((byte) predictor).put((byte) 0).put((byte) pointTransform);
        out.putSegment(Markers.SOS, scan.array());
        putDifferences(differences, table);
        out.putMarker(Markers.EOI);
        return out.written();
    }

    /** The differences in the order of coding, -32768 standing for 32768; counts their sizes. */
    private short[] differences(int[] frequencies) throws CodecException {
        short[] differences = new short[(int) (pixels.pixels() * samples)];
        int[][] above = new int[samples][columns];
        int[][] row = new int[samples][columns];
        int[] found = new int[columns];
        for (int line = 0; line < pixels.rows(); line++) {
            boolean first = line == 0 || restartLines > 0 && line % restartLines == 0;
            for (int i = 0; i < samples; i++) {
                int[] values = row[i];
                rows.read(line, i, values, 0);
                if (pointTransform > 0) {
                    for (int x = 0; x < columns; x++) {
                        values[x] >>= pointTransform;
                    }
                }
                if (first) {
                    Prediction.applyFirst(values, 1 << precision - pointTransform - 1, found);
                } else {
                    Prediction.apply(predictor, values, above[i], found);
                }
                int at = line * columns * samples + i;
                for (int x = 0; x < columns; x++, at += samples) {
                    int difference = found[x];
                    frequencies[size(difference)]++;
                    differences[at] = (short) difference;
                }
            }
            int[][] spare = above;
            above = row;
            row = spare;
        }
        if (rows.hasStrayBits()) {
            throw new CodecException(
                    "bits above High Bit are in use, which JPEG would lose: remove the overlay embedded there first");
        }
        return differences;
    }

    private void putDifferences(short[] differences, HuffmanEncodingTable table) throws CodecException {
        BitWriter bits = new BitWriter(out);
        int perLine = columns * samples;
        int restarts = 0;
        int at = 0;
        for (int line = 0; line < pixels.rows(); line++) {
            if (restartLines > 0 && line > 0 && line % restartLines == 0) {
                bits.endSegment();
                out.putMarker(Markers.RST0 + restarts++ % 8);
            }
            bits.reserve(4L * perLine);
            for (int end = at + perLine; at < end; at++) {
                int difference = differences[at];
                if (difference == Short.MIN_VALUE) {
                    bits.put(table.codes[16], table.lengths[16]);
                    continue;
                }
                int size = size(difference);
                int raw = difference + (difference >> 31) & (1 << size) - 1;
                bits.put(table.codes[size] << size | raw, table.lengths[size] + size);
            }
        }
        bits.endSegment();
    }

    /** T.81 table H.2: SSSS of a difference. */
    private static int size(int difference) {
        return 32 - Integer.numberOfLeadingZeros(Math.abs(difference));
    }
}
