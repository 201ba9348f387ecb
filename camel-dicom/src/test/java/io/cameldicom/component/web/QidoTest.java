package io.cameldicom.component.web;

import static io.cameldicom.component.web.ScriptedServer.body;
import static io.cameldicom.component.web.ScriptedServer.json;
import static io.cameldicom.component.web.ScriptedServer.status;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.component.DicomConstants;
import io.cameldicom.component.web.ScriptedServer.Answer;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code operation=qido} and {@code operation=metadata} against servers that do what a test tells them. */
@Timeout(60)
class QidoTest {

    private static final Map<String, String> KEYS = Map.of("PatientName", "ANY*NAME", "StudyInstanceUID", "");

    private final WebTestContext camel = new WebTestContext();
    private ScriptedServer server;

    @AfterEach
    void stop() {
        camel.close();
        server.close();
    }

    private static String study(int number) {
        return "{\"0020000D\":{\"vr\":\"UI\",\"Value\":[\"1.2." + number
                + "\"]},\"00100010\":{\"vr\":\"PN\",\"Value\":[{\"Alphabetic\":\"ANY^NAME\"}]}}";
    }

    private static Answer studies(int from, int count, String... headers) {
        return json(
                200,
                IntStream.range(from, from + count)
                        .mapToObj(QidoTest::study)
                        .collect(Collectors.joining(",", "[", "]")),
                headers);
    }

    private static List<String> uids(Exchange done) {
        List<String> uids = new ArrayList<>();
        for (Object match : done.getMessage().getBody(List.class)) {
            uids.add(((Attributes) match).getString(Tag.StudyInstanceUID));
        }
        return uids;
    }

    private List<String> queries() {
        return server.requests.stream().map(ScriptedServer.Request::uri).toList();
    }

    @Test
    void an_identifier_becomes_a_search_and_what_is_found_data_sets() {
        server = new ScriptedServer(studies(0, 2));

        Exchange done = camel.succeed(server.uri("operation=qido&outputType=list"), KEYS);

        assertEquals(List.of("1.2.0", "1.2.1"), uids(done));
        assertEquals(200, done.getMessage().getHeader(WebConstants.HTTP_STATUS));
        assertEquals(List.of("/dicom-web/studies?00100010=ANY*NAME&includefield=0020000D&limit=500"), queries());
        assertEquals("application/dicom+json", server.requests.get(0).header("Accept"));
    }

    @Test
    void pages_are_asked_for_until_one_is_not_full() {
        server = new ScriptedServer(studies(0, 2), studies(2, 2), studies(4, 1));

        Exchange done = camel.succeed(server.uri("operation=qido&outputType=list&pageSize=2&fuzzyMatching=true"), KEYS);

        assertEquals(List.of("1.2.0", "1.2.1", "1.2.2", "1.2.3", "1.2.4"), uids(done));
        assertEquals(3, server.requests.size());
        assertTrue(
                queries().get(0).endsWith("&fuzzymatching=true&limit=2"),
                queries().get(0));
        assertTrue(queries().get(2).endsWith("&limit=2&offset=4"), queries().get(2));
    }

    @Test
    void a_server_that_gives_less_than_asked_for_and_says_so_is_asked_for_the_rest() {
        String more = "299 dicom: There are 2 additional results that can be requested";
        server = new ScriptedServer(studies(0, 1, "Warning", more), studies(1, 1, "Warning", more), studies(2, 1));

        assertEquals(
                List.of("1.2.0", "1.2.1", "1.2.2"),
                uids(camel.succeed(server.uri("operation=qido&outputType=list&pageSize=100"), KEYS)));
    }

    @Test
    void a_page_that_fills_exactly_ends_with_no_content() {
        server = new ScriptedServer(studies(0, 2), status(204));

        assertEquals(
                2,
                uids(camel.succeed(server.uri("operation=qido&outputType=list&pageSize=2"), KEYS))
                        .size());
    }

    @Test
    void a_server_that_knows_no_pages_is_not_asked_twice() {
        server = new ScriptedServer(studies(0, 7));

        assertEquals(
                7,
                uids(camel.succeed(server.uri("operation=qido&outputType=list&pageSize=2"), KEYS))
                        .size());
        assertEquals(1, server.requests.size());
    }

    @Test
    void a_server_that_ignores_the_offset_does_not_keep_us_for_ever() {
        server = new ScriptedServer(studies(0, 2));

        DicomWebException failure = camel.fail(server.uri("operation=qido&outputType=list&pageSize=2"), KEYS);

        assertEquals(2, server.requests.size());
        assertTrue(failure.getMessage().contains("pageSize=0"), failure.getMessage());
    }

    @Test
    void nothing_found_is_no_match() {
        server = new ScriptedServer(status(204), json(200, "[]"));

        assertEquals(List.of(), uids(camel.succeed(server.uri("operation=qido&outputType=list"), KEYS)));
        assertEquals(List.of(), uids(camel.succeed(server.uri("operation=qido&outputType=list"), KEYS)));
    }

    @ParameterizedTest
    @CsvSource({
        "StudyInstanceUID, , /studies?includefield=0020000D",
        "SeriesInstanceUID, , /series?includefield=0020000E",
        "SOPInstanceUID, , /instances?includefield=00080018",
        "PatientID, SERIES, /series?00100020=x",
    })
    void the_level_is_that_of_the_header_or_the_lowest_uid(String key, String header, String expected) {
        server = new ScriptedServer(status(204));

        camel.send(
                server.uri("operation=qido&pageSize=0"),
                Map.of(key, key.equals("PatientID") ? "x" : ""),
                header == null ? Map.of() : Map.of(DicomConstants.QUERY_LEVEL, header));

        assertEquals(List.of("/dicom-web" + expected), queries());
    }

    @Test
    void what_cannot_be_asked_is_said() {
        server = new ScriptedServer(status(204));

        assertTrue(camel.fail(server.uri("operation=qido"), Map.of("QueryRetrieveLevel", "PATIENT"))
                .getMessage()
                .contains("(0008,0052)"));
        assertTrue(camel.fail(server.uri("operation=qido"), 4711).getMessage().contains("no identifier"));
        assertEquals(List.of(), server.requests);
    }

    @Test
    void results_are_read_as_they_are_taken_and_closing_hangs_up() throws Exception {
        CountDownLatch hungUp = new CountDownLatch(1);
        server = new ScriptedServer((http, request) -> {
            http.getResponseHeaders().add("Content-Type", "application/dicom+json");
            http.sendResponseHeaders(200, 0);
            try {
                http.getResponseBody().write(("[" + study(0)).getBytes(StandardCharsets.US_ASCII));
                http.getResponseBody().flush();
                for (int number = 1; ; number++) {
                    http.getResponseBody().write(("," + study(number)).getBytes(StandardCharsets.US_ASCII));
                }
            } catch (IOException e) {
                hungUp.countDown();
            }
        });
        AtomicReference<Iterator<?>> kept = new AtomicReference<>();
        String uri = server.uri("operation=qido&pageSize=0");
        camel.context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:search").to(uri).process(exchange -> {
                    Iterator<?> results = assertInstanceOf(
                            WebResults.class, exchange.getMessage().getBody());
                    assertEquals("1.2.0", ((Attributes) results.next()).getString(Tag.StudyInstanceUID));
                    assertEquals("1.2.1", ((Attributes) results.next()).getString(Tag.StudyInstanceUID));
                    kept.set(results);
                });
            }
        });

        camel.succeed("direct:search", KEYS);

        assertTrue(hungUp.await(20, TimeUnit.SECONDS), "the end of the exchange closes the search");
        assertThrows(IllegalStateException.class, () -> kept.get().hasNext());
    }

    @Test
    void a_failure_in_the_middle_comes_out_of_the_iterator() throws Exception {
        server = new ScriptedServer(json(200, "[" + study(0) + ",{\"0020000D\":{\"vr\":\"PN\",\"Val"));
        String uri = server.uri("operation=qido");
        camel.context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:search").to(uri).process(exchange -> {
                    Iterator<?> results = exchange.getMessage().getBody(Iterator.class);
                    results.next();
                    results.next();
                });
            }
        });

        Exception failure = camel.send("direct:search", KEYS).getException();

        assertInstanceOf(RuntimeCamelException.class, failure);
        assertFalse(
                assertInstanceOf(DicomWebException.class, failure.getCause()).isRetryable());
    }

    @Test
    void the_query_is_in_no_message() {
        server =
                new ScriptedServer(body(400, "text/plain", "no study of ANY^NAME".getBytes(StandardCharsets.US_ASCII)));

        DicomWebException failure = camel.fail(server.uri("operation=qido"), KEYS);

        assertEquals(400, failure.getHttpStatus());
        assertFalse(failure.getMessage().contains("ANY"), failure.getMessage());
        assertTrue(failure.getMessage().contains("GET /studies at http://127.0.0.1"), failure.getMessage());
    }

    @Test
    void metadata_are_data_sets_with_bulk_data_by_reference() {
        server = new ScriptedServer(json(
                200,
                "[{\"00080018\":{\"vr\":\"UI\",\"Value\":[\"1.2.3.4.5\"]},"
                        + "\"7FE00010\":{\"vr\":\"OW\",\"BulkDataURI\":\"bulk/1\"}}]"));

        Exchange done = camel.send(
                server.uri("operation=metadata&outputType=list"),
                null,
                Map.of(DicomConstants.STUDY_INSTANCE_UID, "1.2.3", DicomConstants.SERIES_INSTANCE_UID, "1.2.3.4"));

        assertEquals(List.of("/dicom-web/studies/1.2.3/series/1.2.3.4/metadata"), queries());
        Attributes first = (Attributes) done.getMessage().getBody(List.class).get(0);
        assertEquals("1.2.3.4.5", first.getString(Tag.SOPInstanceUID));
        assertTrue(first.contains(Tag.PixelData));
    }
}
