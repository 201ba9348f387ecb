package io.cameldicom.dicom.xml;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.BulkData;
import io.cameldicom.dicom.data.BulkDataUris;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XmlTest {

    private static final String CREATOR = "CAMEL <DICOM> \"TEST\"";
    private static final String START =
            "<NativeDicomModel xmlns=\"http://dicom.nema.org/PS3.19/models/NativeDICOM\" xml:space=\"preserve\">";

    private final Attributes dataset = new Attributes();

    @Test
    void an_attribute_has_tag_vr_keyword_and_numbered_values() {
        dataset.setString(Tag.ImageType, VR.CS, "ORIGINAL", "", "AXIAL");
        dataset.setInt(Tag.Rows, VR.US, 512);
        dataset.setNull(Tag.PatientID, VR.LO);
        dataset.setInt(Tag.FrameIncrementPointer, VR.AT, Tag.FrameTime);
        assertXml("<DicomAttribute tag=\"00080008\" vr=\"CS\" keyword=\"ImageType\">"
                + "<Value number=\"1\">ORIGINAL</Value><Value number=\"2\"></Value>"
                + "<Value number=\"3\">AXIAL</Value></DicomAttribute>"
                + "<DicomAttribute tag=\"00100020\" vr=\"LO\" keyword=\"PatientID\"></DicomAttribute>"
                + "<DicomAttribute tag=\"00280009\" vr=\"AT\" keyword=\"FrameIncrementPointer\">"
                + "<Value number=\"1\">00181063</Value></DicomAttribute>"
                + "<DicomAttribute tag=\"00280010\" vr=\"US\" keyword=\"Rows\">"
                + "<Value number=\"1\">512</Value></DicomAttribute>");
        assertRoundTrip();
    }

    @Test
    void a_name_has_its_groups_and_components() {
        dataset.setString(Tag.SpecificCharacterSet, VR.CS, "", "ISO 2022 IR 87");
        dataset.setString(Tag.PatientName, VR.PN, "Yamada^Tarou^^Dr=山田^太郎", "Doe");
        String xml = XmlWriter.toString(dataset);
        assertTrue(
                xml.contains("<PersonName number=\"1\"><Alphabetic><FamilyName>Yamada</FamilyName>"
                        + "<GivenName>Tarou</GivenName><NamePrefix>Dr</NamePrefix></Alphabetic>"
                        + "<Ideographic><FamilyName>山田</FamilyName><GivenName>太郎</GivenName></Ideographic>"
                        + "</PersonName><PersonName number=\"2\"><Alphabetic><FamilyName>Doe</FamilyName>"),
                xml);
        Attributes read = XmlReader.parse(xml);
        assertEquals("ISO_IR 192", read.getString(Tag.SpecificCharacterSet));
        assertArrayEquals(dataset.getStrings(Tag.PatientName), read.getStrings(Tag.PatientName));
    }

    @Test
    void items_are_numbered_and_nest() {
        Attributes item = new Attributes();
        item.setString(Tag.CodeMeaning, VR.LO, "Head & neck <1");
        dataset.newSequence(Tag.AnatomicRegionSequence).add(item);
        dataset.getSequence(Tag.AnatomicRegionSequence).add(new Attributes());
        dataset.newSequence(Tag.ReferencedStudySequence);
        assertXml("<DicomAttribute tag=\"00081110\" vr=\"SQ\" keyword=\"ReferencedStudySequence\"></DicomAttribute>"
                + "<DicomAttribute tag=\"00082218\" vr=\"SQ\" keyword=\"AnatomicRegionSequence\"><Item number=\"1\">"
                + "<DicomAttribute tag=\"00080104\" vr=\"LO\" keyword=\"CodeMeaning\">"
                + "<Value number=\"1\">Head &amp; neck &lt;1</Value></DicomAttribute></Item>"
                + "<Item number=\"2\"></Item></DicomAttribute>");
        assertRoundTrip();
    }

    @Test
    void a_private_element_names_its_creator_instead_of_its_block() {
        dataset.setString("SOMEBODY ELSE", 0x00290001, VR.LO, "theirs");
        dataset.setString(CREATOR, 0x00290001, VR.LO, "ours");
        dataset.setString(0x00291201, VR.LO, "nobody's");
        String xml = XmlWriter.toString(dataset);
        assertTrue(xml.contains("<DicomAttribute tag=\"00290011\" vr=\"LO\"><Value number=\"1\">CAMEL &lt;"), xml);
        assertTrue(xml.contains("<DicomAttribute tag=\"00290001\" vr=\"LO\" privateCreator=\"SOMEBODY ELSE\">"), xml);
        assertTrue(xml.contains("<DicomAttribute tag=\"00291201\" vr=\"LO\"><Value"), xml);
        assertRoundTrip();
    }

    @Test
    void a_creator_whose_element_is_missing_gets_a_free_block() {
        Attributes read = XmlReader.parse(START
                + "<DicomAttribute tag=\"00290010\" vr=\"US\" privateCreator=\"A\"><Value number=\"1\">7</Value>"
                + "</DicomAttribute></NativeDicomModel>");
        assertEquals("A", read.getString(0x00290010));
        assertEquals(7, read.getInt("A", 0x00290010, 0));
        assertEquals(7, read.getInt(0x00291010, 0));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void binary_is_base64_of_little_endian_bytes(boolean bigEndian) {
        Attributes set = new Attributes(bigEndian);
        set.setInt(Tag.PixelData, VR.OW, new int[100_000]);
        set.setInt(Tag.PixelData, VR.OW, 0x0102, 0x0304);
        String xml = XmlWriter.toString(set);
        assertTrue(xml.contains("<InlineBinary>AgEEAw==</InlineBinary>"), xml);
    }

    @Test
    void a_long_binary_value_is_one_text_of_base64() {
        byte[] bytes = new byte[100_000];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31);
        }
        dataset.setBytes(Tag.PixelData, VR.OB, bytes);
        assertTrue(XmlWriter.toString(dataset).contains(Base64.getEncoder().encodeToString(bytes)));
        assertRoundTrip();
    }

    @Test
    void values_can_be_given_by_reference_and_are_not_fetched(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("pixels"), new byte[] {1, 2, 3, 4});
        dataset.setBulkData(Tag.PixelData, VR.OW, BulkData.ofFile(file, 0, 4, true));
        Attributes item = new Attributes();
        item.setBulkData(Tag.TextValue, VR.UT, BulkData.ofUri(URI.create("https://elsewhere/text")));
        dataset.newSequence(Tag.ContentSequence).add(item);
        StringWriter xml = new StringWriter();
        XmlWriter.writeDocument(dataset, (path, vr, length) -> URI.create("bulk:" + path + ":" + length), xml);
        assertTrue(xml.toString().contains("<BulkData uri=\"bulk:7FE00010:4\"/>"), xml.toString());
        assertTrue(xml.toString().contains("<BulkData uri=\"https://elsewhere/text\"/>"), xml.toString());
        Attributes read = XmlReader.parse(xml.toString());
        assertEquals(
                URI.create("bulk:7FE00010:4"), read.getBulkData(Tag.PixelData).uri());
        assertThrows(UncheckedIOException.class, () -> read.getBytes(Tag.PixelData));

        StringWriter inline = new StringWriter();
        XmlWriter.writeDocument(dataset, BulkDataUris.NONE, inline);
        assertTrue(inline.toString().contains("<InlineBinary>AgEEAw==</InlineBinary>"), inline.toString());
    }

    @Test
    void a_text_left_in_a_file_is_read_from_there(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("text"), "é x".getBytes(StandardCharsets.ISO_8859_1));
        dataset.setString(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 100");
        dataset.setBulkData(Tag.TextValue, VR.UT, BulkData.ofFile(file, 0, 3, false));
        assertEquals("é x", XmlReader.parse(XmlWriter.toString(dataset)).getString(Tag.TextValue));
    }

    @Test
    void group_lengths_and_fragments_are_left_out() {
        dataset.setInt(0x00080000, VR.UL, 10);
        dataset.newFragments(Tag.PixelData, VR.OB);
        assertXml("");
    }

    @Test
    void line_ends_and_other_characters_come_back_as_far_as_xml_has_them() {
        dataset.setString(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 192");
        dataset.setString(Tag.PatientComments, VR.LT, "a\r\nb\tc\rd ]]> 𝄞 é");
        dataset.setString(Tag.StudyDescription, VR.LO, "x\fy");
        Attributes read = XmlReader.parse(XmlWriter.toString(dataset));
        assertEquals("a\r\nb\tc\rd ]]> 𝄞 é", read.getString(Tag.PatientComments));
        assertEquals("x\uFFFDy", read.getString(Tag.StudyDescription));
    }

    @Test
    void a_document_is_read_in_the_encoding_it_declares() throws IOException {
        String xml = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n<NativeDicomModel>\n<DicomAttribute"
                + " tag=\"00100020\" vr=\"LO\" keyword=\"PatientID\"> <Value number=\"2\">é</Value>\n"
                + "</DicomAttribute></NativeDicomModel>";
        Attributes read = XmlReader.read(new ByteArrayInputStream(xml.getBytes(StandardCharsets.ISO_8859_1)));
        assertArrayEquals(new String[] {"", "é"}, read.getStrings(Tag.PatientID));
        assertEquals("ISO_IR 192", read.getString(Tag.SpecificCharacterSet));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "DOE",
                "<Other/>",
                "<NativeDicomModel><DOE/></NativeDicomModel>",
                "<NativeDicomModel>DOE</NativeDicomModel>",
                "<NativeDicomModel><DicomAttribute vr=\"LO\"/></NativeDicomModel>",
                "<NativeDicomModel><DicomAttribute tag=\"0010001G\" vr=\"LO\"/></NativeDicomModel>",
                "<NativeDicomModel><DicomAttribute tag=\"00100010\" vr=\"XX\"/></NativeDicomModel>",
                "<NativeDicomModel><DicomAttribute tag=\"00100010\" vr=\"LO\" privateCreator=\"A\"/></NativeDicomModel>",
                "<NativeDicomModel><DicomAttribute tag=\"00280010\" vr=\"US\"><Value>DOE</Value></DicomAttribute>"
                        + "</NativeDicomModel>",
                "<NativeDicomModel><DicomAttribute tag=\"00280010\" vr=\"US\"><Value number=\"2000000000\">1</Value>"
                        + "</DicomAttribute></NativeDicomModel>",
                "<NativeDicomModel><DicomAttribute tag=\"00280010\" vr=\"US\"><Value number=\"0\">1</Value>"
                        + "</DicomAttribute></NativeDicomModel>",
                "<NativeDicomModel><DicomAttribute tag=\"00280010\" vr=\"US\"><Item/></DicomAttribute>"
                        + "</NativeDicomModel>",
                "<NativeDicomModel><DicomAttribute tag=\"7FE00010\" vr=\"OB\"><InlineBinary>D?E</InlineBinary>"
                        + "</DicomAttribute></NativeDicomModel>",
                "<NativeDicomModel><DicomAttribute tag=\"7FE00010\" vr=\"OB\"><BulkData uri=\":::\"/>"
                        + "</DicomAttribute></NativeDicomModel>",
                "<NativeDicomModel><DicomAttribute tag=\"00100010\" vr=\"PN\"><PersonName><DOE><DOE>DOE</DOE></DOE>"
                        + "</PersonName></DicomAttribute></NativeDicomModel>",
                "<NativeDicomModel><DicomAttribute tag=\"00100010\" vr=\"PN\"><PersonName><DOE/></PersonName>"
                        + "</DicomAttribute></NativeDicomModel>",
                "<NativeDicomModel><DicomAttribute tag=\"00081140\" vr=\"SQ\"><InlineBinary>AAAA</InlineBinary>"
                        + "</DicomAttribute></NativeDicomModel>",
                "<NativeDicomModel><DicomAttribute tag=\"00081140\" vr=\"SQ\"><BulkData uri=\"a:b\"/>"
                        + "</DicomAttribute></NativeDicomModel>",
                "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><NativeDicomModel><DicomAttribute"
                        + " tag=\"00100010\" vr=\"LO\"><Value>&x;</Value></DicomAttribute></NativeDicomModel>"
            })
    void what_is_not_the_model_is_refused_without_its_values(String text) {
        var e = assertThrows(UncheckedIOException.class, () -> XmlReader.parse(text));
        DicomXmlException cause = (DicomXmlException) e.getCause();
        assertFalse(cause.getMessage().contains("DOE"), cause.getMessage());
        assertTrue(cause.getMessage().startsWith("line " + cause.line() + ", column " + cause.column()));
    }

    @Test
    void nesting_is_limited() {
        String open = "<DicomAttribute tag=\"0040A730\" vr=\"SQ\"><Item number=\"1\">";
        String close = "</Item></DicomAttribute>";
        String deep = START + open.repeat(70) + close.repeat(70) + "</NativeDicomModel>";
        var e = assertThrows(UncheckedIOException.class, () -> XmlReader.parse(deep));
        assertTrue(
                e.getCause().getMessage().contains("nested deeper"),
                e.getCause().getMessage());
    }

    private void assertXml(String elements) {
        assertEquals(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + START + elements + "</NativeDicomModel>",
                XmlWriter.toString(dataset));
    }

    private void assertRoundTrip() {
        Attributes read = XmlReader.parse(XmlWriter.toString(dataset));
        assertEquals(dataset.toString(), read.toString());
        assertEquals(XmlWriter.toString(dataset), XmlWriter.toString(read));
    }
}
