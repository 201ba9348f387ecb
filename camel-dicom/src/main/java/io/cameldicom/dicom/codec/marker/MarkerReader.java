package io.cameldicom.dicom.codec.marker;

import io.cameldicom.dicom.codec.CodecException;
import io.cameldicom.dicom.codec.EncodedFrame;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Reads markers and the parameters in marker segments, never beyond the segment at hand. Not thread-safe. */
public final class MarkerReader {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final EncodedFrame frame;
    private int position;
    private int segmentEnd;

    public MarkerReader(EncodedFrame frame) {
        this.frame = frame;
        this.position = frame.start();
    }

    /** The second byte of the next marker; fill bytes before it are skipped (T.81 section B.1.1.2). */
    public int nextMarker() throws CodecException {
        byte[] bytes = frame.bytes();
        if (position >= frame.end() || bytes[position] != -1) {
            throw broken(position >= frame.end() ? "stream ends without its last marker" : "marker expected");
        }
        while (position < frame.end() && bytes[position] == -1) {
            position++;
        }
        if (position >= frame.end()) {
            throw broken("marker is cut off");
        }
        return bytes[position++] & 0xFF;
    }

    /** Enters the segment of the marker just read. */
    public void enterSegment() throws CodecException {
        segmentEnd = Math.min(frame.end(), position + 2);
        int length = readUnsignedShort();
        if (length < 2 || length - 2 > frame.end() - position) {
            throw broken("marker segment is cut off or shorter than its length field");
        }
        segmentEnd = position + length - 2;
    }

    /** Bytes of the segment that were not read yet. */
    public int remaining() {
        return segmentEnd - position;
    }

    public int readByte() throws CodecException {
        if (position >= segmentEnd) {
            throw broken("marker segment is shorter than its parameters");
        }
        return frame.bytes()[position++] & 0xFF;
    }

    public int readUnsignedShort() throws CodecException {
        return readByte() << 8 | readByte();
    }

    /** A number in so many bytes, at most four. */
    public long readUnsigned(int bytes) throws CodecException {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value = value << 8 | readByte();
        }
        return value;
    }

    /** Skips what was not read of the segment. */
    public void leaveSegment() {
        position = segmentEnd;
    }

    /** Index of the first byte of ones, which begins markers and is stuffed within codes; the end if there is none. */
    public static int indexOfOnes(byte[] bytes, int from, int end) {
        int at = from;
        for (; at <= end - Long.BYTES; at += Long.BYTES) {
            long inverted = ~(long) LONG.get(bytes, at);
            // the lowest byte that is zero, by the borrow it takes
            long zeros = inverted - 0x0101_0101_0101_0101L & ~inverted & 0x8080_8080_8080_8080L;
            if (zeros != 0) {
                return at + Long.numberOfTrailingZeros(zeros) / Byte.SIZE;
            }
        }
        while (at < end && bytes[at] != -1) {
            at++;
        }
        return at;
    }

    /** Index in the frame's array. */
    public int position() {
        return position;
    }

    public void position(int index) {
        position = index;
    }

    public boolean isAtEnd() {
        return position >= frame.end();
    }

    /** An error at the place that was read last. */
    public CodecException broken(String reason) {
        return new CodecException(reason, position - frame.start());
    }
}
