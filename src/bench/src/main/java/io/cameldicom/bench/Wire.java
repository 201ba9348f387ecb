package io.cameldicom.bench;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The bytes a storage SCU sends (PS3.8 9.3, PS3.7 9.3.1.1), made before the clock runs. Independent of the engine that is
 * measured.
 */
final class Wire {
    static final String EXPLICIT_VR_LITTLE_ENDIAN = "1.2.840.10008.1.2.1";
    /** What every receiver here announces or is told to announce, so that all get the same PDUs. */
    static final int MAX_PDU_LENGTH = 131_072;
    /** Bytes of data set in a PDU: what DCMTK sends to a receiver of that length. */
    static final int FRAGMENT = MAX_PDU_LENGTH - 12;

    private static final String APPLICATION_CONTEXT = "1.2.840.10008.3.1.1.1";
    private static final String IMPLEMENTATION_CLASS_UID = "1.2.3.4.5.6.7.8.9";
    private static final String UID_ROOT = "1.2.3.4.5.6.7.8.9.";

    private Wire() {}

    static String sopInstanceUid(Workload workload, int index) {
        return UID_ROOT + workload.pixelBytes() + ".3." + index;
    }

    /** The elements of an object before the bytes of its pixel data. */
    static byte[] dataSetHead(Workload workload, int index) {
        String base = UID_ROOT + workload.pixelBytes();
        return concat(
                element(0x0008, 0x0016, "UI", workload.sopClassUid()),
                element(0x0008, 0x0018, "UI", sopInstanceUid(workload, index)),
                element(0x0008, 0x0020, "DA", "20260101"),
                element(0x0008, 0x0060, "CS", workload.modality()),
                element(0x0008, 0x0070, "LO", "Benchmark"),
                element(0x0010, 0x0010, "PN", "Bench^Mark"),
                element(0x0010, 0x0020, "LO", "BENCH-1"),
                element(0x0020, 0x000D, "UI", base + ".1"),
                element(0x0020, 0x000E, "UI", base + ".2"),
                element(0x0020, 0x0013, "IS", Integer.toString(index)),
                littleEndian(12)
                        .putShort((short) 0x7FE0)
                        .putShort((short) 0x0010)
                        .put(new byte[] {'O', 'W', 0, 0})
                        .putInt(workload.pixelBytes())
                        .array());
    }

    /** A whole C-STORE-RQ: the command in one PDU, the data set in full PDUs (the last one excepted). */
    static ByteBuffer storeRequest(Workload workload, int index, byte[] pixels) {
        byte[] command = pData(
                3,
                commandSet(
                        element(0x0002, uid(workload.sopClassUid())),
                        element(0x0100, us(0x0001)),
                        element(0x0110, us(index & 0x7FFF)),
                        element(0x0700, us(0)),
                        element(0x0800, us(1)),
                        element(0x1000, uid(sopInstanceUid(workload, index)))));
        byte[] head = dataSetHead(workload, index);
        int length = head.length + pixels.length;
        int pdus = (length + FRAGMENT - 1) / FRAGMENT;
        ByteBuffer out =
                ByteBuffer.allocate(command.length + length + 12 * pdus).put(command);
        for (int at = 0; at < length; ) {
            int fragment = Math.min(FRAGMENT, length - at);
            out.put(pDataHeader(at + fragment == length ? 2 : 0, fragment));
            for (int end = at + fragment; at < end; ) {
                boolean inHead = at < head.length;
                int n = Math.min(end, inHead ? head.length : end) - at;
                out.put(inHead ? head : pixels, inHead ? at : at - head.length, n);
                at += n;
            }
        }
        return out.flip();
    }

    static byte[] associateRq(String called, String sopClassUid) {
        byte[] context = concat(
                new byte[] {1, 0, 0, 0}, item(0x30, ascii(sopClassUid)), item(0x40, ascii(EXPLICIT_VR_LITTLE_ENDIAN)));
        byte[] user = concat(
                item(0x51, ByteBuffer.allocate(4).putInt(MAX_PDU_LENGTH).array()),
                item(0x52, ascii(IMPLEMENTATION_CLASS_UID)));
        return pdu(
                1,
                concat(
                        new byte[] {0, 1, 0, 0},
                        ascii(String.format("%-16s%-16s", called, "BENCH")),
                        new byte[32],
                        item(0x10, ascii(APPLICATION_CONTEXT)),
                        item(0x20, context),
                        item(0x50, user)));
    }

    static byte[] releaseRq() {
        return pdu(5, new byte[4]);
    }

    /** Preamble, prefix and file meta information (PS3.10 7.1). */
    static byte[] fileMeta(Workload workload, int index) {
        byte[] elements = concat(
                new byte[] {2, 0, 1, 0, 'O', 'B', 0, 0, 2, 0, 0, 0, 0, 1},
                element(0x0002, 0x0002, "UI", workload.sopClassUid()),
                element(0x0002, 0x0003, "UI", sopInstanceUid(workload, index)),
                element(0x0002, 0x0010, "UI", EXPLICIT_VR_LITTLE_ENDIAN),
                element(0x0002, 0x0012, "UI", IMPLEMENTATION_CLASS_UID));
        byte[] groupLength = littleEndian(12)
                .put(new byte[] {2, 0, 0, 0, 'U', 'L', 4, 0})
                .putInt(elements.length)
                .array();
        return concat(new byte[128], ascii("DICM"), groupLength, elements);
    }

    static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static byte[] pData(int control, byte[] fragment) {
        return concat(pDataHeader(control, fragment.length), fragment);
    }

    private static byte[] pDataHeader(int control, int length) {
        return ByteBuffer.allocate(12)
                .putShort((short) 0x0400)
                .putInt(length + 6)
                .putInt(length + 2)
                .put((byte) 1)
                .put((byte) control)
                .array();
    }

    private static byte[] pdu(int type, byte[] body) {
        return concat(
                ByteBuffer.allocate(6)
                        .put((byte) type)
                        .put((byte) 0)
                        .putInt(body.length)
                        .array(),
                body);
    }

    private static byte[] item(int type, byte[] value) {
        return concat(
                ByteBuffer.allocate(4)
                        .put((byte) type)
                        .put((byte) 0)
                        .putShort((short) value.length)
                        .array(),
                value);
    }

    private static byte[] commandSet(byte[]... elements) {
        byte[] rest = concat(elements);
        return concat(element(0x0000, littleEndian(4).putInt(rest.length).array()), rest);
    }

    private static byte[] element(int element, byte[] value) {
        return littleEndian(8 + value.length)
                .putShort((short) 0)
                .putShort((short) element)
                .putInt(value.length)
                .put(value)
                .array();
    }

    private static byte[] element(int group, int element, String vr, String text) {
        byte[] value = "UI".equals(vr) ? uid(text) : ascii(text.length() % 2 == 0 ? text : text + ' ');
        return littleEndian(8 + value.length)
                .putShort((short) group)
                .putShort((short) element)
                .put(ascii(vr))
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

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static ByteBuffer littleEndian(int capacity) {
        return ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN);
    }
}
