package io.cameldicom.component.web;

import static io.cameldicom.component.web.ScriptedServer.body;
import static io.cameldicom.component.web.ScriptedServer.status;
import static io.cameldicom.component.web.WebTestContext.bytes;
import static io.cameldicom.component.web.WebTestContext.image;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.component.DicomConstants;
import io.cameldicom.component.DicomObject;
import io.cameldicom.component.web.ScriptedServer.Answer;
import io.cameldicom.component.web.ScriptedServer.Request;
import io.cameldicom.dicom.service.RetrieveResult;
import io.cameldicom.web.MediaType;
import io.cameldicom.web.MultipartWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code operation=wado}, {@code frames} and {@code rendered} against servers that do what a test tells them. */
@Timeout(60)
class WadoTest {

    private static final Map<String, Object> STUDY = Map.of(DicomConstants.STUDY_INSTANCE_UID, "1.2.3");
    private static final Map<String, Object> INSTANCE = Map.of(
            DicomConstants.STUDY_INSTANCE_UID, "1.2.3",
            DicomConstants.SERIES_INSTANCE_UID, "1.2.3.4",
            DicomConstants.SOP_INSTANCE_UID, "1.2.3.4.1");

    private final WebTestContext camel = new WebTestContext();
    private ScriptedServer server;

    @AfterEach
    void stop() {
        camel.close();
        server.close();
    }

    private static byte[] multipart(MediaType type, byte[]... contents) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (MultipartWriter writer = new MultipartWriter(out, "b")) {
            for (byte[] content : contents) {
                writer.begin(type, Map.of());
                writer.content().write(content);
            }
            writer.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] multipart(DicomObject... objects) {
        return multipart(
                MediaType.DICOM, Stream.of(objects).map(WebTestContext::bytes).toArray(byte[][]::new));
    }

    private static Answer objects(int status, DicomObject... objects) {
        return body(status, "multipart/related; type=\"application/dicom\"; boundary=b", multipart(objects));
    }

    private Exchange retrieve(String options, Object body, Map<String, Object> headers) {
        return camel.send(server.uri("operation=wado&" + options), body, headers);
    }

    private List<String> paths() {
        return server.requests.stream().map(Request::uri).toList();
    }

    private static List<String> uids(Exchange done) {
        assertNull(done.getException());
        List<String> uids = new ArrayList<>();
        for (Object object : done.getMessage().getBody(List.class)) {
            uids.add(((DicomObject) object).sopInstanceUid());
        }
        return uids;
    }

    @Test
    void a_study_comes_as_the_server_has_it() {
        DicomObject small = image(1, 100);
        DicomObject large = image(2, 300_000);
        server = new ScriptedServer(objects(200, small, large));

        List<?> found = retrieve("outputType=list", null, STUDY).getMessage().getBody(List.class);

        assertEquals(List.of("/dicom-web/studies/1.2.3"), paths());
        assertEquals(
                "multipart/related; type=\"application/dicom\"; transfer-syntax=*",
                server.requests.get(0).header("Accept"));
        assertArrayEquals(bytes(small), bytes((DicomObject) found.get(0)));
    }

    @Test
    void identifiers_name_studies_series_and_instances() {
        server = new ScriptedServer(status(404));
        for (Map<String, Object> identifier : List.<Map<String, Object>>of(
                Map.of("StudyInstanceUID", List.of("1.2", "1.3")),
                Map.of("QueryRetrieveLevel", "SERIES", "StudyInstanceUID", "1.2", "SeriesInstanceUID", "1.2.3"),
                Map.of("StudyInstanceUID", "1.2", "SeriesInstanceUID", "1.2.3", "SOPInstanceUID", "1.2.3.4"))) {
            retrieve("outputType=list", identifier, Map.of());
        }
        assertEquals(
                List.of(
                        "/dicom-web/studies/1.2",
                        "/dicom-web/studies/1.2/series/1.2.3",
                        "/dicom-web/studies/1.2/series/1.2.3/instances/1.2.3.4"),
                paths());
    }

    @Test
    void several_uids_are_several_requests() {
        server = new ScriptedServer(objects(200, image(1, 10)), objects(200, image(2, 10)));

        assertEquals(
                List.of("1.2.3.4.1", "1.2.3.4.2"),
                uids(retrieve("outputType=list", Map.of("StudyInstanceUID", List.of("1.2", "1.3")), Map.of())));
        assertEquals(List.of("/dicom-web/studies/1.2", "/dicom-web/studies/1.3"), paths());
    }

    @Test
    void what_cannot_be_asked_is_said() {
        server = new ScriptedServer(status(404));
        for (Object body : Arrays.asList(
                null,
                Map.of("QueryRetrieveLevel", "PATIENT", "PatientID", "x"),
                Map.of("StudyInstanceUID", "1.2", "SOPInstanceUID", "1.2.3.4"),
                Map.of("StudyInstanceUID", "../../etc"),
                Map.of("QueryRetrieveLevel", "STUDY"))) {
            DicomWebException failure = assertInstanceOf(
                    DicomWebException.class,
                    retrieve("outputType=list", body, Map.of()).getException());
            assertFalse(failure.getMessage().contains("etc"), failure.getMessage());
        }
        assertEquals(List.of(), server.requests);
    }

    @Test
    void transfer_syntaxes_are_asked_for_in_order() {
        server = new ScriptedServer(objects(200, image(1, 10)));

        retrieve("transferSyntaxes=JPEGLSLossless,1.2.840.10008.1.2.1&outputType=list", null, INSTANCE);

        assertEquals(
                "multipart/related; type=\"application/dicom\"; transfer-syntax=1.2.840.10008.1.2.4.80,"
                        + " multipart/related; type=\"application/dicom\"; transfer-syntax=1.2.840.10008.1.2.1",
                server.requests.get(0).header("Accept"));
    }

    @Test
    void a_single_part_is_taken_too() {
        server = new ScriptedServer(body(200, "application/dicom", bytes(image(1, 10))));

        assertEquals(List.of("1.2.3.4.1"), uids(retrieve("outputType=list", null, INSTANCE)));
    }

    @Test
    void objects_come_as_they_are_taken_and_files_go_with_the_exchange(@TempDir Path spool) throws Exception {
        CountDownLatch hungUp = new CountDownLatch(1);
        server = new ScriptedServer((http, request) -> {
            http.getResponseHeaders().add("Content-Type", "multipart/related; type=\"application/dicom\"; boundary=b");
            http.sendResponseHeaders(200, 0);
            MultipartWriter writer = new MultipartWriter(http.getResponseBody(), "b");
            try {
                for (int number = 0; ; number++) {
                    writer.begin(MediaType.DICOM, Map.of());
                    writer.content().write(bytes(image(number, 200_000)));
                }
            } catch (IOException e) {
                hungUp.countDown();
            }
        });
        String uri = server.uri("operation=wado&spoolDirectory=" + spool);
        List<Path> files = new ArrayList<>();
        camel.context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:retrieve").to(uri).process(exchange -> {
                    Iterator<?> objects = assertInstanceOf(
                            WebObjects.class, exchange.getMessage().getBody());
                    for (int number = 0; number < 3; number++) {
                        DicomObject object = (DicomObject) objects.next();
                        assertEquals("1.2.3.4." + number, object.sopInstanceUid());
                        files.add(object.path());
                        assertTrue(Files.exists(object.path()));
                        assertTrue(object.path().startsWith(spool));
                    }
                });
            }
        });

        assertNull(camel.send("direct:retrieve", null, STUDY).getException());

        assertTrue(hungUp.await(20, TimeUnit.SECONDS), "the end of the exchange ends the retrieval");
        assertTrue(files.stream().noneMatch(Files::exists), "the files are gone");
        try (Stream<Path> left = Files.walk(spool)) {
            assertEquals(
                    List.of(),
                    left.filter(file -> file.toString().endsWith(".dcm")).toList());
        }
    }

    @Test
    void a_response_that_breaks_off_is_asked_for_again_and_nothing_given_twice() {
        byte[] whole = multipart(image(1, 100), image(2, 200_000), image(3, 100));
        Answer cut = (http, request) -> {
            http.getResponseHeaders().add("Content-Type", "multipart/related; type=\"application/dicom\"; boundary=b");
            http.sendResponseHeaders(200, whole.length);
            http.getResponseBody().write(whole, 0, whole.length / 2);
            http.getResponseBody().flush();
            throw new IOException("the server dies");
        };
        server = new ScriptedServer(cut, cut, objects(200, image(1, 100), image(2, 200_000), image(3, 100)));

        assertEquals(List.of("1.2.3.4.1", "1.2.3.4.2", "1.2.3.4.3"), uids(retrieve("outputType=list", null, STUDY)));
        assertEquals(3, server.requests.size());
    }

    @Test
    void a_body_without_its_end_is_a_failure() {
        byte[] whole = multipart(image(1, 100), image(2, 100));
        server = new ScriptedServer(body(
                200,
                "multipart/related; type=\"application/dicom\"; boundary=b",
                Arrays.copyOf(whole, whole.length - 20)));

        Exchange done = retrieve("outputType=list&maxRetries=1", null, STUDY);

        DicomWebException failure = assertInstanceOf(DicomWebException.class, done.getException());
        assertEquals(2, server.requests.size());
        assertTrue(failure.getMessage().contains("without its closing boundary"), failure.getMessage());
        assertTrue(failure.isRetryable());
    }

    @Test
    void a_part_of_the_study_is_not_taken_for_the_whole() {
        server = new ScriptedServer(objects(206, image(1, 100)));

        DicomWebException failure = assertInstanceOf(
                DicomWebException.class,
                retrieve("outputType=list", null, STUDY).getException());

        assertTrue(failure.getMessage().contains("206"), failure.getMessage());
    }

    @Test
    void content_that_is_no_dicom_is_refused() {
        server = new ScriptedServer(
                body(200, "multipart/related; boundary=b", multipart(MediaType.of("text", "html"), new byte[10])),
                body(200, "multipart/related; boundary=b", multipart(MediaType.DICOM, new byte[300])),
                body(200, "multipart/related", multipart(MediaType.DICOM, new byte[300])),
                body(200, "text/html", new byte[10]));

        for (int i = 0; i < 4; i++) {
            DicomWebException failure = assertInstanceOf(
                    DicomWebException.class,
                    retrieve("outputType=list&maxRetries=0", null, STUDY).getException());
            assertFalse(failure.isRetryable(), failure.getMessage());
        }
    }

    @Test
    void an_object_beyond_the_limit_ends_the_retrieval(@TempDir Path spool) throws IOException {
        server = new ScriptedServer(objects(200, image(1, 500_000)));

        Exception failure = retrieve("outputType=list&maxObjectSize=400KiB&spoolDirectory=" + spool, null, STUDY)
                .getException();

        assertTrue(failure.getMessage().contains("maxObjectSize"), failure.getMessage());
        try (Stream<Path> left = Files.walk(spool)) {
            assertEquals(
                    List.of(),
                    left.filter(file -> file.toString().endsWith(".dcm")).toList());
        }
    }

    @Test
    void each_object_can_be_an_exchange_of_its_own() throws Exception {
        server = new ScriptedServer(objects(200, image(1, 10), image(2, 200_000), image(3, 10)));
        List<String> stored = new ArrayList<>();
        camel.context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:store").process(exchange -> {
                    DicomObject object = exchange.getMessage().getBody(DicomObject.class);
                    assertEquals(
                            object.sopInstanceUid(), exchange.getMessage().getHeader(DicomConstants.SOP_INSTANCE_UID));
                    assertEquals("1.2.3", exchange.getMessage().getHeader(DicomConstants.STUDY_INSTANCE_UID));
                    if (object.sopInstanceUid().endsWith(".2")) {
                        throw new IOException("no");
                    }
                    assertTrue(bytes(object).length > 0);
                    stored.add(object.sopInstanceUid());
                });
            }
        });

        Exchange done = retrieve("storeTo=direct:store", null, STUDY);

        assertNull(done.getException());
        assertEquals(List.of("1.2.3.4.1", "1.2.3.4.3"), stored);
        RetrieveResult result = done.getMessage().getBody(RetrieveResult.class);
        assertEquals(2, result.subOperations().completed());
        assertEquals(List.of("1.2.3.4.2"), result.failedSopInstanceUids());
        assertEquals(0xB000, done.getMessage().getHeader(DicomConstants.STATUS));
        assertEquals(1, done.getMessage().getHeader(DicomConstants.FAILED_SUB_OPERATIONS));
    }

    @Test
    void frames_are_asked_for_by_number() {
        server = new ScriptedServer(body(
                200,
                "multipart/related; type=\"image/jls\"; boundary=b",
                multipart(
                        MediaType.parse("image/jls; transfer-syntax=1.2.840.10008.1.2.4.80"),
                        new byte[] {1},
                        new byte[] {2, 2})));

        Exchange done = camel.send(
                server.uri("operation=frames&frames=3, 7&transferSyntaxes=JPEGLSLossless&outputType=list"),
                null,
                INSTANCE);

        assertNull(done.getException());
        List<?> frames = done.getMessage().getBody(List.class);
        WebFrame second = (WebFrame) frames.get(1);
        assertEquals(2, frames.size());
        assertEquals(7, second.number());
        assertEquals("image/jls", second.mediaType());
        assertEquals("1.2.840.10008.1.2.4.80", second.transferSyntaxUid());
        assertArrayEquals(new byte[] {2, 2}, second.bytes());
        assertEquals(List.of("/dicom-web/studies/1.2.3/series/1.2.3.4/instances/1.2.3.4.1/frames/3,7"), paths());
        assertEquals(
                "multipart/related; type=\"image/jls\"; transfer-syntax=1.2.840.10008.1.2.4.80",
                server.requests.get(0).header("Accept"));

        Exception missing = camel.send(server.uri("operation=frames&frames=1,2,3&outputType=list"), null, INSTANCE)
                .getException();
        assertTrue(missing.getMessage().contains("without frame 3"), missing.getMessage());
    }

    @Test
    void a_picture_is_rendered_by_the_server() {
        server = new ScriptedServer(body(200, "image/png", new byte[] {1, 2, 3}), body(200, "image/jpeg", new byte[1]));
        String uri = server.uri("operation=rendered&renderedType=image/png"
                + "&renderedParameters=viewport=64,48;window=40,400,linear");

        Exchange done = camel.send(uri, null, INSTANCE);

        assertNull(done.getException());
        assertArrayEquals(new byte[] {1, 2, 3}, done.getMessage().getBody(byte[].class));
        assertEquals("image/png", done.getMessage().getHeader(Exchange.CONTENT_TYPE));
        assertEquals(
                List.of(
                        "/dicom-web/studies/1.2.3/series/1.2.3.4/instances/1.2.3.4.1/rendered?viewport=64,48&window=40,400,linear"),
                paths());
        assertInstanceOf(
                DicomWebException.class, camel.send(uri, null, INSTANCE).getException(), "another type than asked for");
        assertInstanceOf(DicomWebException.class, camel.send(uri, null, STUDY).getException(), "of one instance");
    }
}
