package io.cameldicom.it.wire;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Writes CT images of any size, explicit VR little endian, whose pixel data is a sparse file with marks in it. */
public final class SyntheticImage {
    public static final String CT_IMAGE_STORAGE = "1.2.840.10008.5.1.4.1.1.2";
    public static final String EXPLICIT_VR_LITTLE_ENDIAN = "1.2.840.10008.1.2.1";

    private static final String ROOT = "1.2.3.4.5.6.7.8.9.";
    private static final int MARK_EVERY = 1 << 20;

    private SyntheticImage() {}

    /**
     * Writes one image.
     *
     * @param number makes the SOP instance UID
     * @param pixelBytes even, below 4 GiB; a block of zeros with its own offset at every MiB
     */
    public static Part10File write(Path file, int number, long pixelBytes) throws IOException {
        String instance = ROOT + "3." + number;
        byte[] head = WireBytes.concat(
                Relabel.fileMeta(CT_IMAGE_STORAGE, instance, EXPLICIT_VR_LITTLE_ENDIAN),
                element(0x0008, 0x0016, "UI", CT_IMAGE_STORAGE),
                element(0x0008, 0x0018, "UI", instance),
                element(0x0008, 0x0060, "CS", "CT"),
                element(0x0010, 0x0010, "PN", "Doe^Jane"),
                element(0x0010, 0x0020, "LO", "IT-1"),
                element(0x0020, 0x000D, "UI", ROOT + "1"),
                element(0x0020, 0x000E, "UI", ROOT + "2"),
                pixelDataHeader(pixelBytes));
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.setLength(0);
            out.write(head);
            for (long mark = 0; mark < pixelBytes; mark += MARK_EVERY) {
                out.seek(head.length + mark);
                out.writeLong(mark + 1);
            }
            out.setLength(head.length + pixelBytes);
        }
        return Part10File.read(file);
    }

    private static byte[] element(int group, int element, String vr, String value) {
        String even = value.length() % 2 == 0 ? value : value + ("UI".equals(vr) ? '\0' : ' ');
        return ByteBuffer.allocate(8 + even.length())
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) group)
                .putShort((short) element)
                .put(vr.getBytes(StandardCharsets.US_ASCII))
                .putShort((short) even.length())
                .put(even.getBytes(StandardCharsets.US_ASCII))
                .array();
    }

    private static byte[] pixelDataHeader(long length) {
        return ByteBuffer.allocate(12)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) 0x7FE0)
                .putShort((short) 0x0010)
                .put(new byte[] {'O', 'W', 0, 0})
                .putInt((int) length)
                .array();
    }
}
