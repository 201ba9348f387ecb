package io.cameldicom.dicom.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.cameldicom.dicom.dict.VR;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class SpecificCharacterSetTest {
    /** (0008,0005) with backslashes, VR, the bytes as ISO 8859-1, the text. */
    static Stream<Arguments> examples_of_the_standard() {
        return Stream.of(
                // PS3.5 Annex H: Japanese
                arguments(
                        "\\ISO 2022 IR 87",
                        VR.PN,
                        "Yamada^Tarou=\33$B;3ED\33(B^\33$BB@O:\33(B=\33$B$d$^$@\33(B^\33$B$?$m$&\33(B",
                        "Yamada^Tarou=山田^太郎=やまだ^たろう"),
                arguments(
                        "ISO 2022 IR 13\\ISO 2022 IR 87",
                        VR.PN,
                        "ÔÏÀÞ^ÀÛ³=\33$B;3ED\33(J^\33$BB@O:\33(J=\33$B$d$^$@\33(J^\33$B$?$m$&\33(J",
                        "ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう"),
                // Annex I: Korean
                arguments(
                        "\\ISO 2022 IR 149",
                        VR.PN,
                        "Hong^Gildong=\33$)Cûó^\33$)CÑÎÔ×=\33$)CÈ«^\33$)C±æµ¿",
                        "Hong^Gildong=洪^吉洞=홍^길동"),
                arguments(
                        "\\ISO 2022 IR 149",
                        VR.LT,
                        "The 1st line includes \33$)C±æµ¿.\r\nThe 2nd line includes \33$)C±æµ¿, too.\r\nThe 3rd line.",
                        "The 1st line includes 길동.\r\nThe 2nd line includes 길동, too.\r\nThe 3rd line."),
                // Annex J: Chinese in sets that stand alone
                arguments("ISO_IR 192", VR.PN, "Wang^XiaoDong=ç\u008e\u008b^å°\u008fä¸\u009c", "Wang^XiaoDong=王^小东"),
                arguments("GB18030", VR.PN, "Wang^XiaoDong=Íõ^Ð¡¶«", "Wang^XiaoDong=王^小东"),
                arguments("GBK", VR.PN, "Wang^XiaoDong=Íõ^Ð¡\u0096|", "Wang^XiaoDong=王^小東"),
                // Annex K: Chinese by code extension
                arguments("\\ISO 2022 IR 58", VR.PN, "Zhang^XiaoDong=\33$)AÕÅ^\33$)AÐ¡¶«", "Zhang^XiaoDong=张^小东"),
                // PS3.5 6.2.1.3 and Annex H.2: the single-byte sets
                arguments("ISO_IR 100", VR.PN, "Buc^Jérôme", "Buc^Jérôme"),
                arguments("ISO_IR 101", VR.PN, "W\u00b3a\u00b6ciciel", "Właściciel"),
                arguments("ISO_IR 109", VR.LO, "\u00a1\u00e6", "Ħĉ"),
                arguments("ISO_IR 110", VR.LO, "\u00bf", "ŋ"),
                arguments("ISO_IR 144", VR.PN, "»îÚceÜÑypÓ", "Люкceмбypг"),
                arguments("ISO_IR 127", VR.PN, "âÈÇæê^äæÒÇÑ", "قباني^لنزار"),
                arguments("ISO_IR 126", VR.PN, "Äéïíõóéïò", "Διονυσιος"),
                arguments("ISO_IR 138", VR.PN, "ùøåï^ãáåøä", "שרון^דבורה"),
                arguments("ISO_IR 148", VR.LO, "\u00d0\u00fd\u00fe", "Ğış"),
                arguments("ISO_IR 203", VR.LO, "\u00a4\u00bd", "€œ"),
                arguments("ISO_IR 166", VR.LO, "\u00e0\u00b7\u00c2", "เทย"),
                arguments("ISO_IR 13", VR.PN, "ÔÏÀÞ^ÀÛ³", "ﾔﾏﾀﾞ^ﾀﾛｳ"),
                // two single-byte sets in one value, and the supplementary Kanji
                arguments("ISO 2022 IR 100\\ISO 2022 IR 144", VR.LO, "é \33-L»î\33-A\\é", "é Лю\\é"),
                arguments("\\ISO 2022 IR 87\\ISO 2022 IR 159", VR.LO, "\33$B;3\33$(D0!\33(B", "山丂"));
    }

    private static Arguments arguments(String terms, VR vr, String bytes, String text) {
        return Arguments.of(terms, vr, bytes, text);
    }

    @ParameterizedTest
    @MethodSource("examples_of_the_standard")
    void bytes_are_read_as_the_standard_says(String terms, VR vr, String bytes, String text) {
        assertEquals(text, set(terms).decode(latin1(bytes), vr));
    }

    @ParameterizedTest
    @MethodSource("examples_of_the_standard")
    void text_is_written_as_the_standard_says(String terms, VR vr, String bytes, String text) throws Exception {
        assertEquals(bytes, latin1(set(terms).encode(text, vr)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ISO-IR 100",
                "ISO_IR_100",
                "ISO IR 100",
                "ISO_IR100",
                "iso_ir 100",
                " ISO_IR 100 ",
                "ISO-IR-100",
                "ISO8859-1"
            })
    void well_known_misspellings_are_understood(String term) {
        SpecificCharacterSet set = SpecificCharacterSet.of(term);
        assertEquals("é", set.decode(new byte[] {(byte) 0xE9}, VR.LO));
        assertEquals(List.of("ISO_IR 100"), set.terms());
        assertTrue(set.isKnown());
    }

    @ParameterizedTest
    @CsvSource({
        "ISO 2022-IR 87, ISO 2022 IR 87",
        "ISO2022 IR 87, ISO 2022 IR 87",
        "ISO_2022_IR_87, ISO 2022 IR 87",
        "ISO_IR 87, ISO 2022 IR 87",
        "ISO 2022 IR 100, ISO 2022 IR 100",
        "UTF-8, ISO_IR 192",
        "ISO 2022 IR 192, ISO_IR 192",
        "GB 18030, GB18030"
    })
    void terms_are_given_back_in_the_standards_spelling(String written, String standard) {
        assertEquals(List.of(standard), SpecificCharacterSet.of(written).terms());
    }

    @Test
    void no_term_is_the_default_repertoire() {
        assertSame(SpecificCharacterSet.ASCII, SpecificCharacterSet.of());
        assertSame(SpecificCharacterSet.ASCII, SpecificCharacterSet.of((String[]) null));
        assertSame(SpecificCharacterSet.ASCII, SpecificCharacterSet.of(""));
        assertSame(SpecificCharacterSet.UTF_8, SpecificCharacterSet.of("ISO_IR 192"));
        assertEquals(List.of(), SpecificCharacterSet.ASCII.terms());
        assertEquals(List.of("", "ISO 2022 IR 87"), set("\\ISO 2022 IR 87").terms());
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
                "ISO_IR 203",
                "ISO_IR 166",
                "ISO_IR 13",
                "ISO_IR 192",
                "GB18030",
                "GBK",
                "\\ISO 2022 IR 87",
                "ISO 2022 IR 13\\ISO 2022 IR 87\\ISO 2022 IR 159",
                "\\ISO 2022 IR 149",
                "\\ISO 2022 IR 58",
                "ISO 2022 IR 100\\ISO 2022 IR 144\\ISO 2022 IR 126\\ISO 2022 IR 149"
            })
    void every_character_that_can_be_written_is_read_again(String terms) throws Exception {
        SpecificCharacterSet set = set(terms);
        int characters = 0;
        // all of the alphabets, and a sample of what comes behind them
        for (int code = ' '; code < Character.MAX_VALUE; code += isOfAnAlphabet(code) ? 1 : 97) {
            char c = (char) code;
            String text = "a" + c + "b";
            if (!Character.isSurrogate(c) && set.canEncode(text, VR.LT)) {
                assertEquals(text, set.decode(set.encode(text, VR.LT), VR.LT));
                characters++;
            }
        }
        assertTrue(characters > 150, "only " + characters);
    }

    /** Latin to Arabic, Thai, half-width Katakana. */
    private static boolean isOfAnAlphabet(int code) {
        return code < 0x660 || code > 0xE00 - 97 && code < 0xE60 || code > 0xFF60 - 97 && code < 0xFFA0;
    }

    @Test
    void a_yen_sign_does_not_become_a_delimiter() {
        assertThrows(CharacterCodingException.class, () -> set("ISO_IR 13").encode("100¥", VR.LO));
    }

    @Test
    void an_unknown_term_passes_bytes_through() throws Exception {
        SpecificCharacterSet set = SpecificCharacterSet.of("KOI8-R");
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        assertFalse(set.isKnown());
        assertArrayEquals(all, set.encode(set.decode(all, VR.LT), VR.LT));
    }

    @Test
    void an_unknown_term_is_warned_about_once_without_its_text() {
        Logger logger = (Logger) LoggerFactory.getLogger(SpecificCharacterSet.class);
        ListAppender<ILoggingEvent> events = new ListAppender<>();
        events.start();
        logger.addAppender(events);
        Level level = logger.getLevel();
        logger.setLevel(Level.WARN);
        try {
            SpecificCharacterSet.of("ISO_IR 100", "NOBODY KNOWS 1");
            SpecificCharacterSet.of("NOBODY KNOWS 1");
            SpecificCharacterSet.of("ISO_IR 100");
        } finally {
            logger.setLevel(level);
            logger.detachAppender(events);
        }
        assertEquals(1, events.list.size());
        assertEquals(Level.WARN, events.list.get(0).getLevel());
        assertFalse(events.list.get(0).getFormattedMessage().contains("NOBODY"));
    }

    @Test
    void an_unknown_term_beside_known_ones_is_ignored() {
        SpecificCharacterSet set = SpecificCharacterSet.of("ISO_IR 100", "WHATEVER");
        assertEquals("é", set.decode(new byte[] {(byte) 0xE9}, VR.LO));
        assertFalse(set.isKnown());
    }

    @Test
    void what_a_set_does_not_have_is_refused() {
        assertThrows(CharacterCodingException.class, () -> SpecificCharacterSet.ASCII.encode("é", VR.LO));
        assertThrows(CharacterCodingException.class, () -> set("ISO_IR 100").encode("山", VR.LO));
        assertThrows(
                CharacterCodingException.class, () -> set("\\ISO 2022 IR 149").encode("𝄞", VR.LO));
        assertThrows(CharacterCodingException.class, () -> SpecificCharacterSet.UTF_8.encode("\ud800", VR.LO));
        assertFalse(set("ISO_IR 144").canEncode("é", VR.LO));
        assertTrue(SpecificCharacterSet.UTF_8.canEncode("𝄞", VR.LO));
    }

    @Test
    void value_representations_outside_the_character_set_are_of_the_default_repertoire() {
        assertThrows(CharacterCodingException.class, () -> SpecificCharacterSet.UTF_8.encode("é", VR.CS));
        assertEquals("Ã©", SpecificCharacterSet.UTF_8.decode("é".getBytes(StandardCharsets.UTF_8), VR.CS));
    }

    @Test
    void a_backslash_inside_a_two_byte_character_is_no_delimiter() throws Exception {
        assertEquals("A昞\\B", set("GBK").decode(latin1("A\u0095\\\\B"), VR.LO));
        String both = "施楹\\B";
        byte[] bytes = latin1("\33$B;\\\\3\33(B\\B");
        assertEquals(both, set("\\ISO 2022 IR 87").decode(bytes, VR.LO));
        assertArrayEquals(bytes, set("\\ISO 2022 IR 87").encode(both, VR.LO));
    }

    @Test
    void a_missing_escape_behind_a_delimiter_is_tolerated() {
        assertEquals("Hong=洪^吉洞", set("\\ISO 2022 IR 149").decode(latin1("Hong=\33$)Cûó^ÑÎÔ×"), VR.PN));
        assertEquals("홍", set("ISO 2022 IR 149").decode(latin1("È«"), VR.LO));
    }

    @Test
    void a_broken_value_is_read_as_far_as_it_goes() {
        assertEquals("山\u0001", set("\\ISO 2022 IR 87").decode(latin1("\33$B;3\u0001"), VR.LO));
        assertEquals("\33%", set("\\ISO 2022 IR 87").decode(latin1("\33%"), VR.LO));
        assertEquals("山E", set("\\ISO 2022 IR 87").decode(latin1("\33$B;3E"), VR.LO));
        assertEquals("é\33", set("ISO_IR 100").decode(latin1("é\33"), VR.LO));
    }

    @Test
    void decodes_a_part_of_an_array() {
        assertEquals("é", set("ISO_IR 100").decode(latin1("aéb"), 1, 1, VR.LO));
        assertEquals("山", set("\\ISO 2022 IR 87").decode(latin1("x\33$B;3\33(By"), 1, 8, VR.LO));
    }

    private static SpecificCharacterSet set(String terms) {
        return SpecificCharacterSet.of(terms.split("\\\\"));
    }

    private static byte[] latin1(String bytes) {
        return bytes.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String latin1(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
