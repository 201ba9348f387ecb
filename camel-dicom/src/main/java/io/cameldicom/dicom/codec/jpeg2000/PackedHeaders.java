package io.cameldicom.dicom.codec.jpeg2000;

import io.cameldicom.dicom.codec.CodecException;
import io.cameldicom.dicom.codec.marker.MarkerReader;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Packet headers kept in marker segments: PPM of the main header, PPT of a tile-part (T.800 A.7.4, A.7.5). */
final class PackedHeaders {
    private final Map<Integer, byte[]> segments = new TreeMap<>();
    private byte[] joined;
    private int position;

    /** Reads a segment; they may come in any order. */
    void read(MarkerReader in) throws CodecException {
        int index = in.readByte();
        byte[] body = new byte[in.remaining()];
        for (int i = 0; i < body.length; i++) {
            body[i] = (byte) in.readByte();
        }
        if (segments.put(index, body) != null) {
            throw in.broken("two segments of packed packet headers with number " + index);
        }
    }

    boolean isEmpty() {
        return segments.isEmpty();
    }

    /** All segments together. */
    byte[] join() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        segments.values().forEach(all::writeBytes);
        return all.toByteArray();
    }

    /** The headers of the next tile-part, as PPM has them one after the other with their length. */
    byte[] nextTilePart() throws CodecException {
        if (joined == null) {
            joined = join();
        }
        if (joined.length - position < 4) {
            throw new CodecException("packed packet headers of fewer tile-parts than there are");
        }
        long length = 0;
        for (int i = 0; i < 4; i++) {
            length = length << 8 | joined[position++] & 0xFF;
        }
        if (length > joined.length - position) {
            throw new CodecException("packed packet headers are cut off");
        }
        byte[] headers = Arrays.copyOfRange(joined, position, position + (int) length);
        position += (int) length;
        return headers;
    }
}
