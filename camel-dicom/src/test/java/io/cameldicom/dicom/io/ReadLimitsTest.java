package io.cameldicom.dicom.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.Sequence;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.VR;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** No stream makes the reader take more memory than the limits say. */
class ReadLimitsTest {

    private static final TransferSyntax EXPLICIT = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
    private static final TransferSyntax DEFLATED = TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN;

    @Test
    void a_length_the_stream_does_not_have_takes_no_memory() {
        // (0042,0011) OB, length 200 MiB, then four bytes
        byte[] stream = HexFormat.of().parseHex("4200110" + "04f420000" + "0000800c" + "01020304");
        long before = allocated();
        DicomParseException e =
                assertThrows(DicomParseException.class, () -> stream(stream).readDataset());
        assertTrue(allocated() - before < 1 << 20, "allocated " + (allocated() - before));
        assertEquals(0x00420011, e.tag());
        assertEquals(0, e.offset());
        assertTrue(e.isTruncated());
        assertEquals("(0042,0011) at offset 0: the stream ends within a value of 209715200 bytes", e.getMessage());
    }

    @Test
    void a_value_above_the_element_limit_is_refused_before_it_is_read() {
        byte[] stream = encode(EXPLICIT, 2000);
        DicomParseException e = assertThrows(DicomParseException.class, () -> stream(stream)
                .setLimits(ReadLimits.DEFAULT.withMaxElementLength(1999))
                .readDataset());
        assertEquals("length 2000 is above the limit of 1999", e.reason());
        assertFalse(e.isTruncated());
    }

    @Test
    void values_above_the_limit_for_all_are_refused() throws IOException {
        byte[] stream = encode(EXPLICIT, 2000);
        assertThrows(DicomParseException.class, () -> stream(stream)
                .setLimits(ReadLimits.DEFAULT.withMaxTotalLength(2003))
                .readDataset());
        assertEquals(
                2,
                stream(stream)
                        .setLimits(ReadLimits.DEFAULT.withMaxTotalLength(2100))
                        .readDataset()
                        .size());
    }

    @Test
    void a_deflate_bomb_is_stopped_by_the_limit_on_what_it_inflates_to() throws IOException {
        byte[] bomb = encode(DEFLATED, 50_000_000);
        assertTrue(bomb.length < 100_000);
        long before = allocated();
        try (DicomInputStream in = new DicomInputStream(new ByteArrayInputStream(bomb), DEFLATED)) {
            in.setLimits(ReadLimits.DEFAULT.withMaxTotalLength(1 << 20));
            assertThrows(DicomParseException.class, in::readDataset);
        }
        assertTrue(allocated() - before < 1 << 20, "allocated " + (allocated() - before));
    }

    @Test
    void sequences_nested_deeper_than_the_limit_are_refused() throws IOException {
        byte[] five = DicomOutputStream.encode(nested(5), EXPLICIT);
        assertThrows(DicomParseException.class, () -> stream(five)
                .setLimits(ReadLimits.DEFAULT.withMaxSequenceDepth(4))
                .readDataset());
        assertEquals(
                1,
                stream(five)
                        .setLimits(ReadLimits.DEFAULT.withMaxSequenceDepth(5))
                        .readDataset()
                        .size());
    }

    @Test
    void the_deepest_limit_fits_the_stack() throws IOException {
        byte[] deepest = DicomOutputStream.encode(nested(512), EXPLICIT);
        Attributes read = stream(deepest)
                .setLimits(ReadLimits.DEFAULT.withMaxSequenceDepth(512))
                .readDataset();
        assertEquals(deepest.length, DicomOutputStream.encode(new Attributes(read), EXPLICIT).length);
        assertThrows(IllegalArgumentException.class, () -> ReadLimits.DEFAULT.withMaxSequenceDepth(513));
    }

    @Test
    void items_without_end_are_stopped_by_the_limit_on_elements() {
        byte[] start = HexFormat.of().parseHex("08001511" + "53510000" + "ffffffff");
        byte[] item = HexFormat.of().parseHex("feff00e0" + "00000000");
        InputStream endless = new InputStream() {
            private int at;

            @Override
            public int read() {
                int b = at < start.length ? start[at] : item[(at - start.length) % item.length];
                at++;
                return b & 0xFF;
            }
        };
        DicomParseException e = assertThrows(DicomParseException.class, () -> new DicomInputStream(endless, EXPLICIT)
                .setLimits(ReadLimits.DEFAULT.withMaxElements(1000))
                .readDataset());
        assertEquals("more elements and items than the limit of 1000", e.reason());
    }

    @Test
    void a_million_empty_items_count_with_the_memory_they_take() {
        byte[] items = new byte[12 + 8 * 1_000_000];
        byte[] start = HexFormat.of().parseHex("08001511" + "53510000" + "ffffffff");
        byte[] item = HexFormat.of().parseHex("feff00e0" + "00000000");
        System.arraycopy(start, 0, items, 0, start.length);
        for (int at = start.length; at < items.length; at += item.length) {
            System.arraycopy(item, 0, items, at, item.length);
        }
        long before = allocated();
        DicomParseException e =
                assertThrows(DicomParseException.class, () -> new DicomInputStream(items, 0, items.length, EXPLICIT)
                        .setLimits(ReadLimits.DEFAULT.withMaxTotalLength(10 << 20))
                        .readDataset());
        assertEquals("elements and values together take more than the limit of 10485760", e.reason());
        assertTrue(allocated() - before < 10 << 20, "allocated " + (allocated() - before));
    }

    private static Attributes nested(int depth) {
        Attributes dataset = new Attributes();
        Attributes inner = dataset;
        for (int i = 0; i < depth; i++) {
            Sequence sequence = inner.newSequence(Tag.ReferencedSeriesSequence);
            inner = new Attributes();
            sequence.add(inner);
        }
        return dataset;
    }

    private static byte[] encode(TransferSyntax syntax, int length) {
        Attributes dataset = new Attributes();
        dataset.setString(Tag.Modality, VR.CS, "CT  ");
        dataset.setBytes(Tag.EncapsulatedDocument, VR.OB, new byte[length]);
        return DicomOutputStream.encode(dataset, syntax);
    }

    private static DicomInputStream stream(byte[] bytes) {
        return new DicomInputStream(new ByteArrayInputStream(bytes), EXPLICIT);
    }

    private static long allocated() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    }
}
