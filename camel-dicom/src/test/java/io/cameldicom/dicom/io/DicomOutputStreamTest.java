package io.cameldicom.dicom.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.BulkData;
import io.cameldicom.dicom.data.Fragments;
import io.cameldicom.dicom.dict.Implementation;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.VR;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DicomOutputStreamTest {

    private static final TransferSyntax EXPLICIT = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
    private static final TransferSyntax IMPLICIT = TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN;
    private static final TransferSyntax BIG_ENDIAN = TransferSyntax.EXPLICIT_VR_BIG_ENDIAN;

    @Test
    void an_element_has_a_header_of_8_or_12_bytes() {
        Attributes dataset = new Attributes();
        dataset.setString(Tag.Modality, VR.CS, "CT");
        dataset.setBytes(Tag.EncapsulatedDocument, VR.OB, new byte[] {1, 2});
        assertEquals("0800600043530200" + "4354" + "420011004f42000002000000" + "0102", hex(dataset, EXPLICIT));
        assertEquals("0800600002000000" + "4354" + "4200110002000000" + "0102", hex(dataset, IMPLICIT));
        assertEquals("0008006043530002" + "4354" + "004200114f42000000000002" + "0102", hex(dataset, BIG_ENDIAN));
    }

    @Test
    void numbers_change_byte_order_and_bytes_do_not() {
        Attributes dataset = new Attributes();
        dataset.setInt(Tag.Rows, VR.US, 0x0102);
        dataset.setInt(Tag.FrameIncrementPointer, VR.AT, 0x00181063);
        dataset.setDouble(0x00189327, VR.FD, 1.0);
        dataset.setBytes(Tag.PixelData, VR.OW, new byte[] {1, 2});
        assertEquals(
                "0018932746440008" + "3ff0000000000000"
                        + "0028000941540004" + "00181063"
                        + "0028001055530002" + "0102"
                        + "7fe000104f57000000000002" + "0201",
                hex(dataset, BIG_ENDIAN));
    }

    @Test
    void a_value_too_long_for_a_short_header_is_written_as_un() throws IOException {
        Attributes dataset = new Attributes();
        dataset.setString(0x00081195, VR.LO, "x".repeat(70_000));
        byte[] bytes = DicomOutputStream.encode(dataset, EXPLICIT);
        assertEquals("08009511554e0000" + "70110100", HexFormat.of().formatHex(bytes, 0, 12));
        assertEquals(bytes.length, DicomOutputStream.lengthOf(dataset, EXPLICIT));
        Attributes implicit = read(DicomOutputStream.encode(dataset, IMPLICIT), IMPLICIT);
        assertEquals(70_000, implicit.getBytes(0x00081195).length);
    }

    @Test
    void a_change_deep_inside_is_written_and_the_lengths_around_it_fit() throws IOException {
        Attributes inner = new Attributes();
        inner.setString(Tag.CodeValue, VR.SH, "A1");
        Attributes outer = new Attributes();
        outer.newSequence(Tag.PurposeOfReferenceCodeSequence).add(inner);
        Attributes dataset = new Attributes();
        dataset.newSequence(Tag.SourceImageSequence).add(outer);
        dataset.setString(Tag.PatientID, VR.LO, "P1");
        for (TransferSyntax syntax : TransferSyntax.resolve("uncompressed")) {
            Attributes read = read(DicomOutputStream.encode(dataset, syntax), syntax);
            assertFalse(read.isModified());
            read.getNestedDataset(Tag.SourceImageSequence)
                    .getNestedDataset(Tag.PurposeOfReferenceCodeSequence)
                    .setString(Tag.CodeValue, VR.SH, "LONGER THAN BEFORE");
            assertTrue(read.isModified());
            Attributes again = read(DicomOutputStream.encode(read, syntax), syntax);
            assertEquals("P1", again.getString(Tag.PatientID));
            assertEquals(
                    "LONGER THAN BEFORE",
                    again.getNestedDataset(Tag.SourceImageSequence)
                            .getNestedDataset(Tag.PurposeOfReferenceCodeSequence)
                            .getString(Tag.CodeValue));
        }
    }

    @Test
    void group_lengths_are_written_only_while_they_are_right() throws IOException {
        byte[] bytes = HexFormat.of()
                .parseHex("08000000554c0400" + "0a000000" + "0800600043530200" + "4354" + "10000000554c0400"
                        + "0a000000" + "100020004c4f0200" + "5031");
        Attributes dataset = read(bytes, EXPLICIT);
        assertArrayEquals(bytes, DicomOutputStream.encode(dataset, EXPLICIT));
        assertEquals("0800600002000000" + "4354" + "1000200002000000" + "5031", hex(dataset, IMPLICIT));
        dataset.setString(Tag.PatientID, VR.LO, "P123");
        assertEquals("0800600043530200" + "4354" + "100020004c4f0400" + "50313233", hex(dataset, EXPLICIT));
    }

    @Test
    void elements_out_of_order_keep_their_order_until_something_changes() throws IOException {
        byte[] bytes = HexFormat.of()
                .parseHex("100020004c4f0200" + "5031" + "0800600043530200" + "4354" + "100020004c4f0200" + "5032");
        Attributes dataset = read(bytes, EXPLICIT);
        assertEquals("P1", dataset.getString(Tag.PatientID));
        assertArrayEquals(bytes, DicomOutputStream.encode(dataset, EXPLICIT));
        dataset.setString(Tag.Modality, VR.CS, "MR");
        assertEquals("0800600043530200" + "4d52" + "100020004c4f0200" + "5031", hex(dataset, EXPLICIT));
    }

    @Test
    void fragments_are_items_of_even_length_up_to_a_delimiter() {
        Attributes dataset = new Attributes();
        Fragments fragments = dataset.newFragments(Tag.PixelData, VR.OB);
        fragments.add(new byte[0]);
        fragments.add(new byte[] {1, 2, 3});
        assertEquals(
                "e07f10004f420000ffffffff" + "feff00e000000000" + "feff00e004000000" + "01020300" + "feffdde000000000",
                hex(dataset, TransferSyntax.of("1.2.840.10008.1.2.4.50")));
    }

    @Test
    void bulk_data_is_copied_from_its_file_and_swapped_on_the_way(@TempDir Path folder) throws IOException {
        byte[] words = new byte[20_000];
        for (int i = 0; i < words.length; i++) {
            words[i] = (byte) (i * 31);
        }
        Path file = folder.resolve("pixels");
        Files.write(file, new byte[10]);
        Files.write(file, words, java.nio.file.StandardOpenOption.APPEND);
        Attributes dataset = new Attributes();
        dataset.setBulkData(Tag.PixelData, VR.OW, BulkData.ofFile(file, 10, words.length, false));
        Attributes inMemory = new Attributes();
        inMemory.setBytes(Tag.PixelData, VR.OW, words);
        for (TransferSyntax syntax : TransferSyntax.resolve("uncompressed")) {
            assertArrayEquals(DicomOutputStream.encode(inMemory, syntax), DicomOutputStream.encode(dataset, syntax));
        }
    }

    @Test
    void bulk_data_that_cannot_be_read_is_an_error_that_names_the_tag(@TempDir Path folder) {
        Attributes dataset = new Attributes();
        dataset.setBulkData(Tag.PixelData, VR.OW, BulkData.ofFile(folder.resolve("none"), 0, 10, false));
        IOException missing = assertThrows(IOException.class, () -> write(dataset));
        assertTrue(missing.getMessage().startsWith("(7FE0,0010)"), missing.getMessage());
        dataset.setBulkData(Tag.PixelData, VR.OW, BulkData.ofUri(URI.create("http://127.0.0.1/x")));
        assertThrows(IOException.class, () -> write(dataset));
    }

    @Test
    void file_meta_information_names_this_implementation_and_its_length() throws IOException {
        FileMetaInformation meta = FileMetaInformation.of("1.2.840.10008.5.1.4.1.1.2", "1.2.3", EXPLICIT.uid())
                .withSourceAeTitle("CT1")
                .withSendingAeTitle("HUB")
                .withReceivingAeTitle("PACS");
        byte[] bytes = meta.toBytes();
        assertEquals("4449434d" + "02000000554c0400", HexFormat.of().formatHex(bytes, 128, 140));
        assertEquals(bytes.length - 144, bytes[140] & 0xFF);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(bytes);
        file.writeBytes(HexFormat.of().parseHex("0800600043530200" + "4354"));
        FileMetaInformation read = new DicomInputStream(file.toByteArray(), 0, file.size(), null).fileMetaInformation();
        assertEquals("1.2.840.10008.5.1.4.1.1.2", read.mediaStorageSopClassUid());
        assertEquals("1.2.3", read.mediaStorageSopInstanceUid());
        assertEquals(EXPLICIT.uid(), read.transferSyntaxUid());
        assertEquals(Implementation.CLASS_UID, read.implementationClassUid());
        assertEquals(Implementation.VERSION_NAME, read.implementationVersionName());
        assertEquals("CT1", read.sourceAeTitle());
        assertEquals("HUB", read.sendingAeTitle());
        assertEquals("PACS", read.receivingAeTitle());
        assertArrayEquals(bytes, read.toBytes());
        assertNull(FileMetaInformation.of("1.2", "1.2.3", EXPLICIT.uid()).sourceAeTitle());
        assertTrue(Implementation.VERSION_NAME.length() <= 16);
    }

    @Test
    void a_deflated_data_set_has_even_length_and_its_file_meta_information_is_plain() throws IOException {
        TransferSyntax deflated = TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN;
        for (int n = 1; n < 30; n++) {
            Attributes dataset = new Attributes();
            dataset.setString(Tag.PatientComments, VR.LT, "abcdefg".repeat(n).substring(n % 7));
            byte[] bytes = DicomOutputStream.encode(dataset, deflated);
            assertEquals(0, bytes.length % 2);
            assertEquals(
                    dataset.getString(Tag.PatientComments),
                    read(bytes, deflated).getString(Tag.PatientComments));
        }
    }

    private static void write(Attributes dataset) throws IOException {
        try (DicomOutputStream out = new DicomOutputStream(new ByteArrayOutputStream(), EXPLICIT)) {
            out.writeDataset(dataset);
        }
    }

    private static String hex(Attributes dataset, TransferSyntax syntax) {
        return HexFormat.of().formatHex(DicomOutputStream.encode(dataset, syntax));
    }

    private static Attributes read(byte[] bytes, TransferSyntax syntax) throws IOException {
        return new DicomInputStream(Arrays.copyOf(bytes, bytes.length), 0, bytes.length, syntax).readDataset();
    }
}
