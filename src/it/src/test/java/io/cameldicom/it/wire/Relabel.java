package io.cameldicom.it.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes another object of a file: other SOP instance UID, other name of the transfer syntax, same pixel data. */
public final class Relabel {
    private Relabel() {}

    /**
     * Copies {@code original} to {@code target}.
     *
     * @param number 0 to 89; makes the new SOP instance UID: the last two digits of the old one are replaced
     */
    public static Part10File copy(Part10File original, Path target, String transferSyntaxUid, int number)
            throws IOException {
        byte[] bytes = Files.readAllBytes(original.path());
        String old = original.sopInstanceUid();
        String uid = old.substring(0, old.length() - 2) + (10 + number);
        String latin = new String(
                bytes,
                (int) original.dataSetOffset(),
                bytes.length - (int) original.dataSetOffset(),
                StandardCharsets.ISO_8859_1);
        String dataSet = latin.replace(old, uid);
        Files.write(
                target,
                WireBytes.concat(
                        fileMeta(original.sopClassUid(), uid, transferSyntaxUid),
                        dataSet.getBytes(StandardCharsets.ISO_8859_1)));
        return Part10File.read(target);
    }

    /** Preamble, prefix and the type 1 elements of group 0002 (PS3.10 7.1). */
    public static byte[] fileMeta(String sopClassUid, String sopInstanceUid, String transferSyntaxUid) {
        byte[] elements = WireBytes.concat(
                new byte[] {2, 0, 1, 0, 'O', 'B', 0, 0, 2, 0, 0, 0, 0, 1},
                uid(0x0002, sopClassUid),
                uid(0x0003, sopInstanceUid),
                uid(0x0010, transferSyntaxUid),
                uid(0x0012, "1.2.3.4.5.6.7.8.9"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[128]);
        out.writeBytes("DICM".getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(ByteBuffer.allocate(12)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(new byte[] {2, 0, 0, 0, 'U', 'L', 4, 0})
                .putInt(elements.length)
                .array());
        out.writeBytes(elements);
        return out.toByteArray();
    }

    private static byte[] uid(int element, String uid) {
        byte[] value = (uid.length() % 2 == 0 ? uid : uid + '\0').getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(8 + value.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) 2)
                .putShort((short) element)
                .put(new byte[] {'U', 'I'})
                .putShort((short) value.length)
                .put(value)
                .array();
    }
}
