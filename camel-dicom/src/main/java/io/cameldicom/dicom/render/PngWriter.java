package io.cameldicom.dicom.render;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/**
 * Portable Network Graphics (ISO/IEC 15948): gray or RGB, not interlaced. Written row by row, so that a picture of any
 * size takes the memory of a few rows.
 */
public final class PngWriter {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int GRAY = 0;
    private static final int RGB = 2;
    private static final int NO_FILTER = 0;
    private static final int SUB = 1;
    private static final int UP = 2;
    /** Bytes of image data in a chunk. */
    private static final int CHUNK = 64 * 1024;

    private final PixelRows rows;
    private final int sampleBytes;
    private final int pixelBytes;
    private final int lineBytes;
    private final DataOutputStream out;

    private PngWriter(PixelRows rows, OutputStream out) {
        this.rows = rows;
        this.sampleBytes = rows.maximum() > 255 ? 2 : 1;
        this.pixelBytes = rows.samples() * sampleBytes;
        this.lineBytes = rows.width() * pixelBytes;
        this.out = new DataOutputStream(out);
    }

    /**
     * Samples of more than eight bits become sixteen, as bright as they were.
     *
     * @param pixelsPerMeter the resolution to note in the file; 0 for none
     * @param out flushed, not closed
     */
    public static void write(PixelRows rows, int pixelsPerMeter, OutputStream out) throws IOException {
        try {
            new PngWriter(rows, out).write(pixelsPerMeter);
        } catch (UncheckedIOException e) { // of a row
            throw e.getCause();
        }
    }

    private void write(int pixelsPerMeter) throws IOException {
        out.write(SIGNATURE);
        chunk("IHDR", header(), 13);
        if (pixelsPerMeter > 0) {
            chunk("pHYs", resolution(pixelsPerMeter), 9);
        }
        imageData();
        chunk("IEND", new byte[0], 0);
        out.flush();
    }

    private byte[] header() throws IOException {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        DataOutputStream fields = new DataOutputStream(header);
        fields.writeInt(rows.width());
        fields.writeInt(rows.height());
        fields.writeByte(sampleBytes == 2 ? 16 : 8);
        fields.writeByte(rows.samples() == 1 ? GRAY : RGB);
        fields.writeByte(0); // deflate
        fields.writeByte(0); // the five filters
        fields.writeByte(0); // not interlaced
        return header.toByteArray();
    }

    private static byte[] resolution(int pixelsPerMeter) throws IOException {
        ByteArrayOutputStream resolution = new ByteArrayOutputStream();
        DataOutputStream fields = new DataOutputStream(resolution);
        fields.writeInt(pixelsPerMeter);
        fields.writeInt(pixelsPerMeter);
        fields.writeByte(1); // the unit is the meter
        return resolution.toByteArray();
    }

    /** Each line in that of three filters whose bytes are smallest, which deflates best (ISO/IEC 15948, 12.8). */
    private void imageData() throws IOException {
        byte[] above = new byte[lineBytes];
        byte[] line = new byte[lineBytes];
        int[] row = new int[rows.width() * rows.samples()];
        byte[][] filtered = new byte[3][lineBytes + 1];
        try (DeflaterOutputStream data = new DeflaterOutputStream(new Chunks())) {
            for (int y = 0; y < rows.height(); y++) {
                rows.read(y, row);
                pack(row, line);
                data.write(filtered[filter(line, above, filtered)]);
                byte[] free = above;
                above = line;
                line = free;
            }
        }
    }

    /** Samples of 16 bits are big endian. */
    private void pack(int[] row, byte[] line) {
        if (sampleBytes == 1) {
            for (int i = 0; i < line.length; i++) {
                line[i] = (byte) row[i];
            }
            return;
        }
        long maximum = rows.maximum();
        for (int i = 0; i < row.length; i++) {
            int scaled = (int) ((row[i] * 0xFFFFL + maximum / 2) / maximum);
            line[2 * i] = (byte) (scaled >> 8);
            line[2 * i + 1] = (byte) scaled;
        }
    }

    /** @return the filter whose output is best */
    private int filter(byte[] line, byte[] above, byte[][] filtered) {
        long[] cost = new long[3];
        for (int filter = NO_FILTER; filter <= UP; filter++) {
            filtered[filter][0] = (byte) filter;
        }
        for (int i = 0; i < lineBytes; i++) {
            byte left = i < pixelBytes ? 0 : line[i - pixelBytes];
            filtered[NO_FILTER][i + 1] = line[i];
            filtered[SUB][i + 1] = (byte) (line[i] - left);
            filtered[UP][i + 1] = (byte) (line[i] - above[i]);
            for (int filter = NO_FILTER; filter <= UP; filter++) {
                cost[filter] += Math.abs(filtered[filter][i + 1]);
            }
        }
        int best = cost[SUB] < cost[NO_FILTER] ? SUB : NO_FILTER;
        return cost[UP] < cost[best] ? UP : best;
    }

    private void chunk(String type, byte[] data, int length) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data, 0, length);
        out.writeInt(length);
        out.write(name);
        out.write(data, 0, length);
        out.writeInt((int) crc.getValue());
    }

    /** Makes chunks of the image data as it is deflated. */
    private final class Chunks extends OutputStream {
        private final byte[] buffer = new byte[CHUNK];
        private int count;

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            int from = offset;
            int left = length;
            while (left > 0) {
                int part = Math.min(left, buffer.length - count);
                System.arraycopy(bytes, from, buffer, count, part);
                count += part;
                from += part;
                left -= part;
                if (count == buffer.length) {
                    end();
                }
            }
        }

        @Override
        public void close() throws IOException {
            if (count > 0) {
                end();
            }
        }

        private void end() throws IOException {
            chunk("IDAT", buffer, count);
            count = 0;
        }
    }
}
