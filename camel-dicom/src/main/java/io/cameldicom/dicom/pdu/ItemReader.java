package io.cameldicom.dicom.pdu;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Reads big-endian fields from a slice of a PDU: a field that would go beyond the slice is an error, never an index
 * error.
 */
final class ItemReader {

    private final String where;
    private final ByteBuffer in;

    ItemReader(String where, ByteBuffer in) {
        this.where = where;
        this.in = in;
    }

    boolean hasRemaining() {
        return in.hasRemaining();
    }

    int remaining() {
        return in.remaining();
    }

    int u8() throws PduException {
        require(1);
        return in.get() & 0xff;
    }

    int u16() throws PduException {
        require(2);
        return in.getShort() & 0xffff;
    }

    long u32() throws PduException {
        require(4);
        return in.getInt() & 0xffff_ffffL;
    }

    void skip(int count) throws PduException {
        require(count);
        in.position(in.position() + count);
    }

    ByteBuffer bytes(int count) throws PduException {
        require(count);
        ByteBuffer slice = in.slice(in.position(), count);
        in.position(in.position() + count);
        return slice;
    }

    /** Content of a field that begins with its 2-byte length. */
    ByteBuffer field() throws PduException {
        return bytes(u16());
    }

    /** Reserved byte, length and content of an item whose type has been read. */
    ItemReader item(int type) throws PduException {
        skip(1);
        return new ItemReader(String.format("item %02XH of %s", type, where), field());
    }

    /** A copy of what is left: values must not hold on to the network's buffer. */
    ByteBuffer rest() {
        return copy(in);
    }

    static ByteBuffer copy(ByteBuffer data) {
        return ByteBuffer.allocate(data.remaining()).put(data).flip();
    }

    /** What is left as a UID or name; see {@link #text(ByteBuffer, Map)}. */
    String text(Map<String, String> seen) {
        return text(in, seen);
    }

    /**
     * A UID or name without the NULs and spaces some peers pad with. Characters that cannot be part of one become
     * question marks, so that it is safe to log.
     *
     * @param seen keeps one copy of strings that repeat, as transfer syntaxes do 128 times in a large request
     */
    static String text(ByteBuffer data, Map<String, String> seen) {
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        int end = bytes.length;
        while (end > 0 && (bytes[end - 1] == 0 || bytes[end - 1] == ' ')) {
            end--;
        }
        for (int i = 0; i < end; i++) {
            if (bytes[i] < ' ' || bytes[i] == 0x7f) {
                bytes[i] = '?';
            }
        }
        String text = new String(bytes, 0, end, StandardCharsets.US_ASCII).strip();
        String known = seen.putIfAbsent(text, text);
        return known == null ? text : known;
    }

    private void require(int count) throws PduException {
        if (in.remaining() < count) {
            throw PduException.invalid(
                    "%s ends after %d of %d bytes at offset %d", where, in.remaining(), count, in.position());
        }
    }
}
