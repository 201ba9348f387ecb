package io.cameldicom.dicom.codec.jpeg;

import io.cameldicom.dicom.codec.CodecException;
import io.cameldicom.dicom.codec.EncodedFrame;
import io.cameldicom.dicom.codec.marker.MarkerReader;
import io.cameldicom.dicom.pixel.PixelDescription;
import io.cameldicom.dicom.pixel.SampleRows;

/** Decodes the marker segments and scans of one frame (T.81 Annexes B and E). */
final class JpegDecoder {
    /** More than any encoder makes of 64 coefficients of four components; a bound for broken streams. */
    private static final int MOST_SCANS = 1000;

    private static final int ADOBE_LENGTH = 12;

    private final PixelDescription encoded;
    private final boolean lossless;
    private final MarkerReader markers;
    private final BitReader in;
    private final byte[] target;
    private final PixelDescription pixels;
    private final JpegTables tables = new JpegTables();

    private FrameHeader frame;
    private Plane[] planes;
    private PlaneOutput output;
    private boolean[] decoded;
    private int scans;
    /** What an Adobe marker says of the components: 0 untransformed, else transformed; -1 without a marker. */
    private int adobeTransform = -1;

    /**
     * @param encoded the attributes beside the frame
     * @param lossless whether the transfer syntax has the lossless process
     * @param pixels the native frame
     */
    JpegDecoder(
            EncodedFrame source, PixelDescription encoded, boolean lossless, PixelDescription pixels, byte[] target) {
        this.encoded = encoded;
        this.lossless = lossless;
        this.markers = new MarkerReader(source);
        this.in = new BitReader(source);
        this.pixels = pixels;
        this.target = target;
    }

    /** Ends when every component was decoded, for sequential processes without the end of image marker. */
    void decode() throws CodecException {
        if (markers.isAtEnd() || markers.nextMarker() != Markers.SOI) {
            throw new CodecException("not a JPEG stream: no start of image marker", 0);
        }
        do {
            int marker = markers.nextMarker();
            if (marker == Markers.EOI) {
                finish();
                return;
            }
            markers.enterSegment();
            readSegment(marker);
            if (marker != Markers.SOS) {
                markers.leaveSegment();
            }
        } while (frame == null || isProgressive() || !allDecoded());
        finish();
    }

    private boolean isProgressive() {
        return frame.process() == Markers.SOF2_PROGRESSIVE;
    }

    private boolean allDecoded() {
        for (boolean each : decoded) {
            if (!each) {
                return false;
            }
        }
        return true;
    }

    private void readSegment(int marker) throws CodecException {
        switch (marker) {
            case Markers.SOF0_BASELINE,
                    Markers.SOF1_EXTENDED,
                    Markers.SOF2_PROGRESSIVE,
                    Markers.SOF3_LOSSLESS -> readFrameHeader(marker);
            case Markers.DHT -> tables.readHuffman(markers);
            case Markers.DQT -> tables.readQuantization(markers);
            case Markers.DRI -> tables.readRestartInterval(markers);
            case Markers.SOS -> readScan();
            case Markers.APP14 -> readAdobe();
            default -> {
                boolean ignorable = marker >= Markers.APP0 && marker <= Markers.APP15
                        || marker == Markers.COM
                        || marker == Markers.DNL;
                if (!ignorable) {
                    throw markers.broken(String.format("marker FF%02X: %s", marker, refusal(marker)));
                }
            }
        }
    }

    /** T.81 table B.1 */
    private static String refusal(int marker) {
        return switch (marker) {
            case 0xC9, 0xCA, 0xCB, 0xCC, 0xCD, 0xCE, 0xCF -> "arithmetic coding is not supported";
            case 0xC5, 0xC6, 0xC7, 0xDE, 0xDF -> "hierarchical processes are not supported";
            default -> "does not belong here";
        };
    }

    private void readFrameHeader(int process) throws CodecException {
        if (frame != null) {
            throw markers.broken("second frame header");
        }
        if (lossless != (process == Markers.SOF3_LOSSLESS)) {
            throw markers.broken(
                    lossless
                            ? "DCT-based process in a lossless transfer syntax"
                            : "lossless process in a transfer syntax that is not");
        }
        frame = FrameHeader.read(process, markers, pixels);
        decoded = new boolean[frame.components().length];
        if (!lossless) {
            planes = new Plane[frame.components().length];
            for (int i = 0; i < planes.length; i++) {
                planes[i] = new Plane(frame, frame.components()[i]);
                if (isProgressive()) {
                    planes[i].allocateCoefficients();
                }
            }
        }
    }

    /** "Adobe", version, flags and the transform, in the order that its technical note 5116 gives. */
    private void readAdobe() throws CodecException {
        boolean isAdobe = markers.remaining() >= ADOBE_LENGTH
                && markers.readUnsigned(4) == 0x41646F62
                && markers.readByte() == 'e';
        if (isAdobe) {
            markers.readUnsigned(4);
            markers.readUnsignedShort();
            adobeTransform = markers.readByte();
        }
    }

    private void readScan() throws CodecException {
        if (frame == null) {
            throw markers.broken("scan before the frame header");
        }
        if (++scans > MOST_SCANS) {
            throw markers.broken("more than " + MOST_SCANS + " scans");
        }
        ScanHeader scan = ScanHeader.read(markers, frame);
        for (int component : scan.components()) {
            if (decoded[component] && !isProgressive()) {
                throw markers.broken("component " + frame.components()[component].id() + " comes a second time");
            }
            decoded[component] = true;
        }
        HuffmanDecodingTable[] dc = null;
        HuffmanDecodingTable[] ac = null;
        if (!isProgressive() || scan.start() == 0 && scan.high() == 0) {
            dc = tables.dc(scan.dcTables(), markers);
        }
        if (!lossless && (!isProgressive() || scan.start() > 0)) {
            ac = tables.ac(scan.acTables(), markers);
        }
        markers.leaveSegment();
        if (lossless) {
            SampleRows rows = new SampleRows(target, pixels, Math.min(frame.precision(), pixels.highBit() + 1));
            new LosslessScanDecoder(frame, scan, dc, tables.restartInterval(), in, markers).decode(rows);
            return;
        }
        ScanContext context = new ScanContext(frame, scan, dc, ac, tables.restartInterval(), in, markers);
        Plane[] scanned = new Plane[scan.components().length];
        for (int i = 0; i < scanned.length; i++) {
            scanned[i] = planes[scan.components()[i]];
        }
        if (isProgressive()) {
            new ProgressiveScanDecoder(context, scanned).decode();
        } else {
            decodeSequential(context, scanned);
        }
    }

    /** A scan of all components is written strip by strip, those of some wait for the others. */
    private void decodeSequential(ScanContext context, Plane[] scanned) throws CodecException {
        boolean whole = scanned.length == planes.length;
        int[][] quantization = new int[scanned.length][];
        for (int i = 0; i < scanned.length; i++) {
            int component = context.scan().components()[i];
            quantization[i] = tables.quantization(frame.components()[component].quantization(), markers);
            scanned[i].allocateSamples(whole ? scanned[i].vertical : scanned[i].paddedDown);
        }
        if (whole) {
            output = output();
        }
        new SequentialScanDecoder(context, scanned, quantization).decode(output);
    }

    private PlaneOutput output() {
        return new PlaneOutput(target, pixels, frame, planes, isTransformed());
    }

    /** An Adobe marker or components named R, G, B tell; else the attributes do, for JPEG itself does not. */
    private boolean isTransformed() {
        FrameHeader.Component[] components = frame.components();
        if (components.length != 3) {
            return false;
        }
        if (adobeTransform >= 0) {
            return adobeTransform > 0;
        }
        boolean named = components[0].id() == 'R' && components[1].id() == 'G' && components[2].id() == 'B';
        return !named && encoded.photometricInterpretation().isYbr();
    }

    private void finish() throws CodecException {
        if (frame == null || !allDecoded()) {
            throw markers.broken("JPEG stream ends before all components were decoded");
        }
        if (isProgressive()) {
            writeCoefficients();
        } else if (!lossless && output == null) {
            output().write(0, Plane.ceilDivide(frame.lines(), 8 * frame.maxVertical()));
        }
    }

    private void writeCoefficients() throws CodecException {
        int[][] quantization = new int[planes.length][];
        for (int i = 0; i < planes.length; i++) {
            quantization[i] = tables.quantization(frame.components()[i].quantization(), markers);
            planes[i].allocateSamples(planes[i].vertical);
        }
        PlaneOutput whole = output();
        int[] block = new int[64];
        int unitRows = Plane.ceilDivide(frame.lines(), 8 * frame.maxVertical());
        for (int unitRow = 0; unitRow < unitRows; unitRow++) {
            for (int i = 0; i < planes.length; i++) {
                Plane plane = planes[i];
                for (int v = 0; v < plane.vertical; v++) {
                    int blockRow = unitRow * plane.vertical + v;
                    for (int b = 0; b < plane.paddedAcross; b++) {
                        int from = (blockRow * plane.paddedAcross + b) * 64;
                        for (int k = 0; k < 64; k++) {
                            block[ZigZag.BY_ROW[k]] = plane.coefficients[from + k] * quantization[i][k];
                        }
                        InverseDct.transform(
                                block, frame.precision(), plane.samples, v * 8 * plane.stride + b * 8, plane.stride);
                    }
                }
                plane.firstLine = unitRow * plane.vertical * 8;
            }
            whole.write(unitRow, 1);
        }
    }
}
