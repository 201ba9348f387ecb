package io.cameldicom.dicom.codec.jpegls;

import io.cameldicom.dicom.codec.CodecException;
import io.cameldicom.dicom.codec.marker.MarkerWriter;
import io.cameldicom.dicom.pixel.PixelDescription;
import io.cameldicom.dicom.pixel.SampleRows;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Encodes one frame: marker segments and scans (T.87 Annexes A to C). */
final class JpegLsEncoder {
    private final PixelDescription pixels;
    private final CodingParameters coding;
    private final InterleaveMode mode;
    private final int restartInterval;
    private final int precision;
    private final SampleRows rows;
    private final MarkerWriter out;
    private final CodeWriter codes;

    JpegLsEncoder(
            byte[] frame, PixelDescription pixels, CodingParameters coding, InterleaveMode mode, int restartInterval) {
        this.pixels = pixels;
        this.coding = coding;
        this.mode = mode;
        this.restartInterval = restartInterval;
        this.precision = Integer.SIZE - Integer.numberOfLeadingZeros(coding.maxVal());
        this.rows = new SampleRows(frame, pixels, pixels.highBit() + 1);
        this.out = new MarkerWriter(256 + (int) (pixels.frameLength() / 2));
        this.codes = new CodeWriter(out);
    }

    ByteBuffer encode() throws CodecException {
        out.putMarker(Markers.SOI);
        putFrameHeader();
        int highest = (1 << precision) - 1;
        if (!coding.equals(CodingParameters.defaults(highest, coding.near()))) {
            putPresets();
        }
        if (restartInterval > 0) {
            out.putSegment(Markers.DRI, (byte) (restartInterval >> 8), (byte) restartInterval);
        }
        int samples = pixels.samplesPerPixel();
        if (mode == InterleaveMode.NONE) {
            for (int i = 0; i < samples; i++) {
                encodeScan(i);
            }
        } else {
            int[] all = new int[samples];
            Arrays.setAll(all, i -> i);
            encodeScan(all);
        }
        out.putMarker(Markers.EOI);
        return out.written();
    }

    /** C.2.2 */
    private void putFrameHeader() throws CodecException {
        ByteBuffer body = ByteBuffer.allocate(6 + 3 * pixels.samplesPerPixel())
                .put((byte) precision)
                .putShort((short) pixels.rows())
                .putShort((short) pixels.columns())
                .put((byte) pixels.samplesPerPixel());
        for (int i = 1; i <= pixels.samplesPerPixel(); i++) {
            body.put((byte) i).put((byte) 0x11).put((byte) 0);
        }
        out.putSegment(Markers.SOF55, body.array());
    }

    /** C.2.4.1.1 */
    private void putPresets() throws CodecException {
        out.putSegment(
                Markers.LSE,
                ByteBuffer.allocate(11)
                        .put((byte) 1)
                        .putShort((short) coding.maxVal())
                        .putShort((short) coding.t1())
                        .putShort((short) coding.t2())
                        .putShort((short) coding.t3())
                        .putShort((short) coding.reset())
                        .array());
    }

    private void encodeScan(int... components) throws CodecException {
        ByteBuffer header = ByteBuffer.allocate(4 + 2 * components.length).put((byte) components.length);
        for (int component : components) {
            header.put((byte) (component + 1)).put((byte) 0);
        }
        header.put((byte) coding.near()).put((byte) mode.ordinal()).put((byte) 0);
        out.putSegment(Markers.SOS, header.array());

        int width = pixels.columns();
        ScanEncoder scan = new ScanEncoder(codes, coding, width);
        int[][] above = new int[components.length][width + 2];
        int[][] line = new int[components.length][width + 2];
        int[] runIndex = new int[components.length];
        long longestLine = (width + 2L) * ScanEncoder.LONGEST_CODE * components.length;
        int restarts = 0;
        for (int row = 0; row < pixels.rows(); row++) {
            if (restartInterval > 0 && row > 0 && row % restartInterval == 0) {
                codes.endSegment();
                out.putMarker(Markers.RST0 + restarts++ % 8);
                scan.start();
                Arrays.fill(runIndex, 0);
                for (int i = 0; i < components.length; i++) {
                    Arrays.fill(above[i], 0);
                }
            }
            for (int i = 0; i < components.length; i++) {
                rows.read(row, components[i], line[i], 1);
                check(line[i]);
            }
            codes.reserveBits(longestLine);
            if (mode == InterleaveMode.SAMPLE) {
                runIndex[0] = scan.encodeLines(above, line, runIndex[0]);
            } else {
                for (int i = 0; i < components.length; i++) {
                    runIndex[i] = scan.encodeLine(above[i], line[i], runIndex[i]);
                }
            }
            int[][] spare = above;
            above = line;
            line = spare;
        }
        codes.endSegment();
        if (rows.hasStrayBits()) {
            throw new CodecException(
                    "bits above High Bit are in use, which JPEG-LS would lose: remove the overlay embedded there first");
        }
    }

    /** Two's complement is coded as it stands, so an error of NEAR may turn the largest value into the smallest. */
    private void check(int[] line) throws CodecException {
        if (coding.near() == 0 || !pixels.signed()) {
            return;
        }
        int least = 1 << pixels.highBit();
        for (int x = 1; x <= pixels.columns(); x++) {
            if (line[x] >= least - coding.near() && line[x] < least + coding.near()) {
                throw new CodecException("signed values within " + coding.near()
                        + " of the ends of their range cannot be coded near-lossless: their sign could change");
            }
        }
    }
}
