package io.cameldicom.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaTypeTest {

    @Test
    void parameters_are_read_with_and_without_quotes() {
        for (String text : List.of(
                "multipart/related; type=\"application/dicom\"; boundary=\"a b\"",
                "Multipart/Related;TYPE=application/dicom;boundary=\"a\\ b\";",
                " multipart/related ; ; type=\"application/dicom\" ; boundary=\"a b\"")) {
            MediaType type = MediaType.parse(text);
            assertTrue(type.isSame(MediaType.MULTIPART_RELATED), text);
            assertEquals(MediaType.DICOM, type.related(), text);
            assertEquals("a b", type.parameter("boundary"), text);
        }
        assertNull(MediaType.parse("multipart/related").related());
        assertNull(MediaType.parse("multipart/related; type=nonsense").related());
    }

    @Test
    void it_is_written_with_quotes_where_they_are_needed() {
        assertEquals(
                "multipart/related; type=\"application/dicom\"; transfer-syntax=*",
                MediaType.DICOM.inRelated().with("transfer-syntax", "*").toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "text", "text/", "/html", "text/html; x", "text/html; x=\"y", "text/html junk", "text/ht ml"
            })
    void what_is_none_is_refused_without_being_repeated(String text) {
        String message = assertThrows(IllegalArgumentException.class, () -> MediaType.parse(text))
                .getMessage();
        assertFalse(message.contains("html"), message);
    }

    @Test
    void hostile_headers_end_soon() {
        assertThrows(IllegalArgumentException.class, () -> MediaType.parse("a/b" + "; x=y".repeat(100_000)));
        assertThrows(IllegalArgumentException.class, () -> Accept.parse("a/b,".repeat(1_000)));
    }

    @Test
    void accept_is_in_order_of_preference() {
        Accept accept = Accept.parse("application/json;q=0.5, multipart/related; type=\"application/dicom\";"
                + " transfer-syntax=1.2.840.10008.1.2.4.50, */*;q=0.1, text/html;q=0");
        assertEquals(
                List.of("multipart/related", "application/json", "*/*"),
                accept.ranges().stream().map(MediaType::essence).toList());
        assertEquals(
                "1.2.840.10008.1.2.4.50", Accept.transferSyntax(accept.ranges().get(0)));
        assertNull(Accept.transferSyntax(accept.ranges().get(1)));
        assertTrue(accept.includes(MediaType.DICOM_XML), "by */*");
        assertFalse(Accept.parse("application/dicom+json").includes(MediaType.DICOM_XML));
        assertTrue(Accept.parse("application/*").includes(MediaType.DICOM_XML));
        assertTrue(Accept.parse(null).includes(MediaType.DICOM));
        assertTrue(Accept.parse(" , ").includes(MediaType.DICOM));
        assertThrows(IllegalArgumentException.class, () -> Accept.parse("text/html;q=high"));
    }
}
