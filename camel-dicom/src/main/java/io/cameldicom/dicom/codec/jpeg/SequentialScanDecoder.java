package io.cameldicom.dicom.codec.jpeg;

import io.cameldicom.dicom.codec.CodecException;
import java.util.Arrays;

/** Decodes a scan of the sequential DCT processes, baseline and extended (T.81 section F.2). */
final class SequentialScanDecoder {
    private final ScanContext context;
    private final BitReader in;
    private final Plane[] planes;
    private final int[][] quantization;
    private final int precision;
    private final int[] predictions;
    private final int[] block = new int[64];

    /**
     * @param planes of the scan's components, with room for samples
     * @param quantization tables in zigzag order, of the scan's components
     */
    SequentialScanDecoder(ScanContext context, Plane[] planes, int[][] quantization) {
        this.context = context;
        this.in = context.in();
        this.planes = planes;
        this.quantization = quantization;
        this.precision = context.frame().precision();
        this.predictions = new int[planes.length];
    }

    /** @param output is told of every row of units in the planes' strip, or null to keep them in the planes */
    void decode(PlaneOutput output) throws CodecException {
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
                    untilRestart = context.restartInterval() - 1;
                }
                if (interleaved) {
                    decodeUnit(unitRow, unit);
                } else {
                    decodeBlock(0, unitRow, unit);
                }
            }
            in.checkNotExhausted();
            if (output != null) {
                output.write(unitRow, 1);
                for (Plane plane : planes) {
                    plane.firstLine += 8 * plane.vertical;
                }
            }
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
        int at = (blockRow * 8 - plane.firstLine) * plane.stride + blockColumn * 8;
        int last = readBlock(
                component, context.dcTables()[component], context.acTables()[component], quantization[component]);
        if (last == 0) {
            InverseDct.fill(block[0], precision, plane.samples, at, plane.stride);
            block[0] = 0;
        } else {
            InverseDct.transform(block, precision, plane.samples, at, plane.stride);
            Arrays.fill(block, 0);
        }
    }

    /**
     * Reads the coefficients of a block, dequantized, into the empty {@link #block}.
     *
     * @return the place in zigzag order of the last that is not zero
     */
    private int readBlock(int component, HuffmanDecodingTable dcTable, HuffmanDecodingTable acTable, int[] factors)
            throws CodecException {
        final int[] coefficients = block;
        final int[] values = acTable.values;
        final int[] byRow = ZigZag.BY_ROW;
        final byte[] source = in.source;
        final int lastPosition = in.lastPosition;

        predictions[component] += readDifference(dcTable);
        coefficients[0] = predictions[component] * factors[0];
        long window = in.window;
        int available = in.available;
        int position = in.position;
        int lastPlace = 0;
        int k = 1;
        while (k < 64) {
            if (available < 32) {
                if (position > lastPosition) {
                    throw in.exhausted();
                }
                window |= (long) BitReader.LONG.get(source, position) >>> available;
                int more = (63 - available) >> 3;
                position += more;
                available += more << 3;
            }
            int found = values[(int) (window >>> (64 - HuffmanDecodingTable.LOOKUP_BITS))];
            int length = found & 0xFF;
            int run = found >> 8 & 0xFF;
            int value = found >> 16;
            if (length == 0) {
                int symbol = acTable.symbol((int) (window >>> 48));
                int codeLength = symbol & 0xFF;
                int size = symbol >> 8 & 15;
                run = symbol >> 12;
                if (codeLength == 0) {
                    throw in.noCode();
                }
                if (size == 0 && run < 15) {
                    run = HuffmanDecodingTable.END_OF_BLOCK;
                }
                int raw = (int) (window << codeLength >>> 1 >>> (63 - size));
                value = HuffmanDecodingTable.extend(raw, size);
                length = codeLength + size;
            }
            window <<= length;
            available -= length;
            k += run;
            if (k > 63) {
                if (run != HuffmanDecodingTable.END_OF_BLOCK) {
                    throw in.broken("more coefficients than a block has");
                }
                break;
            }
            coefficients[byRow[k]] = value * factors[k];
            lastPlace = k++;
        }
        in.window = window;
        in.available = available;
        in.position = position;
        return lastPlace;
    }

    private int readDifference(HuffmanDecodingTable table) throws CodecException {
        in.fill();
        int found = table.values[(int) (in.window >>> (64 - HuffmanDecodingTable.LOOKUP_BITS))];
        int length = found & 0xFF;
        if (length != 0) {
            in.window <<= length;
            in.available -= length;
            return found >> 16;
        }
        int size = in.readSymbol(table);
        if (size > 15) {
            throw in.noCode();
        }
        return HuffmanDecodingTable.extend(in.readBits(size), size);
    }
}
