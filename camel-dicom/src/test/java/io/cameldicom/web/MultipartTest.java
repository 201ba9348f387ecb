package io.cameldicom.web;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.web.MultipartReader.Part;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Multipart bodies, written and read; as they should be, as peers write them, and hostile ones. */
class MultipartTest {

    private static final String B = "frontier";

    private static List<byte[]> read(InputStream in, String boundary) throws IOException {
        List<byte[]> contents = new ArrayList<>();
        try (MultipartReader reader = new MultipartReader(in, boundary, MultipartLimits.DEFAULT)) {
            for (Part part = reader.next(); part != null; part = reader.next()) {
                contents.add(part.content().readAllBytes());
            }
        }
        return contents;
    }

    private static List<String> read(String body) throws IOException {
        return read(stream(body), B).stream()
                .map(content -> new String(content, StandardCharsets.ISO_8859_1))
                .toList();
    }

    private static InputStream stream(String body) {
        return new ByteArrayInputStream(body.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** So few bytes at a time as a slow network gives. */
    private static InputStream drip(byte[] bytes, int atATime) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(atATime, length));
            }
        };
    }

    private static MultipartBody.Part part(byte[] content) {
        return new MultipartBody.Part() {
            @Override
            public long length() {
                return content.length;
            }

            @Override
            public MediaType type() {
                return MediaType.DICOM;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(content);
            }
        };
    }

    private static String failure(String body) {
        return assertThrows(MultipartException.class, () -> read(body)).getMessage();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 64, 65_535, 65_536, 1_000_000})
    void what_was_written_is_read_however_it_arrives(int atATime) throws IOException {
        Random random = new Random(atATime);
        List<byte[]> contents = new ArrayList<>();
        for (int length : new int[] {0, 1, 2, 100, 65_500, 65_536, 65_540, 200_000}) {
            byte[] content = new byte[atATime < 64 ? length / 50 : length];
            random.nextBytes(content);
            contents.add(content);
        }
        // what looks like line ends and boundaries, and is content
        contents.add("\r\n\r\n--\r\n--frontierland\r\n--front\r\n".getBytes(StandardCharsets.US_ASCII));
        contents.add("\n--frontier-".getBytes(StandardCharsets.US_ASCII));

        MultipartBody body = new MultipartBody(
                B, MediaType.DICOM, contents.stream().map(MultipartTest::part).toList());
        byte[] bytes = body.open().readAllBytes();
        assertEquals(bytes.length, body.length());
        assertEquals(
                "multipart/related; type=\"application/dicom\"; boundary=frontier",
                body.contentType().toString());

        List<byte[]> found = read(drip(bytes, atATime), B);
        assertEquals(contents.size(), found.size());
        for (int i = 0; i < contents.size(); i++) {
            assertArrayEquals(contents.get(i), found.get(i), "part " + i);
        }

        ByteArrayOutputStream written = new ByteArrayOutputStream();
        MultipartWriter writer = new MultipartWriter(written, B);
        for (byte[] content : contents) {
            writer.begin(MediaType.DICOM, Map.of());
            writer.content().write(content);
        }
        writer.finish();
        assertArrayEquals(bytes, written.toByteArray());
    }

    @Test
    void a_body_without_parts_is_read_and_written() throws IOException {
        MultipartBody body = new MultipartBody(B, MediaType.DICOM, List.of());
        assertEquals("--frontier--\r\n", new String(body.open().readAllBytes(), StandardCharsets.US_ASCII));
        assertEquals(List.of(), read("--frontier--"));
    }

    @Test
    void what_peers_write_is_read() throws IOException {
        assertEquals(List.of("a"), read("--frontier\r\nContent-Type: application/dicom\r\n\r\na\r\n--frontier--"));
        assertEquals(
                List.of("a", "b"), read("--frontier\n\na\n--frontier\nX: y\n\nb\n--frontier--\n"), "line feeds only");
        assertEquals(List.of("a"), read("preamble\r\n--frontier\r\n\r\na\r\n--frontier--\r\nepilogue"), "preamble");
        assertEquals(List.of("a"), read("\r\n--frontier  \t\r\n\r\na\r\n--frontier--"), "padding behind a boundary");
        assertEquals(List.of("", "b"), read("--frontier\r\n\r\n--frontier\r\n\r\nb\r\n--frontier--"), "an empty part");
        assertEquals(
                List.of("a"), read("--frontier\r\nContent-Length: 99999\r\n\r\na\r\n--frontier--"), "a wrong length");
        assertEquals(List.of("a\r"), read("--frontier\r\n\r\na\r\r\n--frontier--"), "a carriage return at the end");
    }

    @Test
    void headers_of_a_part_are_read() throws IOException {
        MultipartReader reader = new MultipartReader(
                stream(
                        "--frontier\r\ncontent-TYPE:application/dicom;\r\n  transfer-syntax=1.2\r\nX-Y : z \r\n\r\na\r\n--frontier--"),
                B,
                MultipartLimits.DEFAULT);
        Part part = reader.next();
        assertEquals("1.2", part.contentType().parameter("transfer-syntax"));
        assertEquals("z", part.headers().get("x-y"));
        assertNull(reader.next());
        assertNull(reader.next(), "and stays at its end");
    }

    @Test
    void a_part_that_is_left_is_skipped() throws IOException {
        MultipartReader reader = new MultipartReader(
                stream("--frontier\r\n\r\nlong content\r\n--frontier\r\n\r\nb\r\n--frontier--"),
                B,
                MultipartLimits.DEFAULT);
        Part left = reader.next();
        assertEquals('l', left.content().read());
        assertEquals('b', reader.next().content().read());
        assertThrows(IOException.class, () -> left.content().read());
    }

    @Test
    void a_body_cut_anywhere_is_an_error_and_never_a_short_part() throws IOException {
        String whole =
                "--frontier\r\nContent-Type: application/dicom\r\n\r\nabc\r\n--frontier\r\n\r\nde\r\n--frontier--";
        assertEquals(List.of("abc", "de"), read(whole));
        for (int length = 0; length < whole.length(); length++) {
            String cut = whole.substring(0, length);
            String message = failure(cut);
            assertFalse(message.contains("abc"), message);
        }
    }

    @Test
    void limits_end_what_is_endless() throws IOException {
        assertTrue(failure("--frontier\r\n" + "X: y\r\n".repeat(2000)).contains("headers"));
        assertTrue(failure("--frontier\r\n" + headers(33) + "\r\n").contains("more than 32 headers"));
        assertTrue(failure("--frontier\r\nX: " + "y".repeat(9000)).contains("longer than 8192"));
        assertTrue(failure("x".repeat(200_000)).contains("no boundary within the first"));
        assertTrue(failure("--frontier" + " ".repeat(20_000)).contains("does not end"));
        assertTrue(failure("--frontier\r\nno colon\r\n\r\n").contains("no name"));
        assertTrue(failure("--frontier\rX").contains("line of a boundary"));

        MultipartReader two = new MultipartReader(
                stream("--frontier\r\n\r\na\r\n--frontier\r\n\r\nb\r\n--frontier\r\n\r\nc\r\n--frontier--"),
                B,
                new MultipartLimits(2, 32, 8192, 1024));
        assertNotNull(two.next());
        assertNotNull(two.next());
        assertThrows(MultipartException.class, two::next);
    }

    private static String headers(int count) {
        StringBuilder headers = new StringBuilder();
        for (int i = 0; i < count; i++) {
            headers.append("X").append(i).append(": y\r\n");
        }
        return headers.toString();
    }

    @Test
    void boundaries_that_are_none_are_refused() {
        for (String boundary : Arrays.asList(null, "", "a".repeat(201), "a b ", "a\r\nb", "a\"b", "ä")) {
            assertThrows(
                    MultipartException.class,
                    () -> new MultipartReader(stream(""), boundary, MultipartLimits.DEFAULT),
                    String.valueOf(boundary));
        }
    }

    @Test
    void a_header_cannot_break_out_of_its_line() {
        MultipartWriter writer = new MultipartWriter(new ByteArrayOutputStream(), B);
        assertThrows(
                IllegalArgumentException.class,
                () -> writer.begin(MediaType.DICOM, Map.of("Content-Location", "x\r\nY: z")));
    }
}
