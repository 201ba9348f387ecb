package io.cameldicom.dicom.pdu;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing big-endian byte array whose items and fields get their 2-byte length once their content is known. */
final class ItemWriter {

    private byte[] bytes = new byte[512];
    private int size;

    ItemWriter u8(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
        return this;
    }

    ItemWriter u16(int value) {
        return u8(value >> 8).u8(value);
    }

    ItemWriter u32(long value) {
        return u16((int) (value >> 16)).u16((int) value);
    }

    ItemWriter zeros(int count) {
        reserve(count);
        size += count;
        return this;
    }

    ItemWriter raw(byte[] data) {
        reserve(data.length);
        System.arraycopy(data, 0, bytes, size, data.length);
        size += data.length;
        return this;
    }

    ItemWriter raw(ByteBuffer data) {
        int length = data.remaining();
        reserve(length);
        data.get(bytes, size, length);
        size += length;
        return this;
    }

    /** UIDs and names are written without padding (PS3.8 Annex F). */
    ItemWriter ascii(String value) {
        return raw(value.getBytes(StandardCharsets.US_ASCII));
    }

    /** Item type, reserved byte, length, content. */
    ItemWriter item(int type, Runnable content) {
        return u8(type).u8(0).field(content);
    }

    /** Length, content. */
    ItemWriter field(Runnable content) {
        int start = size;
        zeros(2);
        content.run();
        int length = size - start - 2;
        if (length > 0xffff) {
            throw new IllegalArgumentException(
                    "item of " + length + " bytes: at most 65535 fit its length field; propose fewer syntaxes");
        }
        bytes[start] = (byte) (length >> 8);
        bytes[start + 1] = (byte) length;
        return this;
    }

    /** The finished PDU: header and everything written so far. */
    ByteBuffer toPdu(PduType type) {
        ByteBuffer pdu = ByteBuffer.allocate(Pdu.HEADER_LENGTH + size);
        return pdu.put((byte) type.code())
                .put((byte) 0)
                .putInt(size)
                .put(bytes, 0, size)
                .flip();
    }

    private void reserve(int count) {
        if (bytes.length - size < count) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + count));
        }
    }
}
