package io.cameldicom.dicom.transcode;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.BulkData;
import io.cameldicom.dicom.data.Fragments;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Compressed frames waiting to be written, one fragment each, with the tables of their offsets (PS3.5 section A.4): the
 * Basic Offset Table, or the extended one where it is wanted or an offset needs more than 32 bits.
 */
final class EncodedPixels {
    private static final int ITEM_HEADER = 8;
    private static final long MOST_IN_BASIC_TABLE = 0xFFFFFFFFL;

    private final SpooledBytes spool;
    private long[] lengths = new long[16];
    private int count;
    private long total;

    EncodedPixels(SpooledBytes spool) {
        this.spool = spool;
    }

    void add(ByteBuffer frame) throws IOException {
        if (count == lengths.length) {
            lengths = Arrays.copyOf(lengths, count * 2);
        }
        int length = frame.remaining();
        lengths[count++] = length;
        total += length;
        byte[] bytes = frame.array();
        spool.write(bytes, frame.arrayOffset() + frame.position(), length);
        if (length % 2 != 0) {
            spool.write(0);
        }
    }

    /** Bytes of all frames, padding not included. */
    long total() {
        return total;
    }

    /** Makes these the pixel data of the attributes. */
    void putInto(Attributes attributes, OffsetTable table) {
        boolean extended =
                table == OffsetTable.EXTENDED || table == OffsetTable.BASIC && offset(count - 1) > MOST_IN_BASIC_TABLE;
        if (extended) {
            attributes.setBytes(Tag.ExtendedOffsetTable, VR.OV, numbers(attributes, false));
            attributes.setBytes(Tag.ExtendedOffsetTableLengths, VR.OV, numbers(attributes, true));
        }
        Fragments fragments = attributes.newFragments(Tag.PixelData, VR.OB);
        fragments.add(extended || table == OffsetTable.EMPTY ? new byte[0] : basicTable());
        long start = 0;
        for (int frame = 0; frame < count; frame++) {
            fragments.add(BulkData.of(spool, start, even(lengths[frame]), false));
            start += even(lengths[frame]);
        }
    }

    private static long even(long length) {
        return length + (length & 1);
    }

    /** Offset of a frame's item from the first. */
    private long offset(int frame) {
        long offset = 0;
        for (int i = 0; i < frame; i++) {
            offset += ITEM_HEADER + even(lengths[i]);
        }
        return offset;
    }

    private byte[] basicTable() {
        ByteBuffer table = ByteBuffer.allocate(count * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        long offset = 0;
        for (int frame = 0; frame < count; frame++) {
            table.putInt((int) offset);
            offset += ITEM_HEADER + even(lengths[frame]);
        }
        return table.array();
    }

    /** The extended table of lengths or of offsets, in the byte order that the attributes keep numbers in. */
    private byte[] numbers(Attributes attributes, boolean ofLengths) {
        ByteBuffer table = ByteBuffer.allocate(count * Long.BYTES)
                .order(attributes.bigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        long offset = 0;
        for (int frame = 0; frame < count; frame++) {
            table.putLong(ofLengths ? lengths[frame] : offset);
            offset += ITEM_HEADER + even(lengths[frame]);
        }
        return table.array();
    }
}
