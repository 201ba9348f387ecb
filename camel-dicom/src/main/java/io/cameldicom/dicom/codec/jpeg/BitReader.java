package io.cameldicom.dicom.codec.jpeg;

import io.cameldicom.dicom.codec.CodecException;
import io.cameldicom.dicom.codec.EncodedFrame;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads an {@link EntropySegment} through a left-aligned window of 64 bits. The hot loops of the scan decoders copy the
 * fields into local variables and back; everything else calls the methods.
 */
final class BitReader {
    static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final EncodedFrame frame;
    private EntropySegment segment;
    byte[] source;
    int position;
    /** Reading eight bytes after this index would leave the array: the segment is exhausted. */
    int lastPosition;

    long window;
    int available;

    BitReader(EncodedFrame frame) {
        this.frame = frame;
    }

    /** Goes on in the segment at this index of the frame; returns the index after it. */
    int start(int index) {
        segment = EntropySegment.at(frame, index);
        source = segment.bits;
        position = 0;
        lastPosition = segment.length + EntropySegment.PADDING - Long.BYTES;
        window = 0;
        available = 0;
        return segment.end;
    }

    /** Makes at least 32 bits available. */
    void fill() throws CodecException {
        if (available < 32) {
            if (position > lastPosition) {
                throw exhausted();
            }
            window |= (long) LONG.get(source, position) >>> available;
            int more = (63 - available) >> 3;
            position += more;
            available += more << 3;
        }
    }

    /** @param count 0 to 16 */
    int readBits(int count) throws CodecException {
        fill();
        int value = (int) (window >>> 1 >>> (63 - count));
        window <<= count;
        available -= count;
        return value;
    }

    int readSymbol(HuffmanDecodingTable table) throws CodecException {
        fill();
        int found = table.symbol((int) (window >>> 48));
        if (found == 0) {
            throw noCode();
        }
        int length = found & 0xFF;
        window <<= length;
        available -= length;
        return found >> 8;
    }

    /** Checks that what was read so far was there: reading ahead may have gone into the padding. */
    void checkNotExhausted() throws CodecException {
        if (position * 8L - available > segment.length * 8L) {
            throw exhausted();
        }
    }

    CodecException exhausted() {
        return segment.exhausted(frame);
    }

    CodecException noCode() {
        return broken("bits that are no Huffman code");
    }

    CodecException broken(String what) {
        return segment.broken(frame, what);
    }
}
