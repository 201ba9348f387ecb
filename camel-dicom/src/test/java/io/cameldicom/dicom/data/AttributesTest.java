package io.cameldicom.dicom.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttributesTest {

    private static final String CREATOR = "CAMEL TEST 1.0";

    private final Attributes dataset = new Attributes();

    @Test
    void elements_are_sorted_by_tag_as_unsigned_numbers() {
        dataset.setString(0xFFFCFFFC, VR.OB, "1", "2");
        dataset.setString(Tag.PatientID, VR.LO, "P1");
        dataset.setString(Tag.Modality, VR.CS, "CT");
        assertArrayEquals(new int[] {Tag.Modality, Tag.PatientID, 0xFFFCFFFC}, dataset.tags());
        assertEquals(3, dataset.size());
    }

    @Test
    void text_is_trimmed_and_values_are_counted_from_0() {
        dataset.setBytes(Tag.ImageType, VR.CS, ascii("ORIGINAL\\ PRIMARY \\\\AXIAL "));
        assertEquals("ORIGINAL", dataset.getString(Tag.ImageType));
        assertEquals("PRIMARY", dataset.getString(Tag.ImageType, 1, null));
        assertEquals("none", dataset.getString(Tag.ImageType, 2, "none"));
        assertEquals("AXIAL", dataset.getString(Tag.ImageType, 3, null));
        assertNull(dataset.getString(Tag.ImageType, 4, null));
        assertArrayEquals(new String[] {"ORIGINAL", "PRIMARY", "", "AXIAL"}, dataset.getStrings(Tag.ImageType));
    }

    @Test
    void leading_spaces_and_backslashes_belong_to_a_text_of_one_value() {
        dataset.setBytes(Tag.PatientComments, VR.LT, ascii("  a\\b  "));
        assertEquals("  a\\b", dataset.getString(Tag.PatientComments));
        assertEquals(1, dataset.getStrings(Tag.PatientComments).length);
    }

    @Test
    void absent_and_empty_values_answer_the_default() {
        assertNull(dataset.getString(Tag.PatientID));
        assertNull(dataset.getStrings(Tag.PatientID));
        assertNull(dataset.getInts(Tag.Rows));
        assertEquals(7, dataset.getInt(Tag.Rows, 7));
        dataset.setNull(Tag.PatientID, VR.LO);
        dataset.setNull(Tag.Rows, VR.US);
        assertTrue(dataset.contains(Tag.PatientID));
        assertFalse(dataset.containsValue(Tag.PatientID));
        assertEquals("x", dataset.getString(Tag.PatientID, "x"));
        assertEquals(0, dataset.getStrings(Tag.PatientID).length);
        assertEquals(0, dataset.getInts(Tag.Rows).length);
        assertEquals(7, dataset.getInt(Tag.Rows, 7));
    }

    @Test
    void an_element_can_be_named_by_keyword_or_digits() {
        dataset.setString(Tag.PatientID, VR.LO, "P1");
        assertEquals("P1", dataset.getString("PatientID"));
        assertEquals("P1", dataset.getString("00100020"));
        assertEquals("P1", dataset.getString("(0010,0020)"));
        assertThrows(IllegalArgumentException.class, () -> dataset.getString("PatientIDD"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void numbers_of_every_binary_vr_come_back_in_either_byte_order(boolean bigEndian) {
        Attributes set = new Attributes(bigEndian);
        set.setInt(1, VR.US, 0, 65535);
        set.setInt(2, VR.SS, -32768, 32767);
        set.setLong(3, VR.UL, 0, 0xFFFFFFFFL);
        set.setInt(4, VR.SL, Integer.MIN_VALUE, Integer.MAX_VALUE);
        set.setLong(5, VR.SV, Long.MIN_VALUE, Long.MAX_VALUE);
        set.setString(6, VR.UV, "18446744073709551615");
        set.setFloat(7, VR.FL, -1.5f, Float.MIN_VALUE);
        set.setDouble(8, VR.FD, Math.PI);
        set.setInt(9, VR.AT, Tag.PatientID, Tag.PixelData);
        set.setInt(10, VR.OW, 0xFFFF, 1);
        set.setDouble(11, VR.OD, Math.E);
        assertArrayEquals(new int[] {0, 65535}, set.getInts(1));
        assertArrayEquals(new int[] {-32768, 32767}, set.getInts(2));
        assertArrayEquals(new long[] {0, 0xFFFFFFFFL}, set.getLongs(3));
        assertArrayEquals(new int[] {Integer.MIN_VALUE, Integer.MAX_VALUE}, set.getInts(4));
        assertArrayEquals(new long[] {Long.MIN_VALUE, Long.MAX_VALUE}, set.getLongs(5));
        assertEquals("18446744073709551615", set.getString(6));
        assertEquals(0x1p64, set.getDouble(6, 0));
        assertArrayEquals(new float[] {-1.5f, Float.MIN_VALUE}, set.getFloats(7));
        assertArrayEquals(new double[] {Math.PI}, set.getDoubles(8));
        assertArrayEquals(new String[] {"00100020", "7FE00010"}, set.getStrings(9));
        assertArrayEquals(new int[] {Tag.PatientID, Tag.PixelData}, set.getInts(9));
        assertEquals("1", set.getString(10, 1, null));
        assertEquals(Math.E, set.getDouble(11, 0, 0));
    }

    @Test
    void numbers_written_as_text_are_numbers() {
        dataset.setString(Tag.SliceThickness, VR.DS, " 1.50 ", "-2e3");
        dataset.setInt(Tag.InstanceNumber, VR.IS, 12);
        assertArrayEquals(new double[] {1.5, -2000}, dataset.getDoubles(Tag.SliceThickness));
        assertEquals(-2000, dataset.getInt(Tag.SliceThickness, 1, 0));
        assertEquals("12", dataset.getString(Tag.InstanceNumber));
        assertArrayEquals(ascii("12"), dataset.getBytes(Tag.InstanceNumber));
    }

    @Test
    void a_decimal_string_has_at_most_16_characters() {
        dataset.setDouble(Tag.SliceThickness, VR.DS, Math.PI, -Math.PI * 1e-10, 1e300 / 3, 5, Double.MIN_VALUE);
        String[] texts = dataset.getStrings(Tag.SliceThickness);
        double[] values = {Math.PI, -Math.PI * 1e-10, 1e300 / 3, 5, Double.MIN_VALUE};
        for (int i = 0; i < texts.length; i++) {
            assertTrue(texts[i].length() <= 16, texts[i]);
            assertEquals(values[i], Double.parseDouble(texts[i]), Math.abs(values[i]) * 1e-8, texts[i]);
        }
        assertEquals("5", texts[3]);
    }

    @Test
    void a_text_that_is_no_number_answers_the_default_or_an_error_without_the_value() {
        dataset.setString(Tag.InstanceNumber, VR.IS, "1", "DOE");
        assertEquals(-1, dataset.getInt(Tag.InstanceNumber, 1, -1));
        NumberFormatException e = assertThrows(NumberFormatException.class, () -> dataset.getInts(Tag.InstanceNumber));
        assertEquals("(0020,0013) IS: value 2 is no number", e.getMessage());
    }

    @Test
    void a_number_out_of_range_is_refused_naming_the_tag() {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> dataset.setInt(Tag.Rows, VR.US, 65536));
        assertEquals("(0028,0010): out of the range of US, 0 to 65535", e.getMessage());
        e = assertThrows(IllegalArgumentException.class, () -> dataset.setString(Tag.Rows, VR.US, "DOE"));
        assertFalse(e.getMessage().contains("DOE"));
        assertThrows(IllegalArgumentException.class, () -> dataset.setDouble(Tag.Rows, VR.US, 1.5));
        assertFalse(dataset.contains(Tag.Rows));
    }

    @Test
    void values_are_padded_to_even_length() {
        dataset.setString(Tag.PatientID, VR.LO, "abc");
        dataset.setString(Tag.SOPInstanceUID, VR.UI, "1.2");
        dataset.setBytes(Tag.EncapsulatedDocument, VR.OB, new byte[] {1});
        assertArrayEquals(ascii("abc "), dataset.getBytes(Tag.PatientID));
        assertArrayEquals(ascii("1.2\0"), dataset.getBytes(Tag.SOPInstanceUID));
        assertArrayEquals(new byte[] {1, 0}, dataset.getBytes(Tag.EncapsulatedDocument));
        assertEquals("1.2", dataset.getString(Tag.SOPInstanceUID));
    }

    @Test
    void a_private_element_is_found_in_the_block_its_creator_reserved() {
        dataset.setString("SOMEBODY ELSE", 0x00090001, VR.LO, "theirs");
        dataset.setString(CREATOR, 0x00090001, VR.LO, "ours");
        dataset.setInt(CREATOR, 0x00090002, VR.US, 3);
        dataset.newSequence(CREATOR, 0x00090003).add(new Attributes());
        assertEquals("ours", dataset.getString(0x00091101));
        assertEquals("ours", dataset.getString(CREATOR, 0x00090001));
        assertEquals("theirs", dataset.getString("SOMEBODY ELSE", 0x00090001));
        assertEquals(3, dataset.getInt(CREATOR, 0x0009FF02, 0));
        assertEquals(1, dataset.getSequence(CREATOR, 0x00090003).size());
        assertEquals(CREATOR, dataset.privateCreatorOf(0x00091101));
        assertNull(dataset.getString("NOBODY", 0x00090001));
        assertFalse(dataset.contains("NOBODY", 0x00090001));
        assertTrue(dataset.contains(CREATOR, 0x00090001));
        assertThrows(IllegalArgumentException.class, () -> dataset.setString(CREATOR, Tag.PatientID, VR.LO, "x"));
    }

    @Test
    void un_is_decoded_as_the_dictionary_says_and_stays_un() {
        dataset.setBytes(Tag.PatientID, VR.UN, ascii("P1"));
        dataset.setBytes(Tag.Rows, VR.UN, new byte[] {1, 2});
        assertEquals("P1", dataset.getString(Tag.PatientID));
        assertEquals(0x0201, dataset.getInt(Tag.Rows, 0));
        assertEquals(VR.UN, dataset.getVR(Tag.PatientID));
        Attributes big = new Attributes(true);
        big.setBytes(Tag.Rows, VR.UN, new byte[] {1, 2});
        assertEquals(0x0201, big.getInt(Tag.Rows, 0));
        big.setString(Tag.Rows, VR.UN, "258");
        assertArrayEquals(new byte[] {2, 1}, big.getBytes(Tag.Rows));
        dataset.setString(Tag.PatientID, VR.UN, "P123");
        assertEquals("P123", dataset.getString(Tag.PatientID));
        assertEquals(VR.UN, dataset.getVR(Tag.PatientID));
    }

    @Test
    void a_change_of_an_item_is_a_change_of_every_data_set_around_it() {
        Attributes read = ElementAppender.dataset(true, false).attributes();
        ElementAppender outer = ElementAppender.dataset(true, false);
        Sequence sequence = outer.newSequence(false);
        ElementAppender item = ElementAppender.item(sequence, true, false, false);
        item.bytes(Tag.CodeValue, VR.SH, 0, ascii("A1"), 0, 2);
        outer.sequence(Tag.ProcedureCodeSequence, VR.SQ, 0, sequence);
        Attributes whole = outer.attributes();
        assertFalse(read.isModified());
        assertFalse(whole.isModified());
        assertSame(whole, item.attributes().getParent());
        whole.getNestedDataset(Tag.ProcedureCodeSequence).remove(Tag.CodeValue);
        assertTrue(whole.isModified());
        assertTrue(new Attributes().isModified());
    }

    @Test
    void an_item_belongs_to_one_sequence() {
        Attributes item = new Attributes();
        Sequence one = dataset.newSequence(Tag.ProcedureCodeSequence);
        Sequence two = dataset.newSequence(Tag.RequestAttributesSequence);
        one.add(item);
        assertThrows(IllegalArgumentException.class, () -> two.add(item));
        two.add(new Attributes(item));
        one.remove(0);
        assertNull(item.getParent());
        two.set(0, item);
        assertSame(dataset, item.getParent());
        assertThrows(IllegalArgumentException.class, () -> item.newSequence(Tag.CodeValue)
                .add(dataset));
        dataset.remove(Tag.RequestAttributesSequence);
        assertNull(item.getParent());
    }

    @Test
    void a_copy_shares_no_items() {
        Attributes item = new Attributes();
        item.setString(Tag.CodeValue, VR.SH, "A1");
        dataset.newSequence(Tag.ProcedureCodeSequence).add(item);
        Attributes copy = new Attributes(dataset);
        assertNotSame(item, copy.getNestedDataset(Tag.ProcedureCodeSequence));
        assertSame(copy, copy.getNestedDataset(Tag.ProcedureCodeSequence).getParent());
        copy.getNestedDataset(Tag.ProcedureCodeSequence).setString(Tag.CodeValue, VR.SH, "B2");
        assertEquals("A1", item.getString(Tag.CodeValue));
    }

    @Test
    void characters_are_those_of_the_data_set_around() {
        dataset.setString(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 100");
        dataset.setString(Tag.PatientName, VR.PN, "Buc^Jérôme");
        Attributes item = new Attributes();
        dataset.newSequence(Tag.ProcedureCodeSequence).add(item);
        item.setString(Tag.CodeMeaning, VR.LO, "Fuß");
        assertArrayEquals("Buc^Jérôme".getBytes(StandardCharsets.ISO_8859_1), dataset.getBytes(Tag.PatientName));
        assertArrayEquals("Fuß ".getBytes(StandardCharsets.ISO_8859_1), item.getBytes(Tag.CodeMeaning));
        assertEquals("Fuß", item.getString(Tag.CodeMeaning));
    }

    @Test
    void a_copy_of_an_item_takes_the_character_set_along_that_its_text_needs() {
        dataset.setString(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 100");
        Sequence sequence = dataset.newSequence(Tag.ProcedureCodeSequence, 2);
        sequence.add(new Attributes());
        sequence.add(new Attributes());
        sequence.get(0).setString(Tag.CodeMeaning, VR.LO, "Fuß");
        sequence.get(1).setString(Tag.CodeMeaning, VR.LO, "Foot");
        Attributes copy = new Attributes(sequence.get(0));
        assertEquals("Fuß", copy.getString(Tag.CodeMeaning));
        assertEquals("ISO_IR 100", copy.getString(Tag.SpecificCharacterSet));
        assertFalse(new Attributes(sequence.get(1)).contains(Tag.SpecificCharacterSet));
        assertFalse(new Attributes(dataset)
                .getNestedDataset(Tag.ProcedureCodeSequence)
                .contains(Tag.SpecificCharacterSet));
    }

    @Test
    void characters_that_do_not_fit_are_refused_without_naming_them() {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> dataset.setString(Tag.PatientName, VR.PN, "Jérôme"));
        assertTrue(e.getMessage().startsWith("(0010,0010) PN: "), e.getMessage());
        assertFalse(e.getMessage().contains("J"), e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> dataset.setString(Tag.Modality, VR.CS, "é"));
        assertTrue(dataset.isEmpty());
    }

    @Test
    void a_new_character_set_re_encodes_every_text_below() {
        dataset.setString(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 100");
        dataset.setString(Tag.PatientName, VR.PN, "Buc^Jérôme");
        Attributes item = new Attributes();
        dataset.newSequence(Tag.ProcedureCodeSequence).add(item);
        item.setString(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 144");
        item.setString(Tag.CodeMeaning, VR.LO, "Люк");
        dataset.setSpecificCharacterSet("ISO_IR 192");
        assertEquals("ISO_IR 192", dataset.getString(Tag.SpecificCharacterSet));
        assertFalse(item.contains(Tag.SpecificCharacterSet));
        assertEquals("Buc^Jérôme", dataset.getString(Tag.PatientName));
        assertEquals("Люк", item.getString(Tag.CodeMeaning));
        assertArrayEquals("Люк".getBytes(StandardCharsets.UTF_8), item.getBytes(Tag.CodeMeaning));

        assertThrows(IllegalArgumentException.class, () -> dataset.setSpecificCharacterSet("ISO_IR 100"));
        assertEquals("Buc^Jérôme", dataset.getString(Tag.PatientName));
    }

    @Test
    void a_text_of_vr_un_is_re_encoded_too() {
        dataset.setString(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 100");
        dataset.setBytes(Tag.PatientName, VR.UN, "Jérôme".getBytes(StandardCharsets.ISO_8859_1));
        dataset.setSpecificCharacterSet("ISO_IR 192");
        assertEquals("Jérôme", dataset.getString(Tag.PatientName));
        assertEquals(VR.UN, dataset.getVR(Tag.PatientName));

        Attributes other = new Attributes();
        other.setString(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 100");
        other.addAll(dataset);
        assertEquals("Jérôme", other.getString(Tag.PatientName));
        assertEquals("ISO_IR 100", other.getString(Tag.SpecificCharacterSet));
    }

    @Test
    void adding_keeps_values_over_byte_orders_and_character_sets() {
        Attributes other = new Attributes(true);
        other.setString(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 144");
        other.setString(Tag.PatientName, VR.PN, "Люкceмбypг");
        other.setInt(Tag.Rows, VR.US, 512);
        Attributes item = new Attributes();
        other.newSequence(Tag.ProcedureCodeSequence).add(item);
        item.setString(Tag.CodeMeaning, VR.LO, "Люк");

        dataset.setString(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 100");
        dataset.setString(Tag.InstitutionName, VR.LO, "Hôpital");
        dataset.addAll(other);
        assertEquals("Hôpital", dataset.getString(Tag.InstitutionName));
        assertEquals("Люкceмбypг", dataset.getString(Tag.PatientName));
        assertEquals(512, dataset.getInt(Tag.Rows, 0));
        assertEquals("Люк", dataset.getNestedDataset(Tag.ProcedureCodeSequence).getString(Tag.CodeMeaning));

        Attributes selected = new Attributes();
        selected.addSelected(other, Tag.PatientName, Tag.PatientID);
        assertEquals("Люкceмбypг", selected.getString(Tag.PatientName));
        assertFalse(selected.contains(Tag.PatientID));

        Attributes fresh = new Attributes();
        fresh.addAll(other);
        assertEquals("ISO_IR 144", fresh.getString(Tag.SpecificCharacterSet));
        assertEquals("Люкceмбypг", fresh.getString(Tag.PatientName));
    }

    @Test
    void text_shows_no_value() {
        dataset.setString(Tag.PatientName, VR.PN, "DOE^JANE");
        dataset.newSequence(Tag.ProcedureCodeSequence).add(new Attributes());
        dataset.newFragments(Tag.PixelData, VR.OB).add(new byte[2]);
        assertEquals(
                "Attributes[(0008,1032) SQ Sequence[1 items], (0010,0010) PN #8, (7FE0,0010) OB Fragments[1]]",
                dataset.toString());
    }

    @Test
    void removing_tells_whether_there_was_something() {
        dataset.setString(Tag.PatientID, VR.LO, "P1");
        assertTrue(dataset.remove(Tag.PatientID));
        assertFalse(dataset.remove(Tag.PatientID));
        assertTrue(dataset.isEmpty());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
