package io.cameldicom.dicom.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.BulkData;
import io.cameldicom.dicom.data.Fragments;
import io.cameldicom.dicom.data.Sequence;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.VR;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DicomInputStreamTest {
    /** A sequence whose only item has a length of 32, though there are 10 bytes of it. */
    private static final String ITEM_TOO_LONG =
            "0800151153510000" + "12000000" + "feff00e020000000" + "08006000435302004354";

    private static final TransferSyntax EXPLICIT = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
    private static final TransferSyntax IMPLICIT = TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN;
    private static final TransferSyntax JPEG = TransferSyntax.of("1.2.840.10008.1.2.4.50");

    @Test
    void reads_file_meta_information_then_the_data_set() throws IOException {
        byte[] file = file(image(), EXPLICIT);
        try (DicomInputStream in = new DicomInputStream(new ByteArrayInputStream(file))) {
            assertEquals("1.2.3", in.fileMetaInformation().mediaStorageSopInstanceUid());
            assertEquals(EXPLICIT, in.transferSyntax());
            assertEquals(file.length - DicomOutputStream.lengthOf(image(), EXPLICIT), in.datasetOffset());
            assertEquals("CT", in.readDataset().getString(Tag.Modality));
            assertEquals(file.length, in.position());
        }
    }

    @Test
    void a_data_set_of_odd_length_may_have_been_made_even_on_the_network() throws IOException {
        byte[] bytes = {8, 0, 0x60, 0, 'C', 'S', 3, 0, 'A', 'B', 'C', 0};

        assertEquals(
                "ABC",
                new DicomInputStream(bytes, 0, bytes.length, EXPLICIT)
                        .readDataset()
                        .getString(Tag.Modality));

        byte[] cut = {8, 0, 0x60, 0, 'C', 'S', 4, 0, 'A', 'B', 'C', 'D', 0};
        assertThrows(DicomParseException.class, () -> new DicomInputStream(cut, 0, cut.length, EXPLICIT).readDataset());
    }

    @Test
    void stops_before_pixel_data_and_says_where() throws IOException {
        byte[] bytes = DicomOutputStream.encode(image(), EXPLICIT);
        DicomInputStream in = new DicomInputStream(new ByteArrayInputStream(bytes), EXPLICIT);
        Attributes head = in.readDataset(ElementStop.PIXEL_DATA);
        assertTrue(in.stopped());
        assertEquals(Tag.PixelData, in.stoppedAtTag());
        assertEquals(bytes.length - 12 - 1000, in.stoppedAtOffset());
        assertEquals(in.stoppedAtOffset(), in.position());
        assertFalse(head.contains(Tag.PixelData));
        assertFalse(head.isModified());

        assertSame(head, in.readDataset());
        assertFalse(in.stopped());
        assertTrue(head.contains(Tag.PixelData));
    }

    @Test
    void stops_before_the_element_that_does_not_fit_a_budget() throws IOException {
        byte[] bytes = DicomOutputStream.encode(image(), EXPLICIT);
        DicomInputStream in = new DicomInputStream(bytes, 0, bytes.length, EXPLICIT);
        in.readDataset(ElementStop.beyond(60));
        assertTrue(in.stopped());
        assertTrue(in.position() <= 60);
        in.readDataset(ElementStop.beyond(bytes.length - 1).or(ElementStop.PIXEL_DATA));
        assertEquals(Tag.PixelData, in.stoppedAtTag());
    }

    @Test
    void a_head_cut_anywhere_holds_every_element_that_is_whole() throws IOException {
        Attributes image = image();
        Sequence sequence = image.newSequence(Tag.RequestAttributesSequence);
        sequence.add(item("step 1"));
        byte[] bytes = DicomOutputStream.encode(image, EXPLICIT);
        long previous = 0;
        for (int length = 16; length <= bytes.length - 1000; length++) {
            DicomInputStream in = new DicomInputStream(bytes, 0, length, EXPLICIT);
            Attributes head = in.readHead();
            long end = in.stopped() ? in.stoppedAtOffset() : length;
            byte[] again = DicomOutputStream.encode(head, EXPLICIT);
            assertArrayEquals(Arrays.copyOf(bytes, (int) end), again, "cut at " + length);
            assertTrue(end >= previous && end <= length);
            previous = end;
        }
        assertEquals(bytes.length - 1012, previous);
    }

    @Test
    void a_head_of_a_deflated_stream_can_be_cut_too() throws IOException {
        TransferSyntax deflated = TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN;
        byte[] bytes = DicomOutputStream.encode(new RandomDataset(7).next(false), deflated);
        DicomInputStream in = new DicomInputStream(bytes, 0, bytes.length / 4, deflated);
        assertFalse(in.readHead().isEmpty());
        assertTrue(in.stopped());
    }

    @Test
    void what_is_left_can_be_copied_behind_a_changed_head() throws IOException {
        byte[] bytes = DicomOutputStream.encode(image(), EXPLICIT);
        DicomInputStream in = new DicomInputStream(new ByteArrayInputStream(bytes), EXPLICIT);
        Attributes head = in.readDataset(ElementStop.PIXEL_DATA);
        head.setString(Tag.PatientID, VR.LO, "CHANGED");
        ByteArrayOutputStream changed = new ByteArrayOutputStream();
        try (DicomOutputStream out = new DicomOutputStream(changed, EXPLICIT)) {
            out.writeDataset(head);
            in.rest().transferTo(out);
        }
        Attributes read = read(changed.toByteArray(), EXPLICIT);
        assertEquals("CHANGED", read.getString(Tag.PatientID));
        assertArrayEquals(image().getBytes(Tag.PixelData), read.getBytes(Tag.PixelData));
    }

    @Test
    void values_in_memory_are_parts_of_the_array() throws IOException {
        byte[] bytes = DicomOutputStream.encode(image(), EXPLICIT);
        Attributes dataset = read(bytes, EXPLICIT);
        bytes[bytes.length - 1] = 77;
        assertEquals(77, dataset.getBytes(Tag.PixelData)[999]);
    }

    @Test
    void large_values_and_fragments_can_stay_in_the_file(@TempDir Path folder) throws IOException {
        Attributes image = image();
        image.setBytes(Tag.EncapsulatedDocument, VR.OB, new byte[] {1, 2, 3, 4});
        Path plain = Files.write(folder.resolve("plain.dcm"), file(image, EXPLICIT));
        try (DicomInputStream in = new DicomInputStream(plain)) {
            Attributes dataset =
                    in.setBulkDataPolicy(BulkDataPolicy.above(4, plain)).readDataset();
            assertNull(dataset.getBulkData(Tag.EncapsulatedDocument));
            assertEquals(1000, dataset.getBulkData(Tag.PixelData).length());
            assertEquals(
                    Files.size(plain) - 1000, dataset.getBulkData(Tag.PixelData).offset());
            assertArrayEquals(image.getBytes(Tag.PixelData), dataset.getBytes(Tag.PixelData));
            assertNull(dataset.getBuffer(Tag.PixelData));
        }

        Fragments fragments = image.newFragments(Tag.PixelData, VR.OB);
        fragments.add(new byte[0]);
        fragments.add(new byte[] {1, 2, 3, 4, 5});
        Path jpeg = Files.write(folder.resolve("jpeg.dcm"), file(image, JPEG));
        try (DicomInputStream in = new DicomInputStream(jpeg)) {
            Fragments read = in.setBulkDataPolicy(BulkDataPolicy.above(4, jpeg))
                    .readDataset()
                    .getFragments(Tag.PixelData);
            assertEquals(2, read.size());
            assertEquals(0, read.buffer(0).remaining());
            assertEquals(6, read.bulkData(1).length());
            assertArrayEquals(new byte[] {1, 2, 3, 4, 5, 0}, read.openStream(1).readAllBytes());
        }
    }

    @Test
    void a_value_above_2_GiB_can_stay_in_the_file_and_is_refused_in_memory(@TempDir Path folder) throws IOException {
        long length = 3L << 30;
        byte[] start = file(item("step"), EXPLICIT);
        byte[] header = HexFormat.of().parseHex("e07f10004f570000" + "000000c0");
        Path file = folder.resolve("large.dcm");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.write(start);
            sparse.write(header);
            sparse.setLength(start.length + header.length + length);
        }
        try (DicomInputStream in = new DicomInputStream(file)) {
            Attributes dataset =
                    in.setBulkDataPolicy(BulkDataPolicy.above(1024, file)).readDataset();
            BulkData pixels = dataset.getBulkData(Tag.PixelData);
            assertEquals(length, pixels.length());
            assertEquals(start.length + header.length, pixels.offset());
            assertEquals(Files.size(file), in.position());
            assertEquals(Files.size(file) - in.datasetOffset(), DicomOutputStream.lengthOf(dataset, EXPLICIT));
        }
        try (DicomInputStream in = new DicomInputStream(file)) {
            DicomParseException e = assertThrows(DicomParseException.class, in::readDataset);
            assertEquals(Tag.PixelData, e.tag());
            assertFalse(e.isTruncated());
        }
        try (DicomInputStream in = new DicomInputStream(file)) {
            in.readDataset(ElementStop.PIXEL_DATA);
            assertEquals(start.length, in.stoppedAtOffset());
        }
    }

    @Test
    void a_bare_data_set_is_recognised_in_every_encoding() throws IOException {
        for (TransferSyntax syntax : TransferSyntax.resolve("uncompressed")) {
            byte[] bytes = DicomOutputStream.encode(image(), syntax);
            DicomInputStream in = new DicomInputStream(bytes, 0, bytes.length, null);
            assertEquals(syntax, in.transferSyntax());
            assertNull(in.fileMetaInformation());
            assertEquals("CT", in.readDataset().getString(Tag.Modality));
        }
    }

    @Test
    void print_data_sets_begin_with_high_groups_and_are_not_taken_for_big_endian() throws IOException {
        Attributes printer = new Attributes();
        printer.setString(Tag.PrinterStatus, VR.CS, "NORMAL");
        for (TransferSyntax syntax :
                List.of(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN)) {
            byte[] encoded = DicomOutputStream.encode(printer, syntax);
            Attributes read = new DicomInputStream(encoded, 0, encoded.length, syntax).readDataset();
            assertEquals("NORMAL", read.getString(Tag.PrinterStatus));
        }
    }

    @Test
    void a_wrong_label_is_seen_through_unless_strict() throws IOException {
        byte[] implicit = DicomOutputStream.encode(image(), IMPLICIT);
        DicomInputStream in = new DicomInputStream(implicit, 0, implicit.length, EXPLICIT);
        assertEquals("CT", in.readDataset().getString(Tag.Modality));
        assertEquals(IMPLICIT, in.transferSyntax());
        assertEquals(EXPLICIT, in.labelledTransferSyntax());

        byte[] explicit = DicomOutputStream.encode(image(), EXPLICIT);
        assertEquals("CT", read(explicit, IMPLICIT).getString(Tag.Modality));
        assertEquals("CT", read(explicit, TransferSyntax.EXPLICIT_VR_BIG_ENDIAN).getString(Tag.Modality));

        DicomInputStream strict = new DicomInputStream(implicit, 0, implicit.length, EXPLICIT).setLenient(false);
        assertThrows(DicomParseException.class, strict::readDataset);
    }

    @Test
    void strict_wants_a_file_as_the_standard_has_it() throws IOException {
        byte[] file = file(image(), EXPLICIT);
        assertNotNull(new DicomInputStream(file, 0, file.length, null)
                .setLenient(false)
                .readDataset());
        byte[] bare = DicomOutputStream.encode(image(), EXPLICIT);
        assertThrows(DicomParseException.class, () -> new DicomInputStream(bare, 0, bare.length, null)
                .setLenient(false)
                .readDataset());
        byte[] wrongGroupLength = file.clone();
        wrongGroupLength[140]++;
        assertThrows(DicomParseException.class, () -> new DicomInputStream(wrongGroupLength, 0, file.length, null)
                .setLenient(false)
                .readDataset());
        assertEquals(
                "CT",
                new DicomInputStream(wrongGroupLength, 0, file.length, null)
                        .readDataset()
                        .getString(Tag.Modality));
    }

    @Test
    void an_empty_data_set_is_a_data_set_when_the_syntax_is_given() throws IOException {
        assertTrue(read(new byte[0], EXPLICIT).isEmpty());
        assertThrows(DicomParseException.class, () -> new DicomInputStream(new byte[0], 0, 0, null).readDataset());
    }

    @Test
    void implicit_numbers_that_may_be_signed_follow_pixel_representation() throws IOException {
        Attributes dataset = new Attributes();
        dataset.setInt(Tag.PixelRepresentation, VR.US, 1);
        dataset.setInt(Tag.SmallestImagePixelValue, VR.SS, -5);
        Attributes item = new Attributes();
        item.setInt(Tag.PixelPaddingValue, VR.SS, -2000);
        dataset.newSequence(Tag.RequestAttributesSequence).add(item);
        Attributes read = read(DicomOutputStream.encode(dataset, IMPLICIT), IMPLICIT);
        assertEquals(VR.SS, read.getVR(Tag.SmallestImagePixelValue));
        assertEquals(-5, read.getInt(Tag.SmallestImagePixelValue, 0));
        assertEquals(-2000, read.getNestedDataset(Tag.RequestAttributesSequence).getInt(Tag.PixelPaddingValue, 0));
    }

    @Test
    void a_sequence_of_vr_un_is_implicit_little_endian_inside() throws IOException {
        byte[] un = HexFormat.of()
                .parseHex("40007502554e0000ffffffff" + "feff00e0ffffffff" + "4000091004000000" + "53544550"
                        + "feff0de000000000" + "feffdde000000000");
        Attributes read = read(un, EXPLICIT);
        assertEquals(VR.UN, read.getVR(0x00400275));
        assertEquals("STEP", read.getNestedDataset(0x00400275).getString(0x00401009));
        assertArrayEquals(un, DicomOutputStream.encode(read, EXPLICIT));
    }

    @Test
    void an_unknown_vr_is_refused_with_tag_and_offset() {
        byte[] bytes = HexFormat.of().parseHex("0800600043530200" + "4354" + "080070005a5a0200" + "4142");
        DicomParseException e = assertThrows(DicomParseException.class, () -> read(bytes, EXPLICIT));
        assertEquals("(0008,0070) at offset 10: no VR of the standard where one is to be", e.getMessage());
    }

    @Test
    void a_length_beyond_the_item_around_it_is_refused() {
        byte[] bytes = HexFormat.of()
                .parseHex("0800151153510000" + "14000000" + "feff00e00c000000" + "0800600043530900" + "43542020");
        DicomParseException e = assertThrows(DicomParseException.class, () -> read(bytes, EXPLICIT));
        assertEquals(
                "(0008,0060) at offset 20: length 9 runs past the end of the item or sequence around it",
                e.getMessage());
    }

    @Test
    void a_last_item_that_says_it_is_longer_than_the_stream_is_read_as_far_as_it_goes() throws IOException {
        byte[] bytes = HexFormat.of().parseHex(ITEM_TOO_LONG);
        try (DicomInputStream in = new DicomInputStream(bytes, 0, bytes.length, EXPLICIT)) {
            assertEquals("CT", in.readDataset().getNestedDataset(0x00081115).getString(Tag.Modality));
            assertEquals(Set.of(Tolerance.LAST_ITEM_TOO_LONG), in.tolerances());
        }
    }

    @Test
    void an_item_that_says_it_is_longer_than_its_sequence_is_refused_where_something_follows() {
        byte[] bytes = HexFormat.of().parseHex(ITEM_TOO_LONG + "1000200000000000");
        DicomParseException e = assertThrows(DicomParseException.class, () -> read(bytes, EXPLICIT));
        assertEquals("(0008,1115) at offset 12: item of length 32 runs past the end of its sequence", e.getMessage());
    }

    private static Attributes image() {
        Attributes dataset = new Attributes();
        dataset.setString(Tag.SOPClassUID, VR.UI, "1.2.840.10008.5.1.4.1.1.2");
        dataset.setString(Tag.Modality, VR.CS, "CT");
        dataset.setString(Tag.PatientID, VR.LO, "P1");
        dataset.setInt(Tag.Rows, VR.US, 10);
        byte[] pixels = new byte[1000];
        Arrays.fill(pixels, (byte) 5);
        dataset.setBytes(Tag.PixelData, VR.OW, pixels);
        return dataset;
    }

    private static Attributes item(String step) {
        Attributes item = new Attributes();
        item.setString(Tag.ScheduledProcedureStepID, VR.SH, step);
        return item;
    }

    private static byte[] file(Attributes dataset, TransferSyntax syntax) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DicomOutputStream out = new DicomOutputStream(bytes, syntax)) {
            out.writeFileMetaInformation(FileMetaInformation.of("1.2.840.10008.5.1.4.1.1.2", "1.2.3", syntax.uid()));
            out.writeDataset(dataset);
        }
        return bytes.toByteArray();
    }

    private static Attributes read(byte[] bytes, TransferSyntax syntax) throws IOException {
        return new DicomInputStream(bytes, 0, bytes.length, syntax).readDataset();
    }
}
