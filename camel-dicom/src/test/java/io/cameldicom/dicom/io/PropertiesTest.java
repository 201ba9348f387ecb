package io.cameldicom.dicom.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.json.JsonReader;
import io.cameldicom.dicom.json.JsonWriter;
import io.cameldicom.dicom.xml.XmlReader;
import io.cameldicom.dicom.xml.XmlWriter;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every data set, tried with random ones: nothing is lost in any transfer syntax, in JSON or in XML. */
class PropertiesTest {

    private static final int SEEDS = 150;
    private static final int SEEDS_PER_SYNTAX = 12;

    static LongStream seeds() {
        return LongStream.range(0, SEEDS);
    }

    static Stream<TransferSyntax> syntaxes() {
        return TransferSyntax.all().stream();
    }

    @Test
    void the_random_data_sets_have_every_vr() {
        Set<VR> seen = EnumSet.noneOf(VR.class);
        Attributes dataset = new RandomValues(1).next(false);
        for (int tag : dataset.tags()) {
            seen.add(dataset.getVR(tag));
        }
        assertEquals(EnumSet.allOf(VR.class), seen);
    }

    @ParameterizedTest
    @MethodSource("syntaxes")
    void every_transfer_syntax_keeps_a_data_set_and_writes_it_the_same_again(TransferSyntax syntax) throws IOException {
        for (long seed = 0; seed < SEEDS_PER_SYNTAX; seed++) {
            Attributes dataset = new RandomValues(seed).next(syntax.bigEndian());
            if (syntax.encapsulated()) {
                dataset.newFragments(Tag.PixelData, VR.OB).add(new byte[0]);
                dataset.getFragments(Tag.PixelData).add(new byte[] {1, 2, 3, 4});
            } else {
                dataset.setInt(Tag.PixelData, VR.OW, 1, 2, 3);
            }
            byte[] written = DicomOutputStream.encode(dataset, syntax);
            try (DicomInputStream in = new DicomInputStream(written, 0, written.length, syntax).setLenient(false)) {
                Attributes read = in.readDataset();
                assertArrayEquals(written, DicomOutputStream.encode(read, syntax), "seed " + seed);
                if (syntax.explicitVr()) {
                    assertArrayEquals(explicit(dataset), explicit(read), "seed " + seed);
                    assertEquals(XmlWriter.toString(dataset), XmlWriter.toString(read), "seed " + seed);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void json_keeps_every_value(long seed) {
        for (boolean bigEndian : new boolean[] {false, true}) {
            Attributes dataset = new RandomValues(seed).next(bigEndian);
            String json = JsonWriter.toString(dataset);
            Attributes read = JsonReader.parse(json);
            assertEquals(json, JsonWriter.toString(read));
            assertEquals(dataset.size(), read.size());
        }
    }

    /** XML keeps even how a number is written, so the bytes are the same as those of the data set in Unicode. */
    @ParameterizedTest
    @MethodSource("seeds")
    void xml_keeps_every_byte(long seed) {
        for (boolean bigEndian : new boolean[] {false, true}) {
            Attributes dataset = new RandomValues(seed).next(bigEndian);
            Attributes read = XmlReader.parse(XmlWriter.toString(dataset));
            if (dataset.contains(Tag.SpecificCharacterSet)) {
                dataset.setSpecificCharacterSet("ISO_IR 192");
            }
            assertArrayEquals(explicit(dataset), explicit(read));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void a_data_set_cut_off_anywhere_is_told_or_read_up_to_there(long seed) throws IOException {
        byte[] whole = explicit(new RandomValues(seed).next(false));
        for (int i = 1; i < 40; i++) {
            int length = (int) ((long) whole.length * i / 40);
            try (DicomInputStream in =
                    new DicomInputStream(whole, 0, length, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)) {
                Attributes read = in.readDataset();
                byte[] again = explicit(read);
                assertArrayEquals(Arrays.copyOf(whole, length), again, "cut between two elements");
            } catch (DicomParseException e) {
                assertTrue(e.offset() <= length, e.getMessage());
            }
        }
    }

    private static byte[] explicit(Attributes dataset) {
        return DicomOutputStream.encode(dataset, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    }
}
