package io.cameldicom.dicom.data;

import static io.cameldicom.dicom.data.PersonName.Component.FAMILY_NAME;
import static io.cameldicom.dicom.data.PersonName.Component.GIVEN_NAME;
import static io.cameldicom.dicom.data.PersonName.Component.NAME_PREFIX;
import static io.cameldicom.dicom.data.PersonName.Component.NAME_SUFFIX;
import static io.cameldicom.dicom.data.PersonName.Group.ALPHABETIC;
import static io.cameldicom.dicom.data.PersonName.Group.IDEOGRAPHIC;
import static io.cameldicom.dicom.data.PersonName.Group.PHONETIC;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The names are the examples of PS3.5 6.2.1.1 and Annex H. */
class PersonNameTest {
    @Test
    void has_five_components() {
        PersonName name = PersonName.parse("Adams^John Robert Quincy^^Rev.^B.A. M.Div.");
        assertEquals("Adams", name.get(FAMILY_NAME));
        assertEquals("John Robert Quincy", name.get(GIVEN_NAME));
        assertEquals("Rev.", name.get(NAME_PREFIX));
        assertEquals("B.A. M.Div.", name.get(NAME_SUFFIX));
        assertEquals("Adams^John Robert Quincy^^Rev.^B.A. M.Div.", name.format());
    }

    @Test
    void has_three_groups() {
        PersonName name = PersonName.parse("Yamada^Tarou=山田^太郎=やまだ^たろう");
        assertEquals("Yamada", name.get(FAMILY_NAME));
        assertEquals("太郎", name.get(IDEOGRAPHIC, GIVEN_NAME));
        assertEquals("やまだ^たろう", name.format(PHONETIC));
        assertTrue(name.contains(PHONETIC));
        assertEquals("Yamada^Tarou=山田^太郎=やまだ^たろう", name.format());
    }

    @ParameterizedTest
    @CsvSource({
        "A^B^^^, A^B",
        "A^B==, A^B",
        "=山^太=, =山^太",
        "'A ^ B ', A^B",
        "^^^^==, ''",
        "'', ''",
        "A^B^C^D^E^F, A^B^C^D^E^F"
    })
    void what_means_nothing_is_left_out_and_nothing_fails(String written, String formatted) {
        assertEquals(formatted, PersonName.parse(written).format());
    }

    @Test
    void names_are_equal_when_their_components_are() {
        assertEquals(PersonName.parse("A^B^^^="), PersonName.parse("A^B"));
        assertEquals(
                PersonName.parse("A^B^^^=").hashCode(), PersonName.parse("A^B").hashCode());
        assertFalse(PersonName.parse("A^B").equals(PersonName.parse("A=B")));
    }

    @Test
    void one_component_can_be_changed() {
        PersonName name = PersonName.parse("Yamada^Tarou").with(IDEOGRAPHIC, FAMILY_NAME, "山田");
        assertEquals("Yamada^Tarou=山田", name.format());
        assertThrows(IllegalArgumentException.class, () -> name.with(ALPHABETIC, GIVEN_NAME, "A^B"));
    }

    @Test
    void does_not_show_the_name_by_itself() {
        assertEquals(
                "PersonName[ALPHABETIC, IDEOGRAPHIC]",
                PersonName.parse("Yamada=山田").toString());
    }
}
