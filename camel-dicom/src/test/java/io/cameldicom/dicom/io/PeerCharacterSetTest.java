package io.cameldicom.dicom.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.codec.PeerTool;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.SpecificCharacterSet;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.json.JsonReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Text in every character set that DCMTK can convert, both ways: written by us and read by dcm2json, written by dcmconv
 * and read by us. DCMTK 3.6.7 does not know ISO_IR 203, cannot open the Japanese sets by code extension, for which the
 * corpus has pydicom's values, and reads the delimiter of values in ISO_IR 13 as a yen sign.
 */
@org.junit.jupiter.api.Tag("interop")
class PeerCharacterSetTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ISO_IR 100",
                "ISO_IR 101",
                "ISO_IR 109",
                "ISO_IR 110",
                "ISO_IR 144",
                "ISO_IR 127",
                "ISO_IR 126",
                "ISO_IR 138",
                "ISO_IR 148",
                "ISO_IR 166",
                "ISO_IR 192",
                "GB18030",
                "GBK",
                "\\ISO 2022 IR 149",
                "\\ISO 2022 IR 58",
                "ISO 2022 IR 100\\ISO 2022 IR 126\\ISO 2022 IR 144",
                "ISO 2022 IR 101\\ISO 2022 IR 109\\ISO 2022 IR 110\\ISO 2022 IR 148",
                "ISO 2022 IR 138\\ISO 2022 IR 127\\ISO 2022 IR 166"
            })
    void dcmtk_reads_what_we_write(String terms) throws Exception {
        Attributes dataset = dataset(terms);
        Path file = write(dataset);
        Path json = folder.resolve("x.json");
        PeerTool.run("dcmtk", folder, "dcm2json", file, json);
        assertSameTexts(dataset, JsonReader.parse(Files.readString(json)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ISO_IR 100",
                "ISO_IR 101",
                "ISO_IR 109",
                "ISO_IR 110",
                "ISO_IR 144",
                "ISO_IR 127",
                "ISO_IR 126",
                "ISO_IR 138",
                "ISO_IR 148",
                "ISO_IR 166",
                "ISO_IR 13",
                "GB18030",
                "GBK"
            })
    void we_read_what_dcmtk_converts(String term) throws Exception {
        Attributes dataset = dataset(term);
        dataset.setSpecificCharacterSet("ISO_IR 192");
        Path converted = folder.resolve("converted.dcm");
        PeerTool.run("dcmtk", folder, "dcmconv", "+C", term, write(dataset), converted);
        try (DicomInputStream in = new DicomInputStream(converted)) {
            Attributes read = in.readDataset();
            assertEquals(term, read.getString(Tag.SpecificCharacterSet));
            assertSameTexts(dataset, read);
        }
    }

    private static void assertSameTexts(Attributes expected, Attributes actual) {
        for (int tag : new int[] {Tag.PatientName, Tag.StudyDescription, Tag.AccessionNumber, Tag.TextValue}) {
            assertEquals(
                    String.join("\\", expected.getStrings(tag)),
                    String.join("\\", actual.getStrings(tag)),
                    Tag.format(tag));
        }
    }

    /** Letters all over the set, in every VR that has it: with all its delimiters between them. */
    private static Attributes dataset(String terms) {
        String[] all = terms.split("\\\\");
        String letters = letters(SpecificCharacterSet.of(all));
        assertTrue(letters.length() >= 20, letters);
        String half = letters.substring(0, letters.length() / 2);
        String other = letters.substring(letters.length() / 2);
        Attributes dataset = new Attributes();
        dataset.setString(Tag.SpecificCharacterSet, VR.CS, all);
        dataset.setString(Tag.SOPClassUID, VR.UI, UID.SecondaryCaptureImageStorage);
        dataset.setString(Tag.SOPInstanceUID, VR.UI, "1.2.3");
        dataset.setString(Tag.AccessionNumber, VR.SH, letters.substring(0, 7));
        dataset.setString(Tag.StudyDescription, VR.LO, "A " + half, other + " b");
        dataset.setString(Tag.PatientName, VR.PN, "Doe^Jo=" + half + "^" + other + "=" + other + "^" + half);
        dataset.setString(Tag.TextValue, VR.UT, half + "\r\n" + other + "\\" + half + "\t.");
        return dataset;
    }

    private static String letters(SpecificCharacterSet set) {
        IntStream alphabets = IntStream.concat(
                IntStream.range(0xA1, 0x660),
                IntStream.concat(IntStream.range(0xE00, 0xE60), IntStream.range(0xFF61, 0xFFA0)));
        IntStream ideographs = IntStream.range(0, 175).map(i -> 0x4E00 + 211 * i);
        return IntStream.concat(alphabets, ideographs)
                .filter(Character::isLetter)
                .mapToObj(Character::toString)
                .filter(letter -> set.canEncode(letter, VR.LO))
                .collect(Collectors.joining());
    }

    private Path write(Attributes dataset) throws Exception {
        Path file = folder.resolve("written.dcm");
        try (DicomOutputStream out =
                new DicomOutputStream(Files.newOutputStream(file), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)) {
            out.writeFileMetaInformation(
                    FileMetaInformation.of(UID.SecondaryCaptureImageStorage, "1.2.3", UID.ExplicitVRLittleEndian));
            out.writeDataset(dataset);
        }
        return file;
    }
}
