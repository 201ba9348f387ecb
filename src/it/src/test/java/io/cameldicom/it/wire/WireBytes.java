package io.cameldicom.it.wire;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The bytes of PDUs and command sets, written down by hand (PS3.8 9.3, PS3.7 6.3 and 9.3). */
public final class WireBytes {
    public static final String VERIFICATION = "1.2.840.10008.1.1";
    public static final String IMPLICIT_LITTLE_ENDIAN = "1.2.840.10008.1.2";

    private static final String APPLICATION_CONTEXT = "1.2.840.10008.3.1.1.1";
    private static final String IMPLEMENTATION_CLASS_UID = "1.2.3.4.5.6.7.8.9";
    private static final int C_ECHO_RQ = 0x0030;
    private static final int C_STORE_RQ = 0x0001;
    private static final int NO_DATA_SET = 0x0101;

    private WireBytes() {}

    /** A-ASSOCIATE-RQ with one presentation context, id 1. */
    public static byte[] associateRq(String called, String calling, String abstractSyntax, String transferSyntax) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(new byte[] {0, 1, 0, 0});
        body.writeBytes(aeTitle(called));
        body.writeBytes(aeTitle(calling));
        body.writeBytes(new byte[32]);
        body.writeBytes(item(0x10, ascii(APPLICATION_CONTEXT)));
        body.writeBytes(item(
                0x20,
                concat(new byte[] {1, 0, 0, 0}, item(0x30, ascii(abstractSyntax)), item(0x40, ascii(transferSyntax)))));
        body.writeBytes(item(
                0x50,
                concat(
                        item(0x51, ByteBuffer.allocate(4).putInt(16_384).array()),
                        item(0x52, ascii(IMPLEMENTATION_CLASS_UID)))));
        return pdu(WirePdu.ASSOCIATE_RQ, body.toByteArray());
    }

    public static byte[] releaseRq() {
        return pdu(WirePdu.RELEASE_RQ, new byte[4]);
    }

    /** The command set of a C-ECHO-RQ. */
    public static byte[] echoRq(int messageId) {
        return commandSet(concat(
                element(0x0002, uid(VERIFICATION)),
                element(0x0100, us(C_ECHO_RQ)),
                element(0x0110, us(messageId)),
                element(0x0800, us(NO_DATA_SET))));
    }

    /** The command set of a C-STORE-RQ. */
    public static byte[] storeRq(int messageId, String sopClassUid, String sopInstanceUid) {
        return commandSet(concat(
                element(0x0002, uid(sopClassUid)),
                element(0x0100, us(C_STORE_RQ)),
                element(0x0110, us(messageId)),
                element(0x0700, us(0)),
                element(0x0800, us(1)),
                element(0x1000, uid(sopInstanceUid))));
    }

    /** A P-DATA-TF PDU with one PDV of context 1. */
    public static byte[] pData(boolean command, boolean last, byte[] fragment) {
        return concat(pDataHeader(command, last, fragment.length), fragment);
    }

    /** What stands before a fragment that is alone in its PDU, context 1. */
    static byte[] pDataHeader(boolean command, boolean last, int fragmentLength) {
        return ByteBuffer.allocate(12)
                .put((byte) WirePdu.P_DATA_TF)
                .put((byte) 0)
                .putInt(fragmentLength + 6)
                .putInt(fragmentLength + 2)
                .put((byte) 1)
                .put((byte) ((command ? 1 : 0) | (last ? 2 : 0)))
                .array();
    }

    public static byte[] pdu(int type, byte[] body) {
        return ByteBuffer.allocate(6 + body.length)
                .put((byte) type)
                .put((byte) 0)
                .putInt(body.length)
                .put(body)
                .array();
    }

    public static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static byte[] commandSet(byte[] elements) {
        return concat(
                element(
                        0x0000,
                        ByteBuffer.allocate(4)
                                .order(ByteOrder.LITTLE_ENDIAN)
                                .putInt(elements.length)
                                .array()),
                elements);
    }

    private static byte[] element(int element, byte[] value) {
        return ByteBuffer.allocate(8 + value.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) 0)
                .putShort((short) element)
                .putInt(value.length)
                .put(value)
                .array();
    }

    private static byte[] item(int type, byte[] value) {
        return ByteBuffer.allocate(4 + value.length)
                .put((byte) type)
                .put((byte) 0)
                .putShort((short) value.length)
                .put(value)
                .array();
    }

    private static byte[] us(int value) {
        return new byte[] {(byte) value, (byte) (value >> 8)};
    }

    private static byte[] uid(String uid) {
        return ascii(uid.length() % 2 == 0 ? uid : uid + '\0');
    }

    private static byte[] aeTitle(String title) {
        return ascii(String.format("%-16s", title));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
