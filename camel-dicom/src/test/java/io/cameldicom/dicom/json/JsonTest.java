package io.cameldicom.dicom.json;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.BulkData;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PS3.18 annex F. */
class JsonTest {

    private final Attributes dataset = new Attributes();

    @Test
    void text_and_numbers_have_a_value_each() {
        dataset.setString(Tag.ImageType, VR.CS, "ORIGINAL", "", "AXIAL");
        dataset.setString(Tag.SliceThickness, VR.DS, "1.50", "+.5", "none");
        dataset.setInt(Tag.Rows, VR.US, 512);
        dataset.setInt(Tag.FrameIncrementPointer, VR.AT, Tag.FrameTime);
        dataset.setFloat(0x00189073, VR.FD, 0.5f);
        dataset.setNull(Tag.PatientID, VR.LO);
        assertJson(
                "{'00080008':{'vr':'CS','Value':['ORIGINAL',null,'AXIAL']},"
                        + "'00100020':{'vr':'LO'},"
                        + "'00180050':{'vr':'DS','Value':[1.50,0.5,'none']},"
                        + "'00189073':{'vr':'FD','Value':[0.5]},"
                        + "'00280009':{'vr':'AT','Value':['00181063']},"
                        + "'00280010':{'vr':'US','Value':[512]}}",
                dataset);
        assertRoundTrip(dataset);
    }

    @Test
    void numbers_a_double_cannot_hold_are_texts() {
        dataset.setLong(0x00720082, VR.SV, 1L << 53, (1L << 53) + 1, Long.MIN_VALUE);
        dataset.setString(0x00720083, VR.UV, "18446744073709551615");
        assertJson(
                "{'00720082':{'vr':'SV','Value':[9007199254740992,'9007199254740993','-9223372036854775808']},"
                        + "'00720083':{'vr':'UV','Value':['18446744073709551615']}}",
                dataset);
        assertRoundTrip(dataset);
    }

    @Test
    void numbers_that_are_not_finite_are_texts() {
        dataset.setFloat(0x00720076, VR.FL, Float.NaN, Float.NEGATIVE_INFINITY, 1.1f);
        assertJson("{'00720076':{'vr':'FL','Value':['NaN','-Infinity',1.1]}}", dataset);
        assertRoundTrip(dataset);
    }

    @Test
    void the_smallest_floats_keep_their_digits() {
        dataset.setFloat(Tag.RecommendedDisplayFrameRateInFloat, VR.FL, Float.MIN_VALUE, 0.1f);
        assertJson("{'00089459':{'vr':'FL','Value':[1.401298464324817E-45,0.1]}}", dataset);
        assertRoundTrip(dataset);
    }

    @Test
    void a_name_of_nothing_but_delimiters_is_empty() {
        dataset.setString(Tag.PatientName, VR.PN, "^^^^");
        assertJson("{'00100010':{'vr':'PN','Value':[null]}}", dataset);
    }

    @Test
    void names_have_their_groups_and_text_is_unicode() {
        dataset.setString(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 192");
        dataset.setString(Tag.PatientName, VR.PN, "Wang^XiaoDong=王^小东=", "");
        assertJson(
                "{'00080005':{'vr':'CS','Value':['ISO_IR 192']},'00100010':{'vr':'PN','Value':"
                        + "[{'Alphabetic':'Wang^XiaoDong','Ideographic':'王^小东'},null]}}",
                dataset);
        Attributes read = JsonReader.parse(JsonWriter.toString(dataset));
        assertEquals("Wang^XiaoDong=王^小东", read.getString(Tag.PatientName));
        assertEquals("ISO_IR 192", read.getString(Tag.SpecificCharacterSet));
    }

    @Test
    void a_character_set_becomes_unicode_and_is_named_when_needed() {
        Attributes latin = new Attributes();
        latin.setString(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 100");
        latin.setString(Tag.InstitutionName, VR.LO, "Hôpital");
        assertTrue(JsonWriter.toString(latin).contains("ISO_IR 192"));

        Attributes read = JsonReader.parse("{\"00080080\":{\"vr\":\"LO\",\"Value\":[\"Hôpital\"]}}");
        assertEquals("Hôpital", read.getString(Tag.InstitutionName));
        assertEquals("ISO_IR 192", read.getString(Tag.SpecificCharacterSet));
        assertFalse(JsonReader.parse("{\"00080080\":{\"vr\":\"LO\",\"Value\":[\"Ward 5\"]}}")
                .contains(Tag.SpecificCharacterSet));
    }

    @Test
    void items_are_objects() {
        Attributes item = new Attributes();
        item.setString(Tag.CodeMeaning, VR.LO, "Thorax");
        dataset.newSequence(Tag.ProcedureCodeSequence).add(item);
        dataset.getSequence(Tag.ProcedureCodeSequence).add(new Attributes());
        dataset.newSequence(Tag.RequestAttributesSequence);
        assertJson(
                "{'00081032':{'vr':'SQ','Value':[{'00080104':{'vr':'LO','Value':['Thorax']}},{}]},"
                        + "'00400275':{'vr':'SQ'}}",
                dataset);
        assertRoundTrip(dataset);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void binary_is_base64_of_little_endian_bytes(boolean bigEndian) {
        Attributes set = new Attributes(bigEndian);
        set.setInt(Tag.RedPaletteColorLookupTableData, VR.OW, 0x0201, 0x0403);
        set.setBytes(Tag.EncapsulatedDocument, VR.OB, new byte[] {1, 2, 3, 4});
        assertJson(
                "{'00281201':{'vr':'OW','InlineBinary':'AQIDBA=='},'00420011':{'vr':'OB','InlineBinary':'AQIDBA=='}}",
                set);
    }

    @Test
    void binary_of_odd_length_is_padded_as_in_any_encoding() {
        dataset.setBytes(Tag.EncapsulatedDocument, VR.OB, new byte[] {1, 2, 3});
        assertJson("{'00420011':{'vr':'OB','InlineBinary':'AQIDAA=='}}", dataset);
    }

    @Test
    void group_lengths_and_fragments_are_left_out() {
        dataset.setInt(0x00080000, VR.UL, 10);
        dataset.newFragments(Tag.PixelData, VR.OB).add(new byte[2]);
        assertJson("{}", dataset);
    }

    @Test
    void large_values_can_be_given_by_reference(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("f"), new byte[] {9, 1, 2, 3, 4});
        dataset.setBulkData(Tag.EncapsulatedDocument, VR.OB, BulkData.ofFile(file, 1, 4, false));
        dataset.newFragments(Tag.PixelData, VR.OB).add(new byte[2]);
        Attributes item = new Attributes();
        item.setBytes(Tag.ICCProfile, VR.OB, new byte[100]);
        dataset.newSequence(Tag.OpticalPathSequence).add(item);
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            new JsonWriter(json, (path, vr, length) -> length < 10 && length >= 0 ? null : URI.create("bulk/" + path))
                    .write(dataset);
        }
        assertEquals(
                quoted("{'00420011':{'vr':'OB','InlineBinary':'AQIDBA=='},"
                        + "'00480105':{'vr':'SQ','Value':[{'00282000':"
                        + "{'vr':'OB','BulkDataURI':'bulk/00480105/1/00282000'}}]},"
                        + "'7FE00010':{'vr':'OB','BulkDataURI':'bulk/7FE00010'}}"),
                text.toString());
        Attributes read = JsonReader.parse(text.toString());
        assertEquals(
                URI.create("bulk/7FE00010"), read.getBulkData(Tag.PixelData).uri());
        assertEquals(text.toString(), JsonWriter.toString(read));
    }

    /** PS3.18 F.2.2 lets a text or number be given by URI too. */
    @Test
    void a_text_by_reference_stays_one() {
        String json = "{\"00281052\":{\"vr\":\"DS\",\"BulkDataURI\":\"https://elsewhere/1\"},"
                + "\"0040A160\":{\"vr\":\"UT\",\"BulkDataURI\":\"https://elsewhere/2\"}}";
        assertEquals(json, JsonWriter.toString(JsonReader.parse(json)));
    }

    @Test
    void a_reference_is_never_opened(@TempDir Path folder) throws IOException {
        Path secret = Files.write(folder.resolve("secret"), new byte[] {1, 2});
        Attributes read = JsonReader.parse("{\"7FE00010\":{\"vr\":\"OW\",\"BulkDataURI\":\"" + secret.toUri() + "\"}}");
        assertThrows(UncheckedIOException.class, () -> read.getBytes(Tag.PixelData));
    }

    @Test
    void the_order_of_fields_does_not_matter_and_a_missing_vr_is_looked_up() {
        Attributes read =
                JsonReader.parse(quoted("{'00100010':{'Value':[{'Phonetic':'c','Alphabetic':'a'}],'x':[1],'vr':'PN'},"
                        + "'00280010':{'Value':['7']},'00081032':{'Value':[{}]}}"));
        assertEquals("a==c", read.getString(Tag.PatientName));
        assertEquals(7, read.getInt(Tag.Rows, 0));
        assertEquals(1, read.getSequence(Tag.ProcedureCodeSequence).size());
    }

    @Test
    void an_array_is_handed_on_object_by_object() throws IOException {
        List<String> ids = new ArrayList<>();
        String text = quoted("[{'00100020':{'vr':'LO','Value':['1']}},{'00100020':{'vr':'LO','Value':['2']}}]");
        new JsonReader(new JsonFactory().createParser(text))
                .readDatasets(dataset -> ids.add(dataset.getString(Tag.PatientID)));
        assertEquals(List.of("1", "2"), ids);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[",
                "{",
                "{'x':1}",
                "{'00100010':1}",
                "{'0010001G':{}}",
                "{'00100010':{'vr':'ZZ'}}",
                "{'00100010':{'vr':'PN','Value':'SECRET'}}",
                "{'00100010':{'vr':'PN','Value':[SECRET]}}",
                "{'00100010':{'vr':'PN','Value':['SECRET\\x']}}",
                "{'00100010':{'vr':'PN','Value':['SECRET",
                "{'00100010':{'vr':'PN','SECRET':[{SECRET}]}}",
                "{'00100010':{'vr':'PN','Value':[true]}}",
                "{'00100010':{'vr':'PN','Value':[{'Alphabetic':'SECRET','00100010':{}}]}}",
                "{'00280010':{'vr':'US','Value':['SECRET']}}",
                "{'00280010':{'vr':'US','Value':[70000]}}",
                "{'00080060':{'vr':'CS','Value':['SECRETé']}}",
                "{'00081032':{'vr':'SQ','Value':['SECRET']}}",
                "{'00080060':{'vr':'CS','Value':[{'00100010':{}}]}}",
                "{'00420011':{'vr':'OB','InlineBinary':'SECRET SECRET'}}",
                "{'00081032':{'vr':'SQ','InlineBinary':'SECRET=='}}",
                "{'00081032':{'vr':'SQ','BulkDataURI':'SECRET'}}",
                "{'00420011':{'vr':'OB','BulkDataURI':'SECRET SECRET'}}"
            })
    void what_is_not_the_model_is_refused_without_its_values(String text) {
        UncheckedIOException e = assertThrows(UncheckedIOException.class, () -> JsonReader.parse(quoted(text)));
        DicomJsonException cause = assertInstanceOf(DicomJsonException.class, e.getCause());
        assertFalse(cause.getMessage().contains("SECRET"), cause.getMessage());
        assertTrue(cause.getMessage().startsWith("line 1, column "), cause.getMessage());
    }

    @Test
    void nesting_is_limited() {
        String text = "{'00081032':{'vr':'SQ','Value':[".repeat(100) + "]}}".repeat(100);
        assertThrows(UncheckedIOException.class, () -> JsonReader.parse(quoted(text)));
    }

    private static String quoted(String text) {
        return text.replace('\'', '"');
    }

    private static void assertJson(String expected, Attributes dataset) {
        assertEquals(quoted(expected), JsonWriter.toString(dataset));
    }

    private static void assertRoundTrip(Attributes dataset) {
        Attributes read = JsonReader.parse(JsonWriter.toString(dataset));
        assertArrayEquals(dataset.tags(), read.tags());
        assertEquals(JsonWriter.toString(dataset), JsonWriter.toString(read));
    }
}
