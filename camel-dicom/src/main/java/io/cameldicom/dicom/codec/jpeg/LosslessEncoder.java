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
        this.precision = pixels.codedPrecision();
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
        short[] differences = differences();
        DifferenceCodes codes = new DifferenceCodes(differences);

        out.putMarker(Markers.SOI);
        JpegSegments.putFrameHeader(out, Markers.SOF3_LOSSLESS, precision, pixels, 1);
        out.putSegment(Markers.DHT, codes.table().definition(0, 0));
        if (restartLines > 0) {
            JpegSegments.putRestartInterval(out, restartLines * columns);
        }
        ByteBuffer scan = ByteBuffer.allocate(4 + 2 * samples).put((byte) samples);
        for (int i = 1; i <= samples; i++) {
            scan.put((byte) i).put((byte) 0);
        }
        scan.put((byte) predictor).put((byte) 0).put((byte) pointTransform);
        out.putSegment(Markers.SOS, scan.array());
        putDifferences(differences, codes);
        out.putMarker(Markers.EOI);
        return out.written();
    }

    /** The differences in the order of coding, -32768 standing for 32768. */
    private short[] differences() throws CodecException {
        short[] differences = new short[(int) (pixels.pixels() * samples)];
        int[][] above = new int[samples][columns];
        int[][] row = new int[samples][columns];
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
                int at = line * columns * samples + i;
                if (first) {
                    Prediction.applyFirst(values, 1 << precision - pointTransform - 1, differences, at, samples);
                } else {
                    Prediction.apply(predictor, values, above[i], differences, at, samples);
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

    private void putDifferences(short[] differences, DifferenceCodes codes) throws CodecException {
        BitWriter bits = new BitWriter(out);
        int perLine = columns * samples;
        int restarts = 0;
        for (int line = 0; line < pixels.rows(); line++) {
            if (restartLines > 0 && line > 0 && line % restartLines == 0) {
                bits.endSegment();
                out.putMarker(Markers.RST0 + restarts++ % 8);
            }
            bits.put(differences, line * perLine, perLine, codes);
        }
        bits.endSegment();
    }
}
