package io.cameldicom.dicom.deid;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.Sequence;
import io.cameldicom.dicom.dict.ElementDictionary;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.io.Corpus;
import io.cameldicom.dicom.io.DicomInputStream;
import io.cameldicom.dicom.io.DicomOutputStream;
import io.cameldicom.dicom.io.ElementStop;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeidentifierTest {
    private static final KeyedHash HASH = new KeyedHash("a key nobody can guess");
    private static final List<String> MARKERS = List.of("LEAK", "19770707", "070707", "1.2.777", "077Y", "7777");
    private static final TransferSyntax EXPLICIT = TransferSyntax.of(UID.ExplicitVRLittleEndian);

    /** Tag, action of the basic profile, actions of the options, all as in the table of the standard. */
    private static List<String[]> table() throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/dictionary/basic-profile.tsv")).stream()
                .skip(1)
                .map(line -> line.split("\t"))
                .filter(row -> row[0].matches("\\p{XDigit}{8}") && !row[0].startsWith("000"))
                .toList();
    }

    @Test
    void nothing_of_what_the_table_names_is_left_at_any_depth() throws IOException {
        Attributes object = everything(2);
        deidentifier().deidentify(object);
        String bytes = new String(DicomOutputStream.encode(object, EXPLICIT), StandardCharsets.ISO_8859_1);
        for (String marker : MARKERS) {
            assertFalse(bytes.contains(marker), marker);
        }
    }

    /** All attributes of the table, and again in the item of a sequence that stays. */
    private static Attributes everything(int depth) throws IOException {
        Attributes object = new Attributes();
        for (String[] row : table()) {
            fill(object, Integer.parseUnsignedInt(row[0], 16));
        }
        object.setString(0x60000022, VR.LO, "LEAK");
        object.setBytes(0x60003000, VR.OW, "LEAK".getBytes(StandardCharsets.US_ASCII));
        object.setString(0x50040022, VR.LO, "LEAK");
        object.setString("VENDOR", 0x00091002, VR.LO, "LEAK");
        object.setString(0x00080FFE, VR.LO, "LEAK");
        if (depth > 0) {
            object.newSequence(Tag.DerivationCodeSequence).add(everything(depth - 1));
            object.newSequence(Tag.ReferencedImageSequence).add(everything(depth - 1));
        }
        return object;
    }

    private static void fill(Attributes object, int tag) {
        VR vr = ElementDictionary.vrOf(tag, null);
        switch (vr) {
            case SQ -> {
                Sequence items = object.newSequence(tag);
                for (int i = 0; i < 2 && tag != Tag.ReferencedImageSequence && tag != Tag.SourceImageSequence; i++) {
                    Attributes item = new Attributes();
                    item.setString(Tag.CodeMeaning, VR.LO, "LEAK");
                    item.setString(Tag.TextValue, VR.UT, "LEAK");
                    item.setString(Tag.ValueType, VR.CS, "TEXT");
                    item.newSequence(Tag.ConceptNameCodeSequence).add(new Attributes(item));
                    items.add(item);
                }
            }
            case DA -> object.setString(tag, vr, "19770707");
            case TM -> object.setString(tag, vr, "070707");
            case DT -> object.setString(tag, vr, "19770707070707");
            case UI -> object.setString(tag, vr, "1.2.777");
            case AS -> object.setString(tag, vr, "077Y");
            case DS, IS, FD, FL, SL, SS, SV, UL, US, UV -> object.setString(tag, vr, "7777");
            case AT -> object.setBytes(tag, vr, new byte[] {'L', 'E', 'A', 'K'});
            case OB, OD, OF, OL, OV, OW, UN -> object.setBytes(tag, vr, "LEAKLEAK".getBytes(StandardCharsets.US_ASCII));
            default -> object.setString(tag, vr, "LEAK");
        }
    }

    @Test
    void every_row_does_what_the_table_says_or_what_is_right_for_any_type() throws IOException {
        for (String[] row : table()) {
            int tag = Integer.parseUnsignedInt(row[0], 16);
            Attributes object = new Attributes();
            fill(object, tag);
            deidentifier().deidentify(object);
            switch (row[5]) {
                case "X" -> assertFalse(object.contains(tag), row[1]);
                case "Z", "X/Z" -> assertTrue(
                        object.contains(tag) && (tag == Tag.PatientName || !object.containsValue(tag)), row[1]);
                case "D", "X/D", "Z/D", "X/Z/D", "U" -> assertTrue(object.containsValue(tag), row[1]);
                case "X/Z/U*" -> assertTrue(object.contains(tag), row[1]);
                default -> throw new AssertionError(row[5]);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = "RETAIN_SAFE_PRIVATE", mode = EnumSource.Mode.EXCLUDE)
    void an_option_keeps_what_the_table_says(ProfileOption option) throws IOException {
        int kept = 0;
        for (String[] row : table()) {
            if (row[6 + option.column].equals("K")) {
                int tag = Integer.parseUnsignedInt(row[0], 16);
                Attributes object = new Attributes();
                fill(object, tag);
                byte[] before = object.getBytes(tag);
                deidentifier(option).deidentify(object);
                assertTrue(object.contains(tag), row[1]);
                assertArrayEquals(before, object.getBytes(tag), row[1]);
                kept++;
            }
        }
        assertEquals(option == ProfileOption.RETAIN_MODIFIED_DATES, kept == 0);
    }

    @Test
    void the_same_patient_has_the_same_pseudonym_and_uids_stay_related() {
        Attributes first = patient("0042", "1.2.3.1");
        Attributes second = patient("0042", "1.2.3.2");
        Attributes other = patient("0043", "1.2.3.1");
        Stream.of(first, second, other).forEach(deidentifier()::deidentify);
        assertEquals(first.getString(Tag.PatientID), second.getString(Tag.PatientID));
        assertEquals(first.getString(Tag.PatientID), first.getString(Tag.PatientName));
        assertNotEquals(first.getString(Tag.PatientID), other.getString(Tag.PatientID));
        assertEquals(first.getString(Tag.StudyInstanceUID), other.getString(Tag.StudyInstanceUID));
        assertNotEquals(first.getString(Tag.StudyInstanceUID), second.getString(Tag.StudyInstanceUID));
        assertEquals(UID.CTImageStorage, first.getString(Tag.SOPClassUID));
    }

    @Test
    void a_uid_in_an_item_follows_the_instance_it_refers_to() {
        Attributes object = patient("0042", "1.2.3");
        Attributes reference = new Attributes();
        reference.setString(Tag.ReferencedSOPClassUID, VR.UI, UID.CTImageStorage);
        reference.setString(Tag.ReferencedSOPInstanceUID, VR.UI, "1.2.3");
        object.newSequence(Tag.ReferencedImageSequence).add(reference);
        deidentifier().deidentify(object);
        Attributes item = object.getNestedDataset(Tag.ReferencedImageSequence);
        assertEquals(object.getString(Tag.StudyInstanceUID), item.getString(Tag.ReferencedSOPInstanceUID));
        assertEquals(UID.CTImageStorage, item.getString(Tag.ReferencedSOPClassUID));
    }

    @Test
    void modified_dates_keep_their_distances_and_times() {
        Attributes object = patient("0042", "1.2.3");
        object.setString(Tag.StudyDate, VR.DA, "20261122");
        object.setString(Tag.SeriesDate, VR.DA, "20261124");
        object.setString(Tag.AcquisitionDate, VR.DA, "no date");
        object.setString(Tag.StudyTime, VR.TM, "101500");
        object.setString(Tag.AcquisitionDateTime, VR.DT, "20261122101500");
        deidentifier(ProfileOption.RETAIN_MODIFIED_DATES).deidentify(object);
        String study = object.getString(Tag.StudyDate);
        assertNotEquals("20261122", study);
        assertEquals(DateShift.date(study, 2), object.getString(Tag.SeriesDate));
        assertEquals(study + "101500", object.getString(Tag.AcquisitionDateTime));
        assertEquals("101500", object.getString(Tag.StudyTime));
        assertEquals("19000101", object.getString(Tag.AcquisitionDate));
        assertEquals("MODIFIED", object.getString(Tag.LongitudinalTemporalInformationModified));
    }

    @Test
    void safe_private_attributes_stay_with_their_creator_and_no_others() {
        Attributes object = patient("0042", "1.2.3");
        object.setString("SAFE", 0x00191002, VR.DS, "1.5");
        object.setString("SAFE", 0x00191003, VR.LO, "LEAK");
        object.setString("OTHER", 0x00191002, VR.LO, "LEAK");
        new Deidentifier(
                        HASH,
                        Set.of(ProfileOption.RETAIN_SAFE_PRIVATE),
                        Set.of(new SafePrivateAttribute(0x0019, "SAFE", 0x02)),
                        1)
                .deidentify(object);
        assertEquals("1.5", object.getString("SAFE", 0x00191002));
        assertNull(object.getString("SAFE", 0x00191003));
        assertEquals(2, Arrays.stream(object.tags()).filter(Tag::isPrivate).count());
    }

    @Test
    void the_object_says_what_was_done() {
        Attributes object = patient("0042", "1.2.3");
        object.setString(Tag.DeidentificationMethod, VR.LO, "by hand");
        Deidentifier deidentifier = deidentifier(ProfileOption.RETAIN_UIDS, ProfileOption.RETAIN_FULL_DATES);
        deidentifier.deidentify(object);
        deidentifier.deidentify(object);
        assertEquals("YES", object.getString(Tag.PatientIdentityRemoved));
        assertArrayEquals(
                new String[] {"by hand", "camel-dicom, PS3.15 2026c Annex E"},
                object.getStrings(Tag.DeidentificationMethod));
        assertEquals(
                List.of("113100", "113110", "113106"),
                object.getSequence(Tag.DeidentificationMethodCodeSequence).stream()
                        .map(item -> item.getString(Tag.CodeValue))
                        .toList());
        assertEquals("UNMODIFIED", object.getString(Tag.LongitudinalTemporalInformationModified));
    }

    @Test
    void dates_cannot_be_kept_and_moved() {
        assertThrows(
                IllegalArgumentException.class,
                () -> deidentifier(ProfileOption.RETAIN_FULL_DATES, ProfileOption.RETAIN_MODIFIED_DATES));
    }

    @Test
    void a_dicomdir_is_refused_for_its_records_quote_the_objects() {
        Attributes directory = new Attributes();
        directory.newSequence(Tag.DirectoryRecordSequence);
        assertThrows(IllegalArgumentException.class, () -> deidentifier().deidentify(directory));
    }

    @Test
    void the_whole_table_is_there() throws IOException {
        long withTag = Files.readAllLines(Path.of("src/test/resources/dictionary/basic-profile.tsv")).stream()
                .filter(line -> line.matches("\\p{XDigit}{8}\t.*"))
                .count();
        assertEquals(withTag, ProfileTable.size());
    }

    /** No file keeps a text of its patient, and each can be written and read again. */
    @TestFactory
    Stream<DynamicTest> files_of_the_corpus_do_not_keep_their_patient() throws IOException {
        return Corpus.entries()
                .filter(entry ->
                        entry.expect() == Corpus.Expect.OK && !entry.name().startsWith("dicomdir"))
                .map(entry -> entry.test(file -> {
                    Attributes object = head(file.bytes());
                    Set<String> secrets = new java.util.HashSet<>();
                    visit(object, (attributes, tag) -> {
                        String[] values = Tag.group(tag) == 0x0010 ? attributes.getStrings(tag) : null;
                        if (values != null && attributes.getVR(tag).usesSpecificCharacterSet()) {
                            Arrays.stream(values)
                                    .filter(value -> value.length() > 4)
                                    .forEach(secrets::add);
                        }
                    });
                    deidentifier().deidentify(object);
                    Attributes again = new DicomInputStream(
                                    new ByteArrayInputStream(DicomOutputStream.encode(object, EXPLICIT)), EXPLICIT)
                            .readDataset();
                    visit(again, (attributes, tag) -> {
                        String[] values = attributes.getStrings(tag);
                        if (values != null && attributes.getVR(tag).usesSpecificCharacterSet()) {
                            assertTrue(Arrays.stream(values).noneMatch(secrets::contains), () -> Tag.format(tag));
                        }
                        assertFalse(Tag.isPrivate(tag), () -> Tag.format(tag));
                    });
                }));
    }

    private static Attributes head(byte[] file) throws IOException {
        return new DicomInputStream(new ByteArrayInputStream(file)).readDataset(ElementStop.PIXEL_DATA);
    }

    private static void visit(Attributes attributes, BiConsumer<Attributes, Integer> visitor) {
        for (int tag : attributes.tags()) {
            Sequence items = attributes.getSequence(tag);
            if (items == null) {
                visitor.accept(attributes, tag);
            } else {
                items.forEach(item -> visit(item, visitor));
            }
        }
    }

    private static Deidentifier deidentifier(ProfileOption... options) {
        return new Deidentifier(HASH, Set.of(options), Set.of(), 3650);
    }

    private static Attributes patient(String id, String study) {
        Attributes object = new Attributes();
        object.setString(Tag.SOPClassUID, VR.UI, UID.CTImageStorage);
        object.setString(Tag.PatientName, VR.PN, "Doe^John");
        object.setString(Tag.PatientID, VR.LO, id);
        object.setString(Tag.StudyInstanceUID, VR.UI, study);
        return object;
    }
}
