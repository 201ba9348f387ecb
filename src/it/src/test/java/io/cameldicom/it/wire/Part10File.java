package io.cameldicom.it.wire;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * Where the data set of a Part 10 file begins and what its file meta information says (PS3.10 7.1). Reads group 0002
 * only, and shares no code with the engine under test.
 */
public record Part10File(
        Path path, String sopClassUid, String sopInstanceUid, String transferSyntaxUid, long dataSetOffset) {
    private static final int PREAMBLE_AND_PREFIX = 132;
    private static final int HEAD = 4_096;

    public static Part10File read(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path)) {
            ByteBuffer head = ByteBuffer.allocate(HEAD).order(ByteOrder.LITTLE_ENDIAN);
            while (head.hasRemaining() && channel.read(head) >= 0) {}
            head.flip();
            if (head.limit() < PREAMBLE_AND_PREFIX + 12 || head.getInt(128) != 0x4D434944) {
                throw new EOFException(path + " is not a DICOM file");
            }
            int end = PREAMBLE_AND_PREFIX + 12 + head.getInt(PREAMBLE_AND_PREFIX + 8);
            Map<Integer, String> uids = new HashMap<>();
            int at = PREAMBLE_AND_PREFIX;
            while (at < end) {
                int element = head.getShort(at + 2) & 0xFFFF;
                boolean longHeader = head.getShort(at + 4) == ('O' | 'B' << 8);
                int length = longHeader ? head.getInt(at + 8) : head.getShort(at + 6) & 0xFFFF;
                int value = at + (longHeader ? 12 : 8);
                uids.put(element, new String(head.array(), value, length, StandardCharsets.US_ASCII).trim());
                at = value + length;
            }
            return new Part10File(path, uids.get(0x0002), uids.get(0x0003), uids.get(0x0010), end);
        }
    }

    /** SHA-256 of everything after the file meta information, as it stands in the file. */
    public String dataSetSha256() throws IOException {
        try (FileChannel channel = FileChannel.open(path)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 20);
            channel.position(dataSetOffset);
            while (channel.read(buffer) >= 0) {
                digest.update(buffer.flip());
                buffer.clear();
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
