package io.cameldicom.dicom.codec.marker;

import io.cameldicom.dicom.codec.CodecException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** The growing bytes of a frame being encoded. Not thread-safe. */
public final class MarkerWriter {
    private static final int LONGEST = Integer.MAX_VALUE - 8;

    private byte[] bytes;
    private int length;

    public MarkerWriter(int expectedLength) {
        bytes = new byte[expectedLength];
    }

    public void putMarker(int code) throws CodecException {
        reserve(2);
        bytes[length++] = (byte) 0xFF;
        bytes[length++] = (byte) code;
    }

    /** Writes a marker and its segment; the length field is computed. */
    public void putSegment(int code, byte... body) throws CodecException {
        putMarker(code);
        reserve(2L + body.length);
        bytes[length++] = (byte) (body.length + 2 >> 8);
        bytes[length++] = (byte) (body.length + 2);
        System.arraycopy(body, 0, bytes, length, body.length);
        length += body.length;
    }

    /** The array after room was made for so many more bytes; write from {@link #length()} on, then set the length. */
    public byte[] reserve(long more) throws CodecException {
        bytes = grown(bytes, length, more);
        return bytes;
    }

    public int length() {
        return length;
    }

    public void length(int newLength) {
        length = newLength;
    }

    public ByteBuffer written() {
        return ByteBuffer.wrap(bytes, 0, length);
    }

    /**
     * An array with room for so many more bytes after those used: the same, or a longer copy.
     *
     * @throws CodecException if it would have to be longer than an array can be
     */
    public static byte[] grown(byte[] array, int used, long more) throws CodecException {
        if (more <= array.length - used) {
            return array;
        }
        if (used + more > LONGEST) {
            throw new CodecException("the encoded frame does not fit 2 GiB");
        }
        return Arrays.copyOf(
                array, (int) Math.min(LONGEST, Math.max(used + more, array.length + (long) array.length / 2)));
    }
}
