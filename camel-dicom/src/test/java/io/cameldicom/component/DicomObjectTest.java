package io.cameldicom.component;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.io.DicomInputStream;
import io.cameldicom.dicom.io.FileMetaInformation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DicomObjectTest {

    @TempDir
    Path folder;

    private static byte[] part10(DicomObject object) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        object.writeTo(bytes);
        return bytes.toByteArray();
    }

    @Test
    void a_file_is_read_in_place_and_never_deleted() throws Exception {
        byte[] bytes = part10(TestObjects.ct(1_000));
        Path file = Files.write(folder.resolve("a.dcm"), bytes);

        DicomObject object = DicomObject.of(file);

        assertEquals(file, object.path());
        assertEquals(bytes.length, object.size());
        assertArrayEquals(bytes, part10(object));
        assertEquals("CT", object.string("Modality"));
        assertTrue(Files.exists(file));
    }

    @Test
    void getters_take_keywords_and_tags() {
        Attributes attributes = TestObjects.attributes("CT", UID.CTImageStorage, 10);
        attributes.setString(Tag.ImageType, VR.CS, "ORIGINAL", "PRIMARY");
        attributes.setString(Tag.SliceThickness, VR.DS, "1.5");
        DicomObject object = TestObjects.encode(attributes, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);

        assertEquals("CT", object.string("Modality"));
        assertEquals("CT", object.string("00080060"));
        assertEquals("CT", object.string("(0008,0060)"));
        assertEquals("CT", object.string("0008,0060"));
        assertEquals(List.of("ORIGINAL", "PRIMARY"), object.strings("ImageType"));
        assertEquals(16, object.integer("BitsAllocated"));
        assertEquals(1.5, object.number("SliceThickness"));
        assertNull(object.string("StudyDescription"));
        assertNull(object.integer("Rows"));
        assertEquals(List.of(), object.strings("StudyDescription"));
        assertThrows(IllegalArgumentException.class, () -> object.string("Modalty"));
    }

    @Test
    void attributes_end_before_the_pixel_data() {
        DicomObject object = TestObjects.ct(1_000);

        assertFalse(object.attributes().contains(Tag.PixelData));
        assertTrue(object.attributes().contains(Tag.BitsAllocated));
    }

    @Test
    void text_tells_no_values() {
        String text = TestObjects.ct(100).toString();

        assertTrue(text.contains("CTImageStorage"), text);
        assertFalse(text.contains(TestObjects.PATIENT), text);
        assertFalse(text.contains(TestObjects.PATIENT_ID), text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ExplicitVRLittleEndian",
                "ImplicitVRLittleEndian",
                "ExplicitVRBigEndian",
                "DeflatedExplicitVRLittleEndian"
            })
    void an_edit_changes_what_it_says_and_nothing_else(String syntax) throws Exception {
        for (int pixelBytes : new int[] {100, 400_000}) {
            DicomObject object =
                    TestObjects.ct(pixelBytes, TransferSyntax.resolve(syntax).get(0));
            Attributes before = whole(object);

            DicomObject edited = object.edit(attributes -> attributes.setString(Tag.PatientID, VR.LO, "ANON"));

            Attributes after = whole(edited);
            assertEquals("ANON", after.getString(Tag.PatientID));
            assertArrayEquals(before.getBytes(Tag.PixelData), after.getBytes(Tag.PixelData));
            assertEquals(before.getString(Tag.StudyInstanceUID), after.getString(Tag.StudyInstanceUID));
            assertEquals(before.size(), after.size());
            assertEquals(TestObjects.PATIENT_ID, object.string("PatientID"));
            assertEquals("ANON", edited.string("PatientID"));
            assertEquals(object.transferSyntaxUid(), edited.transferSyntaxUid());
            assertNull(edited.path());
        }
    }

    @Test
    void an_edit_of_an_edit_and_of_nothing() throws Exception {
        DicomObject object = TestObjects.ct(400_000);

        DicomObject edited = object.edit(attributes -> attributes.setString(Tag.PatientID, VR.LO, "A"))
                .edit(attributes -> attributes.setString(Tag.StudyDescription, VR.LO, "B"));

        assertEquals("A", edited.string("PatientID"));
        assertEquals("B", edited.string("StudyDescription"));
        assertArrayEquals(TestObjects.dataSet(object), TestObjects.dataSet(object.edit(attributes -> {})));
    }

    @Test
    void an_edit_can_give_a_new_sop_instance_uid() {
        DicomObject edited =
                TestObjects.ct(10).edit(attributes -> attributes.setString(Tag.SOPInstanceUID, VR.UI, "1.2.3"));

        assertEquals("1.2.3", edited.sopInstanceUid());
        assertEquals("1.2.3", edited.fileMetaInformation().mediaStorageSopInstanceUid());
    }

    @Test
    void a_head_longer_than_memory_allows_is_read_from_the_file() throws Exception {
        Attributes attributes = TestObjects.attributes("CT", UID.CTImageStorage, 500_000);
        byte[] document = new byte[700_000];
        Arrays.fill(document, (byte) 7);
        attributes.setBytes(Tag.EncapsulatedDocument, VR.OB, document);
        attributes.setString(Tag.MIMETypeOfEncapsulatedDocument, VR.LO, "application/pdf");
        DicomObject object = TestObjects.encode(attributes, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);

        assertEquals("application/pdf", object.string("MIMETypeOfEncapsulatedDocument"));
        DicomObject edited = object.edit(head -> head.setString(Tag.PatientID, VR.LO, "ANON"));

        Attributes after = whole(edited);
        assertArrayEquals(document, after.getBytes(Tag.EncapsulatedDocument));
        assertArrayEquals(attributes.getBytes(Tag.PixelData), after.getBytes(Tag.PixelData));
        assertEquals("ANON", after.getString(Tag.PatientID));
    }

    @Test
    void it_is_read_as_often_as_wanted_and_by_several_at_once() throws Exception {
        DicomObject object = DicomObject.of(new ByteArrayInputStream(part10(TestObjects.ct(300_000))));
        try (InputStream one = object.openStream();
                InputStream two = object.openStream()) {
            one.readNBytes(1_000);
            assertArrayEquals(part10(object), two.readAllBytes());
        }
        object.reset();
        assertEquals(object.length(), part10(object).length);
        assertFalse(object.inMemory());
    }

    @Test
    void a_bare_data_set_gets_file_meta_information() throws Exception {
        DicomObject whole = TestObjects.ct(1_000, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
        byte[] bare = TestObjects.dataSet(whole);
        Path file = Files.write(folder.resolve("bare"), bare);

        for (DicomObject object : List.of(DicomObject.of(bare), DicomObject.of(file))) {
            assertEquals(whole.sopInstanceUid(), object.sopInstanceUid());
            assertEquals(UID.ImplicitVRLittleEndian, object.transferSyntaxUid());
            assertNull(object.path());
            assertArrayEquals(bare, TestObjects.dataSet(DicomObject.of(part10(object))));
        }
    }

    @Test
    void the_data_set_says_who_it_is_when_the_file_meta_information_differs() throws Exception {
        DicomObject whole = TestObjects.ct(1_000);
        byte[] dataSet = TestObjects.dataSet(whole);
        ByteArrayOutputStream mislabelled = new ByteArrayOutputStream();
        mislabelled.write(FileMetaInformation.of(UID.MRImageStorage, "1.2.3", UID.ExplicitVRLittleEndian)
                .toBytes());
        mislabelled.write(dataSet);

        DicomObject object = DicomObject.of(Files.write(folder.resolve("a.dcm"), mislabelled.toByteArray()));

        assertEquals(whole.sopInstanceUid(), object.sopInstanceUid());
        assertEquals(UID.CTImageStorage, object.sopClassUid());
        assertArrayEquals(dataSet, TestObjects.dataSet(object));
        assertEquals(
                whole.sopInstanceUid(),
                DicomObject.of(part10(object)).fileMetaInformation().mediaStorageSopInstanceUid());
    }

    @Test
    void save_makes_a_file_with_its_folders_and_replaces_an_old_one() throws Exception {
        Path target = folder.resolve("a/b/c.dcm");
        DicomObject small = TestObjects.ct(100);
        DicomObject large = DicomObject.of(new ByteArrayInputStream(part10(TestObjects.ct(300_000))));

        small.saveTo(target);
        assertArrayEquals(part10(small), Files.readAllBytes(target));
        large.saveTo(target);
        large.saveTo(target);

        assertArrayEquals(part10(large), Files.readAllBytes(target));
        try (var files = Files.list(target.getParent())) {
            assertEquals(List.of(target), files.toList());
        }
    }

    @Test
    void a_data_set_without_sop_instance_uid_is_no_object() {
        Attributes attributes = TestObjects.attributes("CT", UID.CTImageStorage, 10);
        attributes.remove(Tag.SOPInstanceUID);

        IllegalArgumentException failure = assertThrows(
                IllegalArgumentException.class,
                () -> DicomObject.of(attributes, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));

        assertTrue(failure.getMessage().contains("(0008,0018)"));
    }

    private static Attributes whole(DicomObject object) throws Exception {
        try (DicomInputStream in = new DicomInputStream(object.openStream())) {
            return in.readDataset();
        }
    }
}
