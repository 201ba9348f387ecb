package io.cameldicom.dicom.dict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Arrays;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** PS3.5 6.2 and 7.1.2, edition 2026. */
class VRTest {

    @Test
    void there_are_34() {
        assertEquals(34, VR.values().length);
    }

    @Test
    void is_found_by_its_letters() {
        for (VR vr : VR.values()) {
            assertEquals(vr, VR.of(vr.name().charAt(0) << 8 | vr.name().charAt(1)));
            assertEquals(vr, VR.of(vr.code()));
        }
        assertNull(VR.of('Z' << 8 | 'Z'));
        assertNull(VR.of('o' << 8 | 'b'));
        assertNull(VR.of(0));
        assertNull(VR.of(0xFFFF));
    }

    @Test
    void headers_have_a_long_length_as_in_7_1_2() {
        assertEquals("OB OD OF OL OV OW SQ SV UC UN UR UT UV", names(VR::longHeader));
    }

    @Test
    void text_of_the_specific_character_set_is_that_of_6_1_2_2() {
        assertEquals("LO LT PN SH ST UC UT", names(VR::usesSpecificCharacterSet));
    }

    @Test
    void a_backslash_is_a_character_of_LT_ST_UR_and_UT() {
        assertEquals("LT ST UR UT", names(vr -> vr.isString() && !vr.isMultiValued()));
    }

    @Test
    void values_are_padded_with_spaces_except_uids_and_binary() {
        assertEquals("AE AS CS DA DS DT IS LO LT PN SH ST TM UC UR UT", names(vr -> vr.paddingByte() == ' '));
    }

    @Test
    void bytes_change_places_between_byte_orders_as_in_7_3() {
        assertEquals("AT OW SS US", names(vr -> vr.swapUnit() == 2));
        assertEquals("FL OF OL SL UL", names(vr -> vr.swapUnit() == 4));
        assertEquals("FD OD OV SV UV", names(vr -> vr.swapUnit() == 8));
        assertEquals(4, VR.AT.valueSize());
    }

    private static String names(Predicate<VR> which) {
        return Arrays.stream(VR.values()).filter(which).map(VR::name).collect(Collectors.joining(" "));
    }
}
