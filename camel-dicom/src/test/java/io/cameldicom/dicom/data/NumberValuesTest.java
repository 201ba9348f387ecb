package io.cameldicom.dicom.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The ranges of numbers, written and read (PS3.5 table 6.2-1). */
class NumberValuesTest {

    private final Attributes dataset = new Attributes();

    @ParameterizedTest
    @ValueSource(longs = {Integer.MIN_VALUE, -1, 0, Integer.MAX_VALUE})
    void an_is_takes_what_32_bits_have(long value) {
        dataset.setLong(Tag.InstanceNumber, VR.IS, value);
        assertEquals(value, dataset.getInt(Tag.InstanceNumber, 7));
    }

    @ParameterizedTest
    @ValueSource(longs = {Integer.MIN_VALUE - 1L, Integer.MAX_VALUE + 1L, Long.MAX_VALUE})
    void an_is_takes_no_more_than_32_bits(long value) {
        var e = assertThrows(IllegalArgumentException.class, () -> dataset.setLong(Tag.InstanceNumber, VR.IS, value));
        assertEquals("(0020,0013): out of the range of IS, -2147483648 to 2147483647", e.getMessage());
        assertThrows(
                IllegalArgumentException.class, () -> dataset.setDouble(Tag.InstanceNumber, VR.IS, (double) value));
    }

    @Test
    void an_is_takes_no_fraction_and_a_ds_nothing_that_is_not_finite() {
        assertThrows(IllegalArgumentException.class, () -> dataset.setDouble(Tag.InstanceNumber, VR.IS, 1.5));
        assertThrows(IllegalArgumentException.class, () -> dataset.setDouble(Tag.SliceThickness, VR.DS, Double.NaN));
        assertThrows(
                IllegalArgumentException.class,
                () -> dataset.setFloat(Tag.SliceThickness, VR.DS, Float.NEGATIVE_INFINITY));
        assertTrue(dataset.isEmpty());
    }

    @Test
    void a_long_that_a_ds_has_no_room_for_is_rounded() {
        dataset.setLong(Tag.SliceThickness, VR.DS, 1_234_567_890_123_456_789L, 42);
        String[] texts = dataset.getStrings(Tag.SliceThickness);
        assertTrue(texts[0].length() <= 16, texts[0]);
        assertEquals(1.23456789e18, Double.parseDouble(texts[0]), 1e9);
        assertEquals("42", texts[1]);
    }

    /** As a peer may send them. */
    @ParameterizedTest
    @CsvSource({"2147483648", "-2147483649", "99999999999", "1e10"})
    void an_is_beyond_32_bits_is_no_int(String text) {
        dataset.setString(Tag.InstanceNumber, VR.IS, "1", text);
        assertEquals(-7, dataset.getInt(Tag.InstanceNumber, 1, -7));
        var e = assertThrows(NumberFormatException.class, () -> dataset.getInts(Tag.InstanceNumber));
        assertEquals("(0020,0013) IS: value 2 does not fit 32 bits", e.getMessage());
        assertEquals((long) Double.parseDouble(text), dataset.getLongs(Tag.InstanceNumber)[1]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1f", "0x10", "1e400d", "NaN", "--1", "1e99", "9223372036854775808", ""})
    void what_is_no_whole_number_is_the_default(String text) {
        dataset.setString(Tag.InstanceNumber, VR.IS, "1", text);
        assertEquals(-7, dataset.getLong(Tag.InstanceNumber, 1, -7));
        assertThrows(NumberFormatException.class, () -> dataset.getLongs(Tag.InstanceNumber));
    }

    @Test
    void a_sign_and_a_decimal_point_are_understood_in_an_is() {
        dataset.setString(Tag.InstanceNumber, VR.IS, "+5", "7.0", "1E2", "-3.9");
        assertArrayEquals(new int[] {5, 7, 100, -3}, dataset.getInts(Tag.InstanceNumber));
    }

    @Test
    void unsigned_values_are_two_s_complement_as_int_and_themselves_as_long() {
        dataset.setLong(Tag.SimpleFrameList, VR.UL, 0xFFFFFFFFL);
        assertEquals(-1, dataset.getInt(Tag.SimpleFrameList, 0));
        assertEquals(0xFFFFFFFFL, dataset.getLong(Tag.SimpleFrameList, 0));
        assertArrayEquals(new int[] {-1}, dataset.getInts(Tag.SimpleFrameList));
        dataset.setLong(Tag.SelectorSVValue, VR.SV, 1L << 40);
        assertEquals(7, dataset.getInt(Tag.SelectorSVValue, 7));
        assertThrows(NumberFormatException.class, () -> dataset.getInts(Tag.SelectorSVValue));
    }

    @Test
    void arrays_of_floats_are_exact() {
        float[] values = {0.1f, Float.MAX_VALUE, -0f};
        dataset.setFloat(Tag.FloatPixelData, VR.OF, values);
        assertArrayEquals(values, dataset.getFloats(Tag.FloatPixelData));
        dataset.setFloat(Tag.SliceThickness, VR.DS, 0.1f);
        assertArrayEquals(new float[] {0.1f}, dataset.getFloats(Tag.SliceThickness));
        assertFalse(dataset.getString(Tag.SliceThickness).startsWith("0.10000000149"));
    }

    @Test
    void a_uri_keeps_what_a_backslash_or_blank_at_its_start_says_and_a_uc_has_values() {
        dataset.setString(Tag.RetrieveURL, VR.UR, "http://pacs.example/studies/1.2.3?a=b\\c");
        assertEquals("http://pacs.example/studies/1.2.3?a=b\\c", dataset.getString(Tag.RetrieveURL));
        dataset.setString(Tag.LongCodeValue, VR.UC, "x".repeat(70_000), "y");
        assertEquals(70_000, dataset.getString(Tag.LongCodeValue).length());
        assertEquals("y", dataset.getString(Tag.LongCodeValue, 1, null));
    }
}
