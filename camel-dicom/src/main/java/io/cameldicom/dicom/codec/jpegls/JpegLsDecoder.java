package io.cameldicom.dicom.codec.jpegls;

import io.cameldicom.dicom.codec.CodecException;
import io.cameldicom.dicom.codec.EncodedFrame;
import io.cameldicom.dicom.codec.marker.MarkerReader;
import io.cameldicom.dicom.pixel.PixelDescription;
import io.cameldicom.dicom.pixel.SampleRows;
import java.util.Arrays;

/** Decodes the marker segments and scans of one frame (T.87 Annexes C and F). */
final class JpegLsDecoder {
    private static final int LSE_PRESET_PARAMETERS = 1;
    private static final int LSE_OVERSIZE_DIMENSIONS = 4;

    private final EncodedFrame frame;
    private final PixelDescription pixels;
    private final MarkerReader reader;
    private final byte[] target;

    private SampleRows rows;
    private int precision;
    private int[] componentIds = {};
    private boolean[] decoded = {};
    private long restartInterval;
    private long oversizeRows;
    private long oversizeColumns;
    /** MAXVAL, T1, T2, T3 and RESET as given; 0 stands for the default. */
    private int[] presets = new int[5];

    JpegLsDecoder(EncodedFrame frame, PixelDescription pixels, byte[] target) {
        this.frame = frame;
        this.pixels = pixels;
        this.reader = new MarkerReader(frame);
        this.target = target;
        if (target.length < pixels.frameLength()) {
            throw new IllegalArgumentException(
                    "target of " + target.length + " bytes: must be at least " + pixels.frameLength());
        }
    }

    /** Ends when every component was decoded: a missing end of image marker harms nobody. */
    void decode() throws CodecException {
        if (reader.isAtEnd() || reader.nextMarker() != Markers.SOI) {
            throw new CodecException("not a JPEG-LS stream: no start of image marker", 0);
        }
        do {
            int marker = reader.nextMarker();
            if (marker == Markers.EOI) {
                throw reader.broken("JPEG-LS stream ends before all components were decoded");
            }
            reader.enterSegment();
            switch (marker) {
                case Markers.SOF55 -> readFrameHeader();
                case Markers.LSE -> readPresets();
                case Markers.DRI -> restartInterval = reader.readUnsigned(Math.min(4, reader.remaining()));
                case Markers.SOS -> readScan();
                case Markers.APP8 -> readColorTransform();
                default -> {
                    boolean ignorable = marker >= Markers.APP0 && marker <= Markers.APP15
                            || marker == Markers.COM
                            || marker == Markers.DNL;
                    if (!ignorable) {
                        throw reader.broken(String.format("marker FF%02X does not belong in JPEG-LS", marker));
                    }
                }
            }
            if (marker != Markers.SOS) {
                reader.leaveSegment();
            }
        } while (componentIds.length == 0 || !allDecoded());
    }

    private boolean allDecoded() {
        for (boolean each : decoded) {
            if (!each) {
                return false;
            }
        }
        return true;
    }

    /** C.2.2 */
    private void readFrameHeader() throws CodecException {
        if (componentIds.length > 0) {
            throw reader.broken("second frame header");
        }
        precision = reader.readByte();
        if (precision < 2 || precision > 16 || precision > pixels.bitsAllocated()) {
            throw reader.broken(
                    "precision of " + precision + " bits does not fit " + pixels.bitsAllocated() + " bits allocated");
        }
        int lines = reader.readUnsignedShort();
        int columns = reader.readUnsignedShort();
        checkSize("lines", lines == 0 ? oversizeRows : lines, pixels.rows(), lines == 0);
        checkSize("columns", columns == 0 ? oversizeColumns : columns, pixels.columns(), false);
        int components = reader.readByte();
        if (components != pixels.samplesPerPixel()) {
            throw reader.broken(
                    "stream of " + components + " components, Samples per Pixel is " + pixels.samplesPerPixel());
        }
        componentIds = new int[components];
        decoded = new boolean[components];
        for (int i = 0; i < components; i++) {
            componentIds[i] = reader.readByte();
            if (reader.readByte() != 0x11) {
                throw reader.broken("subsampled components are not supported in JPEG-LS");
            }
            reader.readByte();
        }
        rows = new SampleRows(target, pixels, Math.min(precision, pixels.highBit() + 1));
    }

    /** @param mayBeOpen lines that a DNL segment gives after the first scan (C.2.6): the attributes say them */
    private void checkSize(String what, long actual, int expected, boolean mayBeOpen) throws CodecException {
        if (actual != expected && !(mayBeOpen && actual == 0)) {
            throw reader.broken("stream of " + actual + " " + what + ", the attributes say " + expected);
        }
    }

    /** C.2.4 */
    private void readPresets() throws CodecException {
        int id = reader.readByte();
        if (id == LSE_PRESET_PARAMETERS) {
            int[] given = new int[presets.length];
            for (int i = 0; i < given.length; i++) {
                given[i] = reader.readUnsignedShort();
            }
            presets = given;
        } else if (id == LSE_OVERSIZE_DIMENSIONS) {
            int width = reader.readByte();
            if (width < 2 || width > 4) {
                throw reader.broken("oversize image dimension of " + width + " bytes");
            }
            oversizeRows = reader.readUnsigned(width);
            oversizeColumns = reader.readUnsigned(width);
        } else {
            throw reader.broken("JPEG-LS preset parameters of type " + id + " (mapping tables) are not supported");
        }
    }

    /** HP's encoder wrote "mrfx" and the number of a color transform, which a decoder would have to undo. */
    private void readColorTransform() throws CodecException {
        boolean isHp = reader.remaining() == 5 && reader.readUnsigned(4) == 0x6D726678;
        if (isHp && reader.readByte() != 0) {
            throw reader.broken("color transform of HP is not part of JPEG-LS");
        }
    }

    /** C.2.3, then the coded lines. */
    private void readScan() throws CodecException {
        if (componentIds.length == 0) {
            throw reader.broken("scan before the frame header");
        }
        int count = reader.readByte();
        if (count < 1 || count > componentIds.length) {
            throw reader.broken("scan of " + count + " components");
        }
        int[] components = new int[count];
        for (int i = 0; i < count; i++) {
            components[i] = component(reader.readByte());
            if (reader.readByte() != 0) {
                throw reader.broken("mapping tables are not supported in JPEG-LS");
            }
        }
        int near = reader.readByte();
        int interleave = reader.readByte();
        if (interleave >= InterleaveMode.values().length || interleave == 0 && count > 1) {
            throw reader.broken("interleave mode " + interleave + " for " + count + " components");
        }
        if (reader.readByte() != 0) {
            throw reader.broken("point transform is not supported in JPEG-LS");
        }
        CodingParameters coding = coding(near);
        reader.leaveSegment();
        InterleaveMode mode = count == 1 ? InterleaveMode.NONE : InterleaveMode.values()[interleave];
        decodeLines(components, coding, mode);
    }

    private int component(int id) throws CodecException {
        for (int i = 0; i < componentIds.length; i++) {
            if (componentIds[i] == id && !decoded[i]) {
                decoded[i] = true;
                return i;
            }
        }
        throw reader.broken("scan of component " + id + ", which is not in the frame or was decoded before");
    }

    private CodingParameters coding(int near) throws CodecException {
        int highest = (1 << precision) - 1;
        int maxVal = presets[0] == 0 ? highest : presets[0];
        if (maxVal > highest || near > Math.min(255, maxVal / 2)) {
            throw reader.broken("NEAR of " + near + " and MAXVAL of " + maxVal + " for " + precision + " bits");
        }
        CodingParameters defaults = CodingParameters.defaults(maxVal, near);
        CodingParameters coding = new CodingParameters(
                maxVal,
                near,
                presets[1] == 0 ? defaults.t1() : presets[1],
                presets[2] == 0 ? defaults.t2() : presets[2],
                presets[3] == 0 ? defaults.t3() : presets[3],
                presets[4] == 0 ? defaults.reset() : presets[4]);
        if (!coding.isValid()) {
            throw reader.broken("preset coding parameters are out of range");
        }
        return coding;
    }

    private void decodeLines(int[] components, CodingParameters coding, InterleaveMode mode) throws CodecException {
        int width = pixels.columns();
        ScanDecoder scan = new ScanDecoder(frame, coding, width);
        int[][] above = new int[components.length][width + 2];
        int[][] line = new int[components.length][width + 2];
        int[] runIndex = new int[components.length];
        startSegment(scan);
        int restarts = 0;
        long untilRestart = restartInterval == 0 ? Long.MAX_VALUE : restartInterval;
        for (int row = 0; row < pixels.rows(); row++) {
            if (untilRestart-- == 0) {
                if (reader.nextMarker() != Markers.RST0 + restarts % 8) {
                    throw reader.broken("restart marker " + restarts % 8 + " expected");
                }
                restarts++;
                untilRestart = restartInterval - 1;
                startSegment(scan);
                Arrays.fill(runIndex, 0);
                for (int i = 0; i < components.length; i++) {
                    Arrays.fill(above[i], 0);
                }
            }
            if (mode == InterleaveMode.SAMPLE) {
                runIndex[0] = scan.decodeLines(above, line, runIndex[0]);
            } else {
                for (int i = 0; i < components.length; i++) {
                    runIndex[i] = scan.decodeLine(above[i], line[i], runIndex[i]);
                }
            }
            for (int i = 0; i < components.length; i++) {
                rows.write(row, components[i], line[i], 1);
            }
            int[][] spare = above;
            above = line;
            line = spare;
        }
    }

    private void startSegment(ScanDecoder scan) {
        EntropySegment segment = EntropySegment.at(frame, reader.position());
        reader.position(segment.end);
        scan.start(segment);
    }
}
