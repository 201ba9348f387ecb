package io.cameldicom.dicom.render;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/** Portable Network Graphics (ISO/IEC 15948): gray or RGB, not interlaced. */
final class PngEncoder {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int GRAY = 0;
    private static final int RGB = 2;
    private static final int NO_FILTER = 0;
    private static final int SUB = 1;
    private static final int UP = 2;

    private final Picture picture;
    private final int pixelBytes;
    private final int lineBytes;

    private PngEncoder(Picture picture) {
        this.picture = picture;
        this.pixelBytes = picture.samples() * (picture.bits() > 8 ? 2 : 1);
        this.lineBytes = picture.width() * pixelBytes;
    }

    static byte[] encode(Picture picture) {
        try {
            return new PngEncoder(picture).encode();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // nothing is written but memory
        }
    }

    private byte[] encode() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(SIGNATURE);
        chunk(out, "IHDR", header());
        chunk(out, "IDAT", imageData());
        chunk(out, "IEND", new byte[0]);
        return bytes.toByteArray();
    }

    private byte[] header() throws IOException {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(header);
        out.writeInt(picture.width());
        out.writeInt(picture.height());
        out.writeByte(picture.bits() > 8 ? 16 : 8);
        out.writeByte(picture.samples() == 1 ? GRAY : RGB);
        out.writeByte(0); // deflate
        out.writeByte(0); // the five filters
        out.writeByte(0); // not interlaced
        return header.toByteArray();
    }

    /** Each line in that of three filters whose bytes are smallest, which deflates best (ISO/IEC 15948, 12.8). */
    private byte[] imageData() throws IOException {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        byte[] above = new byte[lineBytes];
        byte[] line = new byte[lineBytes];
        byte[][] filtered = new byte[3][lineBytes + 1];
        try (DeflaterOutputStream out = new DeflaterOutputStream(data)) {
            for (int y = 0; y < picture.height(); y++) {
                read(y, line);
                out.write(filtered[filter(line, above, filtered)]);
                byte[] free = above;
                above = line;
                line = free;
            }
        }
        return data.toByteArray();
    }

    /** Samples of 16 bits are big endian, and as bright as they were with fewer. */
    private void read(int y, byte[] line) {
        if (picture.bits() == 8) {
            System.arraycopy(picture.data(), y * lineBytes, line, 0, lineBytes);
            return;
        }
        long maximum = (1 << picture.bits()) - 1;
        for (int at = 0; at < lineBytes; at += 2) {
            int value = LookupTable.word(picture.data(), (y * lineBytes + at) / 2, false);
            int scaled = (int) ((value * 0xFFFF + maximum / 2) / maximum);
            line[at] = (byte) (scaled >> 8);
            line[at + 1] = (byte) scaled;
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

    private static void chunk(DataOutputStream out, String type, byte[] data) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data);
        out.writeInt(data.length);
        out.write(name);
        out.write(data);
        out.writeInt((int) crc.getValue());
    }
}
