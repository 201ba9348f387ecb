package io.cameldicom.component;

import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.VR;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The elements of group 7FE0 in a stream, of which only the headers are looked at (PS3.5 7.1 and A.4). */
final class PixelDataElements {
    static final long NOTHING_FOLLOWS = -1;

    private static final int GROUP = 0x7FE0;
    private static final int UNDEFINED = -1;

    private final InputStream in;
    private final boolean explicitVr;
    private final ByteBuffer header = ByteBuffer.allocate(8);
    private long consumed;

    private PixelDataElements(InputStream in, TransferSyntax syntax) {
        this.in = in;
        this.explicitVr = syntax.explicitVr();
        header.order(syntax.bigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * How many bytes they are, from where the stream is.
     *
     * @return {@link #NOTHING_FOLLOWS} when no element of another group comes behind them
     * @throws IOException when they end early or are no elements
     */
    static long length(InputStream in, TransferSyntax syntax) throws IOException {
        return new PixelDataElements(in, syntax).length();
    }

    private long length() throws IOException {
        while (true) {
            long start = consumed;
            if (!readHeader()) {
                return NOTHING_FOLLOWS;
            }
            if ((header.getShort(0) & 0xFFFF) != GROUP) {
                return start;
            }
            int length = elementLength();
            if (length == UNDEFINED) {
                skipItems();
            } else {
                skip(Integer.toUnsignedLong(length));
            }
        }
    }

    private int elementLength() throws IOException {
        if (!explicitVr) {
            return header.getInt(4);
        }
        VR vr = VR.of((header.get(4) & 0xFF) << 8 | header.get(5) & 0xFF);
        if (vr == null) {
            throw new IOException(
                    "Behind the pixel data there is no element, at " + consumed + " bytes from their start");
        }
        if (!vr.longHeader()) {
            return header.getShort(6) & 0xFFFF;
        }
        byte[] length = in.readNBytes(4);
        consumed += length.length;
        if (length.length < 4) {
            throw new EOFException("The data set ends within the header of its pixel data");
        }
        return ByteBuffer.wrap(length).order(header.order()).getInt();
    }

    private void skipItems() throws IOException {
        while (readHeader()) {
            int tag = Tag.of(header.getShort(0) & 0xFFFF, header.getShort(2));
            if (tag == Tag.SequenceDelimitationItem) {
                return;
            }
            if (tag != Tag.Item || header.getInt(4) == UNDEFINED) {
                throw new IOException(Tag.format(tag) + " among the fragments of the pixel data");
            }
            skip(Integer.toUnsignedLong(header.getInt(4)));
        }
        throw new EOFException("The data set ends within its pixel data");
    }

    /** @return false at the end of the stream */
    private boolean readHeader() throws IOException {
        int count = in.readNBytes(header.array(), 0, header.capacity());
        consumed += count;
        if (count > 0 && count < header.capacity()) {
            throw new EOFException("The data set ends within the header of an element behind its pixel data");
        }
        return count > 0;
    }

    private void skip(long count) throws IOException {
        in.skipNBytes(count);
        consumed += count;
    }
}
