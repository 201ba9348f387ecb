package io.cameldicom.dicom.dict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransferSyntaxTest {

    @ParameterizedTest
    @CsvSource({
        "1.2.840.10008.1.2,          false, false, false, false, false",
        "1.2.840.10008.1.2.1,        true,  false, false, false, false",
        "1.2.840.10008.1.2.1.99,     true,  false, true,  false, false",
        "1.2.840.10008.1.2.2,        true,  true,  false, false, false",
        "1.2.840.10008.1.2.4.50,     true,  false, false, true,  true",
        "1.2.840.10008.1.2.4.70,     true,  false, false, true,  false",
        "1.2.840.10008.1.2.4.81,     true,  false, false, true,  true",
        "1.2.840.10008.1.2.4.90,     true,  false, false, true,  false",
        "1.2.840.10008.1.2.4.95,     true,  false, true,  false, false",
        "1.2.840.10008.1.2.4.102,    true,  false, false, true,  true",
        "1.2.840.10008.1.2.4.201,    true,  false, false, true,  false",
        "1.2.840.10008.1.2.5,        true,  false, false, true,  false",
        "1.2.840.10008.1.2.8.1,      true,  false, false, true,  false"
    })
    void says_how_a_data_set_is_encoded(
            String uid, boolean explicit, boolean bigEndian, boolean deflated, boolean encapsulated, boolean lossy) {
        TransferSyntax syntax = TransferSyntax.of(uid);
        assertTrue(syntax.known());
        assertEquals(explicit, syntax.explicitVr());
        assertEquals(bigEndian, syntax.bigEndian());
        assertEquals(deflated, syntax.deflated());
        assertEquals(encapsulated, syntax.encapsulated());
        assertEquals(lossy, syntax.lossy());
    }

    @Test
    void keywords_are_those_of_the_dictionary() {
        for (TransferSyntax syntax : TransferSyntax.all()) {
            assertEquals(UidDictionary.keywordOf(syntax.uid()), syntax.keyword(), syntax.uid());
        }
    }

    @Test
    void an_unknown_uid_is_taken_as_explicit_little_endian_with_fragments() {
        TransferSyntax syntax = TransferSyntax.of("1.2.3.4.5");
        assertFalse(syntax.known());
        assertTrue(syntax.explicitVr());
        assertTrue(syntax.encapsulated());
        assertEquals(TransferSyntax.of("1.2.3.4.5"), syntax);
        assertEquals("1.2.3.4.5", syntax.toString());
    }

    @Test
    void resolves_uids_keywords_and_groups() {
        assertEquals(List.of(TransferSyntax.of("1.2.3")), TransferSyntax.resolve("1.2.3"));
        assertEquals(uids("1.2.840.10008.1.2.4.80"), TransferSyntax.resolve("jpeglslossless"));
        assertEquals(
                uids("1.2.840.10008.1.2", "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.2"),
                TransferSyntax.resolve("uncompressed"));
        assertEquals(uids("1.2.840.10008.1.2.4.80", "1.2.840.10008.1.2.4.81"), TransferSyntax.resolve("JPEG-LS"));
        assertEquals(uids("1.2.840.10008.1.2.5"), TransferSyntax.resolve(" rle "));
        assertEquals(uids("1.2.840.10008.1.2.1.99"), TransferSyntax.resolve("deflated"));
        assertEquals(18, TransferSyntax.resolve("jpeg").size());
        assertEquals(TransferSyntax.all().size(), TransferSyntax.resolve("all").size());
        for (String group : List.of("lossless", "lossy", "jpeg-2000", "jpeg-xl", "htj2k", "video")) {
            assertFalse(TransferSyntax.resolve(group).isEmpty(), group);
        }
        assertTrue(TransferSyntax.resolve("lossless").stream().noneMatch(TransferSyntax::lossy));
    }

    @Test
    void names_the_nearest_of_a_misspelt_word() {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> TransferSyntax.resolve("JPEGLSLosless"));
        assertTrue(e.getMessage().contains("did you mean JPEGLSLossless?"), e.getMessage());
    }

    private static List<TransferSyntax> uids(String... uids) {
        return List.of(uids).stream().map(TransferSyntax::of).toList();
    }
}
