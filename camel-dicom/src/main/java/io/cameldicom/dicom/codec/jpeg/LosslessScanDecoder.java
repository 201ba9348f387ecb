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
        if (tables.length > 1 && frame.maxHorizontal() * frame.maxVertical() > 1) {
            throw markers.broken("components interleaved by blocks are not supported in lossless JPEG");
        }
    }

    void decode(SampleRows target) throws CodecException {
        int count = scan.components().length;
        int[] above = new int[count * width];
        int[] row = new int[count * width];
        DifferenceTable common = commonTable();
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
            for (int i = common == null ? 0 : readDifferences(common, row); i < row.length; i++) {
                row[i] = readDifference(tables[i % count]);
            }
            if (first) {
                Prediction.undoFirst(row, count, 1 << frame.precision() - scan.low() - 1);
            } else {
                Prediction.undo(scan.start(), row, above, count);
            }
            write(target, line, row, above);
            in.checkNotExhausted();
            int[] spare = above;
            above = row;
            row = spare;
            first = false;
        }
    }

    /** The table of all components, or null if they have not one in common. */
    private DifferenceTable commonTable() {
        for (HuffmanDecodingTable table : tables) {
            if (table != tables[0]) {
                return null;
            }
        }
        return new DifferenceTable(tables[0]);
    }

    /** @param scratch is overwritten where samples do not lie as the target wants them */
    private void write(SampleRows target, int line, int[] row, int[] scratch) {
        int[] samples = row;
        if (scan.low() > 0) {
            samples = scratch;
            for (int i = 0; i < row.length; i++) {
                samples[i] = row[i] << scan.low();
            }
        }
        int count = scan.components().length;
        if (count == frame.components().length) {
            target.write(line, samples);
            return;
        }
        for (int i = 0; i < count; i++) {
            for (int x = 0; x < width; x++) {
                scratch[x] = samples[x * count + i];
            }
            target.write(line, scan.components()[i], scratch, 0);
        }
    }

    /** Reads differences until an entry of the table could hold more than are left; returns how many it read. */
    private int readDifferences(DifferenceTable table, int[] differences) throws CodecException {
        final long[] entries = table.entries;
        final byte[] source = in.source;
        final int last = in.lastPosition;
        long window = in.window;
        int available = in.available;
        int position = in.position;
        int x = 0;
        while (x <= differences.length - DifferenceTable.MOST) {
            if (available < HuffmanDecodingTable.LOOKUP_BITS) {
                if (position > last) {
                    throw in.exhausted();
                }
                window |= (long) BitReader.LONG.get(source, position) >>> available;
                int more = (63 - available) >> 3;
                position += more;
                available += more << 3;
            }
            long entry = entries[(int) (window >>> (64 - HuffmanDecodingTable.LOOKUP_BITS))];
            int count = (int) entry >> 8 & 0xFF;
            if (count == 0) {
                in.window = window;
                in.available = available;
                in.position = position;
                differences[x++] = readDifference(tables[0]);
                window = in.window;
                available = in.available;
                position = in.position;
            } else {
                differences[x] = (short) (entry >> 16);
                differences[x + 1] = (short) (entry >> 32);
                differences[x + 2] = (short) (entry >> 48);
                x += count;
                window <<= entry;
                available -= (int) entry & 0xFF;
            }
        }
        in.window = window;
        in.available = available;
        in.position = position;
        return x;
    }

    private int readDifference(HuffmanDecodingTable table) throws CodecException {
        in.fill();
        int found = table.values[(int) (in.window >>> (64 - HuffmanDecodingTable.LOOKUP_BITS))];
        int length = found & 0xFF;
        int difference = found >> 16;
        if (length == 0) {
            int symbol = table.symbol((int) (in.window >>> 48));
            int codeLength = symbol & 0xFF;
            int size = symbol >> 8;
            if (codeLength == 0 || size > 16) {
                throw in.noCode();
            }
            // no bits follow the code of 32768
            int extra = size & 15;
            int raw = (int) (in.window << codeLength >>> 1 >>> (63 - extra));
            difference = size == 16 ? 32768 : HuffmanDecodingTable.extend(raw, extra);
            length = codeLength + extra;
        }
        in.window <<= length;
        in.available -= length;
        return difference;
    }
}
