package io.cameldicom.dicom.codec.rle;

import io.cameldicom.dicom.codec.CodecException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Encodes the segments of one frame (PS3.5 sections G.3.1, G.4 and G.5). */
final class RleEncoder {
    private static final int LONGEST_RUN = 128;

    private final byte[] frame;
    private final RleSegments segments;
    private byte[] encoded;
    private int length;

    RleEncoder(byte[] frame, RleSegments segments) {
        this.frame = frame;
        this.segments = segments;
        this.encoded = new byte[RleSegments.HEADER_LENGTH + segments.length() / 2 + LONGEST_RUN];
    }

    ByteBuffer encode() throws CodecException {
        int[] offsets = new int[segments.count()];
        length = RleSegments.HEADER_LENGTH;
        byte[] row = new byte[segments.rowLength()];
        for (int segment = 0; segment < offsets.length; segment++) {
            offsets[segment] = length;
            int from = segments.start(segment);
            for (int i = 0; i < segments.rows(); i++) {
                for (int j = 0; j < row.length; j++, from += segments.stride()) {
                    row[j] = frame[from];
                }
                encodeRow(row);
            }
            if (length % 2 != 0) {
                reserve(1);
                encoded[length++] = 0;
            }
        }
        ByteBuffer header = ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(offsets.length);
        for (int offset : offsets) {
            header.putInt(offset);
        }
        return ByteBuffer.wrap(encoded, 0, length);
    }

    private void encodeRow(byte[] row) throws CodecException {
        reserve(row.length + (row.length + LONGEST_RUN - 1) / LONGEST_RUN);
        byte[] to = encoded;
        int out = length;
        int literal = 0;
        int at = 0;
        while (at < row.length) {
            byte value = row[at];
            int end = at + 1;
            int limit = Math.min(row.length, at + LONGEST_RUN);
            while (end < limit && row[end] == value) {
                end++;
            }
            int run = end - at;
            // a run of two within literals would cost as much as it saves, and a byte more if literals follow
            if (run > 2 || run == 2 && literal == at) {
                out = putLiteral(row, literal, at, to, out);
                to[out++] = (byte) (1 - run);
                to[out++] = value;
                literal = end;
            }
            at = end;
        }
        length = putLiteral(row, literal, at, to, out);
    }

    private static int putLiteral(byte[] row, int from, int end, byte[] to, int at) {
        int out = at;
        for (int start = from; start < end; start += LONGEST_RUN) {
            int count = Math.min(LONGEST_RUN, end - start);
            to[out++] = (byte) (count - 1);
            System.arraycopy(row, start, to, out, count);
            out += count;
        }
        return out;
    }

    private void reserve(int more) throws CodecException {
        if (more > Integer.MAX_VALUE - 8 - length) {
            throw new CodecException("the frame does not fit 2 GiB in RLE");
        }
        if (more > encoded.length - length) {
            long wanted = Math.max(length + (long) more, length + (length >> 1) + 64L);
            encoded = Arrays.copyOf(encoded, (int) Math.min(wanted, Integer.MAX_VALUE - 8));
        }
    }
}
