package io.cameldicom.dicom.pdu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AeTitleTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "\"PACS            \" | PACS",
                "\"  PACS          \" | PACS",
                "\"My PACS         \" | My PACS",
                "\"PACS0000000000000\" | PACS000000000000",
            })
    void spaces_around_a_title_do_not_count(String field, String title) {
        assertEquals(title, AeTitle.decode(field(field)));
    }

    @Test
    void what_follows_a_control_byte_is_dropped() {
        assertEquals("PACS", AeTitle.decode(field("PACS\0CT1        ")));
        assertEquals("PACS", AeTitle.decode(field("PACS\nWARN forged!")));
    }

    @Test
    void a_blank_title_is_read_as_blank() {
        assertEquals("", AeTitle.decode(field("                ")));
        assertEquals("", AeTitle.decode(ByteBuffer.allocate(16)));
    }

    @Test
    void a_configured_title_comes_back_without_padding() {
        assertEquals("HUB", AeTitle.requireValid(" HUB "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "SEVENTEEN_LETTERS", "BACK\\SLASH", "TAB\tTAB", "ÄRZTE"})
    void a_title_that_cannot_be_sent_is_refused(String title) {
        assertThrows(IllegalArgumentException.class, () -> AeTitle.requireValid(title));
    }

    private static ByteBuffer field(String text) {
        return ByteBuffer.wrap(text.substring(0, 16).getBytes(StandardCharsets.ISO_8859_1));
    }
}
