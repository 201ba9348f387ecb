package io.cameldicom.dicom.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of tables C.12-2 to C.12-5 of PS3.3, as the reference data have them. */
class DefinedTermsTest {

    record Row(String table, String term, String escape, String registration, String codeElement) {}

    static List<Row> rows() throws IOException {
        try (var in = DefinedTermsTest.class.getResourceAsStream("/dictionary/charsets.tsv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t"))
                    .map(column -> new Row(column[0], column[2], column[3], column[4], column[6]))
                    .toList();
        }
    }

    static Stream<String> terms() throws IOException {
        List<String> terms = rows().stream()
                .map(Row::term)
                .filter(term -> !term.equals("none"))
                .distinct()
                .toList();
        assertEquals(32, terms.size());
        return terms.stream();
    }

    static Stream<Row> code_elements() throws IOException {
        return rows().stream().filter(row -> row.escape().startsWith("ESC"));
    }

    @ParameterizedTest
    @MethodSource("terms")
    void term_is_known_alone_and_behind_another(String term) {
        SpecificCharacterSet alone = SpecificCharacterSet.of(term);
        assertTrue(alone.isKnown());
        assertEquals(List.of(term), alone.terms());
        if (term.startsWith("ISO 2022")) {
            SpecificCharacterSet extension = SpecificCharacterSet.of("", term);
            assertTrue(extension.isKnown());
            assertEquals(List.of("", term), extension.terms());
        }
    }

    @ParameterizedTest
    @MethodSource("code_elements")
    void code_element_has_its_escape_sequence_and_place(Row row) {
        CodeElement element =
                CodeElement.ofRegistration(Integer.parseInt(row.registration().substring("ISO-IR ".length())));
        assertEquals(bytes(row.escape()), element.escape);
        assertEquals(row.codeElement(), element.place.name());
        assertEquals(row.table().equals("C.12-4") ? 2 : 1, element.bytesPerCharacter);
    }

    /** Column and row of the code table of ISO 646, as in "ESC 02/13 04/01", without the ESC. */
    private static String bytes(String escape) {
        return Arrays.stream(escape.split(" "))
                .skip(1)
                .map(place -> place.split("/"))
                .map(place -> Integer.parseInt(place[0]) * 16 + Integer.parseInt(place[1]))
                .map(code -> String.valueOf((char) code.intValue()))
                .collect(Collectors.joining());
    }
}
