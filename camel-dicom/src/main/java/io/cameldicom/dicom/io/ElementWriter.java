package io.cameldicom.dicom.io;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.BulkData;
import io.cameldicom.dicom.data.ByteOrders;
import io.cameldicom.dicom.data.ElementVisitor;
import io.cameldicom.dicom.data.Fragments;
import io.cameldicom.dicom.data.Sequence;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Writes the elements of one data set or item (PS3.5 section 7). */
final class ElementWriter implements ElementVisitor {

    private static final long UNDEFINED = 0xFFFFFFFFL;
    private static final int CHUNK = 8 * 1024;

    private final ByteSink out;
    private final EncodedLengths lengths;
    private final Attributes attributes;
    private final boolean explicitVr;
    private final boolean bigEndian;

    ElementWriter(ByteSink out, EncodedLengths lengths, Attributes attributes, boolean explicitVr, boolean bigEndian) {
        this.out = out;
        this.lengths = lengths;
        this.attributes = attributes;
        this.explicitVr = explicitVr;
        this.bigEndian = bigEndian;
    }

    @Override
    public void bytes(int tag, VR vr, int reserved, byte[] array, int offset, int length) throws IOException {
        if (!EncodedLengths.isWritten(tag, attributes, explicitVr, bigEndian)) {
            return;
        }
        header(tag, vr, reserved, length);
        if (swaps(vr, length, attributes.bigEndian())) {
            byte[] swapped = Arrays.copyOfRange(array, offset, offset + length);
            ByteOrders.swap(swapped, 0, length, vr.swapUnit());
            out.write(swapped, 0, length);
        } else {
            out.write(array, offset, length);
        }
    }

    /** UN is little endian always (PS3.5 6.2.2), also when it stands for a VR whose value was too long. */
    private boolean swaps(VR vr, long length, boolean valueBigEndian) {
        boolean target = bigEndian && (!explicitVr || EncodedLengths.writtenVr(vr, length) != VR.UN);
        return vr.swapUnit() > 1 && length > 1 && valueBigEndian != target;
    }

    @Override
    public void sequence(int tag, VR vr, int reserved, Sequence sequence) throws IOException {
        long length = lengths.next();
        header(tag, vr, reserved, sequence.undefinedLength() ? UNDEFINED : checked(tag, length));
        // PS3.5 6.2.2: what is in a sequence of VR UN is implicit VR little endian
        boolean unknown = vr == VR.UN;
        for (Attributes item : sequence) {
            long itemLength = lengths.next();
            item(Tag.Item, item.undefinedLength() ? UNDEFINED : checked(tag, itemLength), bigEndian && !unknown);
            item.accept(new ElementWriter(out, lengths, item, explicitVr && !unknown, bigEndian && !unknown));
            if (item.undefinedLength()) {
                item(Tag.ItemDelimitationItem, 0, bigEndian && !unknown);
            }
        }
        if (sequence.undefinedLength()) {
            item(Tag.SequenceDelimitationItem, 0, bigEndian && !unknown);
        }
    }

    @Override
    public void fragments(int tag, VR vr, int reserved, Fragments fragments) throws IOException {
        header(tag, vr, reserved, UNDEFINED);
        for (int i = 0; i < fragments.size(); i++) {
            item(Tag.Item, checked(tag, fragments.length(i)), bigEndian);
            ByteBuffer buffer = fragments.buffer(i);
            if (buffer == null) {
                copy(tag, fragments.bulkData(i), 1);
            } else {
                out.write(buffer);
            }
        }
        if (fragments.delimited() || !attributes.isAsRead(explicitVr, bigEndian)) {
            item(Tag.SequenceDelimitationItem, 0, bigEndian);
        }
    }

    @Override
    public void bulkData(int tag, VR vr, int reserved, BulkData bulkData) throws IOException {
        header(tag, vr, reserved, checked(tag, bulkData.length()));
        copy(tag, bulkData, swaps(vr, bulkData.length(), bulkData.bigEndian()) ? vr.swapUnit() : 1);
    }

    private void copy(int tag, BulkData bulkData, int swapUnit) throws IOException {
        byte[] chunk = new byte[CHUNK];
        try (InputStream in = bulkData.openStream()) {
            // whole chunks, so that no number is cut in two
            for (int n = in.readNBytes(chunk, 0, CHUNK); n > 0; n = in.readNBytes(chunk, 0, CHUNK)) {
                ByteOrders.swap(chunk, 0, n, swapUnit);
                out.write(chunk, 0, n);
            }
        } catch (IOException e) {
            throw new IOException(Tag.format(tag) + ": bulk data cannot be read or written", e);
        }
    }

    private static long checked(int tag, long length) throws IOException {
        if (length < 0 || length >= UNDEFINED) {
            throw new IOException(Tag.format(tag) + ": length " + length + " cannot be written in four bytes");
        }
        return length;
    }

    private void header(int tag, VR vr, int reserved, long length) throws IOException {
        out.writeTag(tag, bigEndian);
        if (!explicitVr) {
            out.writeInt((int) length, bigEndian);
            return;
        }
        VR written = length == UNDEFINED ? vr : EncodedLengths.writtenVr(vr, length);
        out.writeShort(written.code(), true);
        if (written.longHeader()) {
            out.writeShort(reserved, true);
            out.writeInt((int) length, bigEndian);
        } else {
            out.writeShort((int) length, bigEndian);
        }
    }

    private void item(int tag, long length, boolean itemBigEndian) throws IOException {
        out.writeTag(tag, itemBigEndian);
        out.writeInt((int) length, itemBigEndian);
    }
}
