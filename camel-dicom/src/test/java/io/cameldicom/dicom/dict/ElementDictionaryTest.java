package io.cameldicom.dicom.dict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ElementDictionaryTest {
    @Test
    void every_row_of_the_standards_table_is_found_by_tag_and_by_keyword() throws IOException {
        List<String> rows = Files.readAllLines(Path.of("src/test/resources/dictionary/elements.tsv"));
        assertEquals(5350, rows.size());
        for (String row : rows.subList(1, rows.size())) {
            String[] column = row.split("\t");
            int tag = ElementDictionary.tagOf(column[1]);
            assertTrue(String.format("%08X", tag).matches(column[0].replace("x", "[0-9A-F]")), column[1]);
            assertEquals(column[1], ElementDictionary.keywordOf(tag, null));
            assertEquals(column[5], ElementDictionary.nameOf(tag, null));
            assertEquals(column[3], ElementDictionary.vmOf(tag, null));
            assertEquals(column[4].equals("Y"), ElementDictionary.isRetired(tag));
            if (!column[2].equals("-") && !Tag.isGroupLength(tag)) {
                String vrs = String.join(
                        "|",
                        ElementDictionary.vrChoicesOf(tag, null).stream()
                                .map(VR::name)
                                .toList());
                assertEquals(column[2], vrs, column[1]);
            }
        }
    }

    @Test
    void constants_and_dictionary_say_the_same() throws IllegalAccessException {
        for (Field field : Tag.class.getFields()) {
            assertEquals(field.getInt(null), ElementDictionary.tagOf(field.getName()), field.getName());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "00100010, PN", "00080000, UL", "00091010, UN", "00090010, LO", "00090000, UL", "7FE00010, OW", "00280106, US",
        "00283006, OW", "00281200, OW", "60000010, US", "601E3000, OW", "50063000, OW", "00203178, CS", "00280400, LO",
        "00280410, US", "7F120010, OW", "12345678, UN", "FFFEE000, UN", "60010010, LO", "60011010, UN"
    })
    void gives_the_vr_to_take_where_none_is_stated(String tag, VR vr) {
        assertEquals(vr, ElementDictionary.vrOf(Integer.parseUnsignedInt(tag, 16), null));
    }

    @Test
    void private_elements_are_known_by_their_creator_in_any_block() {
        assertEquals(VR.OB, ElementDictionary.vrOf(0x00291010, "SIEMENS CSA HEADER"));
        assertEquals(VR.OB, ElementDictionary.vrOf(0x0029FF10, "SIEMENS CSA HEADER "));
        assertEquals(
                "CSAImageHeaderInfo",
                ElementDictionary.nameOf(0x00291010, "SIEMENS CSA HEADER").replace(" ", ""));
        assertEquals(VR.UN, ElementDictionary.vrOf(0x00291010, "NOBODY"));
        assertEquals(VR.UN, ElementDictionary.vrOf(0x00291010, null));
        assertEquals("", ElementDictionary.keywordOf(0x00291010, "SIEMENS CSA HEADER"));
        assertTrue(PrivateDictionary.knows("SIEMENS CSA HEADER"));
        assertFalse(PrivateDictionary.knows("NOBODY"));
    }

    @Test
    void a_private_element_at_a_fixed_place_is_known_only_there() {
        assertEquals(VR.DS, ElementDictionary.vrOf(0x00191000, "PHILIPS MR/PART"));
        assertEquals(VR.OB, ElementDictionary.vrOf(0x00251030, "CMR42 CIRCLECVI"));
        assertEquals(VR.UN, ElementDictionary.vrOf(0x00251130, "CMR42 CIRCLECVI"));
    }

    @ParameterizedTest
    @CsvSource({
        "Modalty, Modality",
        "modality, Modality",
        "PatientsName, PatientName",
        "PatientNmae, PatientName",
        "StudyInstanceUid, StudyInstanceUID",
        "SliceThicknes, SliceThickness"
    })
    void names_the_nearest_keyword_of_a_misspelt_one(String misspelt, String meant) {
        assertEquals(meant, ElementDictionary.nearest(misspelt).get(0));
        assertTrue(ElementDictionary.nearest(misspelt).size() <= 3);
    }

    @Test
    void names_nothing_when_nothing_is_near() {
        assertEquals(List.of(), ElementDictionary.nearest("Qwertzuiop"));
        assertEquals(List.of(), ElementDictionary.nearest(""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"PatientID", "00100020", "0010,0020", "(0010,0020)", "' (0010,0020) '"})
    void a_tag_is_read_as_people_write_it(String written) {
        assertEquals(Tag.PatientID, Tag.parse(written));
        assertEquals("(0010,0020)", Tag.format(Tag.parse(written)));
    }

    @Test
    void what_is_no_tag_is_refused_with_the_nearest_keyword() {
        var e = assertThrows(IllegalArgumentException.class, () -> Tag.parse("PatientIdd"));
        assertEquals("No DICOM keyword 'PatientIdd'; did you mean PatientID?", e.getMessage());
    }

    @Test
    void a_tag_tells_its_kind() {
        assertTrue(Tag.isPrivate(0x00091001));
        assertFalse(Tag.isPrivate(Tag.PatientID));
        assertTrue(Tag.isPrivateCreator(0x00090010));
        assertTrue(Tag.isPrivateCreator(0x000900FF));
        assertFalse(Tag.isPrivateCreator(0x0009000F));
        assertFalse(Tag.isPrivateCreator(0x00091000));
        assertEquals(0x00090010, Tag.creatorOf(0x00091001));
        assertTrue(Tag.isGroupLength(0x7FE00000));
        assertEquals(0xFFFE, Tag.group(Tag.Item));
        assertEquals(0xE000, Tag.element(Tag.Item));
        assertEquals(Tag.Item, Tag.of(0xFFFE, 0xE000));
    }
}
