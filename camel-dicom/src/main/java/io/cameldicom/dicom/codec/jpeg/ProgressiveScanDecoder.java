package io.cameldicom.dicom.codec.jpeg;

import io.cameldicom.dicom.codec.CodecException;
import java.util.Arrays;

/** Decodes a scan of the progressive DCT process into the coefficients of the planes (T.81 Annex G). */
final class ProgressiveScanDecoder {
    private final ScanContext context;
    private final ScanHeader scan;
    private final BitReader in;
    private final Plane[] planes;
    private final int[] predictions;
    /** EOBRUN: blocks whose band is at its end, this one included. */
    private int endOfBandRun;

    /** @param planes of the scan's components, with room for coefficients */
    ProgressiveScanDecoder(ScanContext context, Plane[] planes) throws CodecException {
        this.context = context;
        this.scan = context.scan();
        this.in = context.in();
        this.planes = planes;
        this.predictions = new int[planes.length];
        boolean band = scan.start() == 0
                ? scan.end() == 0
                : scan.end() >= scan.start() && scan.end() <= 63 && planes.length == 1;
        boolean bits = scan.low() <= 13 && (scan.high() == 0 || scan.high() == scan.low() + 1);
        if (!band || !bits) {
            throw context.markers().broken("spectral selection or successive approximation is out of range");
        }
    }

    void decode() throws CodecException {
        boolean interleaved = context.isInterleaved();
        int across = interleaved ? planes[0].paddedAcross / planes[0].horizontal : planes[0].blocksAcross;
        int down = interleaved ? planes[0].paddedDown / planes[0].vertical : planes[0].blocksDown;
        int untilRestart = context.restartInterval();
        int restarts = 0;
        context.markers().position(in.start(context.markers().position()));
        for (int unitRow = 0; unitRow < down; unitRow++) {
            for (int unit = 0; unit < across; unit++) {
                if (context.restartInterval() > 0 && untilRestart-- == 0) {
                    Restarts.next(context.markers(), in, restarts++);
                    Arrays.fill(predictions, 0);
                    endOfBandRun = 0;
                    untilRestart = context.restartInterval() - 1;
                }
                if (interleaved) {
                    decodeUnit(unitRow, unit);
                } else {
                    decodeBlock(0, unitRow, unit);
                }
            }
            in.checkNotExhausted();
        }
    }

    private void decodeUnit(int unitRow, int unit) throws CodecException {
        for (int i = 0; i < planes.length; i++) {
            int horizontal = planes[i].horizontal;
            int vertical = planes[i].vertical;
            for (int v = 0; v < vertical; v++) {
                for (int h = 0; h < horizontal; h++) {
                    decodeBlock(i, unitRow * vertical + v, unit * horizontal + h);
                }
            }
        }
    }

    private void decodeBlock(int component, int blockRow, int blockColumn) throws CodecException {
        Plane plane = planes[component];
        short[] coefficients = plane.coefficients;
        int at = (blockRow * plane.paddedAcross + blockColumn) * 64;
        if (scan.start() == 0) {
            if (scan.high() == 0) {
                predictions[component] += readDifference(context.dcTables()[component]);
                coefficients[at] = (short) (predictions[component] << scan.low());
            } else {
                coefficients[at] |= (short) (in.readBits(1) << scan.low());
            }
        } else if (scan.high() == 0) {
            readBand(coefficients, at);
        } else {
            refineBand(coefficients, at);
        }
    }

    private int readDifference(HuffmanDecodingTable table) throws CodecException {
        int size = in.readSymbol(table);
        if (size > 15) {
            throw in.noCode();
        }
        return HuffmanDecodingTable.extend(in.readBits(size), size);
    }

    /** G.1.2.2: the first scan of a band. */
    private void readBand(short[] coefficients, int at) throws CodecException {
        if (endOfBandRun > 0) {
            endOfBandRun--;
            return;
        }
        HuffmanDecodingTable table = context.acTables()[0];
        int k = scan.start();
        while (k <= scan.end()) {
            int symbol = in.readSymbol(table);
            int run = symbol >> 4;
            int size = symbol & 15;
            if (size == 0 && run < 15) {
                endOfBandRun = (1 << run) - 1 + in.readBits(run);
                return;
            }
            k += run;
            if (k > scan.end()) {
                throw in.broken("more coefficients than the band has");
            }
            coefficients[at + k] = (short) (HuffmanDecodingTable.extend(in.readBits(size), size) << scan.low());
            k++;
        }
    }

    /** G.1.2.3: one more bit of a band's coefficients, and those that were zero until now. */
    private void refineBand(short[] coefficients, int at) throws CodecException {
        HuffmanDecodingTable table = context.acTables()[0];
        int bit = 1 << scan.low();
        int k = scan.start();
        while (endOfBandRun == 0 && k <= scan.end()) {
            int symbol = in.readSymbol(table);
            int zeros = symbol >> 4;
            int size = symbol & 15;
            int value = 0;
            if (size == 1) {
                value = in.readBits(1) == 1 ? bit : -bit;
            } else if (size > 1) {
                throw in.broken("coefficient of more than one bit in a refinement");
            } else if (zeros < 15) {
                endOfBandRun = (1 << zeros) + in.readBits(zeros);
                break;
            }
            while (k <= scan.end() && (coefficients[at + k] != 0 || zeros-- > 0)) {
                refine(coefficients, at + k++, bit);
            }
            if (value != 0) {
                if (k > scan.end()) {
                    throw in.broken("more coefficients than the band has");
                }
                coefficients[at + k] = (short) value;
            }
            k++;
        }
        if (endOfBandRun > 0) {
            while (k <= scan.end()) {
                refine(coefficients, at + k++, bit);
            }
            endOfBandRun--;
        }
    }

    private void refine(short[] coefficients, int at, int bit) throws CodecException {
        int value = coefficients[at];
        if (value != 0 && in.readBits(1) == 1) {
            coefficients[at] = (short) (value > 0 ? value + bit : value - bit);
        }
    }
}
