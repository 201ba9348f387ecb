package io.cameldicom.dicom.codec.jpeg;

import io.cameldicom.dicom.codec.CodecException;
import io.cameldicom.dicom.codec.marker.MarkerReader;
import io.cameldicom.dicom.pixel.SampleRows;

/** Decodes a scan of the lossless process with Huffman coding (T.81 Annex H). */
final class LosslessScanDecoder {
    private final FrameHeader frame;
    private final ScanHeader scan;
    private final HuffmanDecodingTable[] tables;
    private final int restartInterval;
    private final BitReader in;
    private final MarkerReader markers;
    private final int width;

    /**
     * @param tables by component of the scan
     * @param restartInterval samples of a component between restart markers, 0 for none
     */
    LosslessScanDecoder(
            FrameHeader frame,
            ScanHeader scan,
            HuffmanDecodingTable[] tables,
            int restartInterval,
            BitReader in,
            MarkerReader markers)
            throws CodecException {
        this.frame = frame;
        this.scan = scan;
        this.tables = tables;
        this.restartInterval = restartInterval;
        this.in = in;
        this.markers = markers;
        this.width = frame.columns();
        if (scan.start() < 1 || scan.start() > 7) {
            throw markers.broken("predictor " + scan.start() + " is not one of 1 to 7");
        }
        if (scan.low() >= frame.precision()) {
            throw markers.broken("point transform leaves no bits");
        }
        if (restartInterval % width != 0) {
            throw markers.broken("restart interval of a lossless scan is not a number of lines");
        }
        for (FrameHeader.Component component : frame.components()) {
            if (component.horizontal() != frame.maxHorizontal() || component.vertical() != frame.maxVertical()) {
                throw markers.broken("subsampled components are not supported in lossless JPEG");
            }
        }
    }

    void decode(SampleRows target) throws CodecException {
        int count = scan.components().length;
        int[][] above = new int[count][width];
        int[][] row = new int[count][width];
        int linesUntilRestart = 0;
        int restarts = 0;
        boolean first = true;
        markers.position(in.start(markers.position()));
        for (int line = 0; line < frame.lines(); line++) {
            if (restartInterval > 0 && line > 0 && --linesUntilRestart == 0) {
                Restarts.next(markers, in, restarts++);
                first = true;
            }
            if (first) {
                linesUntilRestart = restartInterval / width;
            }
            if (count == 1) {
                readDifferences(tables[0], row[0]);
            } else {
                readDifferences(row);
            }
            for (int i = 0; i < count; i++) {
                if (first) {
                    Prediction.undoFirst(row[i], 1 << frame.precision() - scan.low() - 1);
                } else {
                    Prediction.undo(scan.start(), row[i], above[i]);
                }
                write(target, line, scan.components()[i], row[i], above[i]);
            }
            in.checkNotExhausted();
            int[][] spare = above;
            above = row;
            row = spare;
            first = false;
        }
    }

    /** @param scratch is overwritten where there is a point transform */
    private void write(SampleRows target, int line, int component, int[] samples, int[] scratch) {
        int[] shifted = samples;
        if (scan.low() > 0) {
            shifted = scratch;
            for (int x = 0; x < width; x++) {
                shifted[x] = samples[x] << scan.low();
            }
        }
        target.write(line, component, shifted, 0);
    }

    private void readDifferences(HuffmanDecodingTable table, int[] row) throws CodecException {
        final int[] values = table.values;
        final byte[] source = in.source;
        final int last = in.lastPosition;
        long window = in.window;
        int available = in.available;
        int position = in.position;
        for (int x = 0; x < width; x++) {
            if (available < 32) {
                if (position > last) {
                    throw in.exhausted();
                }
                window |= (long) BitReader.LONG.get(source, position) >>> available;
                int more = (63 - available) >> 3;
                position += more;
                available += more << 3;
            }
            int found = values[(int) (window >>> (64 - HuffmanDecodingTable.LOOKUP_BITS))];
            int length = found & 0xFF;
            if (length == 0) {
                int symbol = table.symbol((int) (window >>> 48));
                int codeLength = symbol & 0xFF;
                int size = symbol >> 8;
                if (codeLength == 0 || size > 16) {
                    throw in.noCode();
                }
                int extra = size & 15;
                int raw = (int) (window << codeLength >>> 1 >>> (63 - extra));
                row[x] = size == 16 ? 32768 : HuffmanDecodingTable.extend(raw, extra);
                length = codeLength + extra;
            } else {
                row[x] = found >> 16;
            }
            window <<= length;
            available -= length;
        }
        in.window = window;
        in.available = available;
        in.position = position;
    }

    private void readDifferences(int[][] rows) throws CodecException {
        for (int x = 0; x < width; x++) {
            for (int i = 0; i < rows.length; i++) {
                rows[i][x] = readDifference(tables[i]);
            }
        }
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
        if (size > 16) {
            throw in.noCode();
        }
        return size == 16 ? 32768 : HuffmanDecodingTable.extend(in.readBits(size), size);
    }
}
