package io.cameldicom.component.web;

import static io.cameldicom.component.web.ScriptedServer.body;
import static io.cameldicom.component.web.ScriptedServer.json;
import static io.cameldicom.component.web.ScriptedServer.status;
import static io.cameldicom.component.web.WebTestContext.bytes;
import static io.cameldicom.component.web.WebTestContext.image;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.component.DicomConstants;
import io.cameldicom.component.DicomObject;
import io.cameldicom.component.web.ScriptedServer.Answer;
import io.cameldicom.component.web.ScriptedServer.Request;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.web.MediaType;
import io.cameldicom.web.MultipartLimits;
import io.cameldicom.web.MultipartReader;
import io.cameldicom.web.client.InstanceOutcome;
import io.cameldicom.web.client.InstanceOutcome.Kind;
import io.cameldicom.web.client.StowResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code operation=stow} against servers that do what a test tells them. */
@Timeout(60)
class StowTest {

    private final WebTestContext camel = new WebTestContext();
    private ScriptedServer server;

    @AfterEach
    void stop() {
        camel.close();
        server.close();
    }

    /** A response that says what was stored, and what failed, as {@code number:reason}. */
    private static Answer result(int status, List<Integer> stored, String... failed) {
        return json(status, text(stored, failed));
    }

    private static String text(List<Integer> stored, String... failed) {
        String good = stored.stream().map(number -> item(number, null)).collect(Collectors.joining(","));
        String bad = Arrays.stream(failed)
                .map(one -> one.split(":"))
                .map(one -> item(Integer.parseInt(one[0]), Integer.parseInt(one[1], 16)))
                .collect(Collectors.joining(","));
        return "{\"00081199\":{\"vr\":\"SQ\",\"Value\":[" + good + "]},\"00081198\":{\"vr\":\"SQ\",\"Value\":[" + bad
                + "]}}";
    }

    private static String item(int number, Integer reason) {
        return "{\"00081150\":{\"vr\":\"UI\",\"Value\":[\"1.2.840.10008.5.1.4.1.1.7\"]},"
                + "\"00081155\":{\"vr\":\"UI\",\"Value\":[\"1.2.3.4." + number + "\"]}"
                + (reason == null ? "" : ",\"00081197\":{\"vr\":\"US\",\"Value\":[" + reason + "]}") + "}";
    }

    private static List<byte[]> parts(Request request) throws IOException {
        MediaType type = MediaType.parse(request.header("Content-type"));
        assertTrue(type.isSame(MediaType.MULTIPART_RELATED));
        assertEquals(MediaType.DICOM, type.related());
        List<byte[]> parts = new ArrayList<>();
        MultipartReader reader = new MultipartReader(
                new ByteArrayInputStream(request.body()), type.parameter("boundary"), MultipartLimits.DEFAULT);
        for (var part = reader.next(); part != null; part = reader.next()) {
            parts.add(part.content().readAllBytes());
        }
        return parts;
    }

    @Test
    void an_object_is_sent_as_it_is_and_the_result_told_as_a_c_store_would() throws IOException {
        server = new ScriptedServer(result(200, List.of(1)));
        DicomObject object = image(1, 1000);

        Exchange done = camel.succeed(server.uri(""), object);

        Request request = server.requests.get(0);
        assertEquals("POST /dicom-web/studies", request.method() + " " + request.uri());
        assertEquals("application/dicom+json", request.header("Accept"));
        assertEquals(1, parts(request).size());
        assertArrayEquals(bytes(object), parts(request).get(0));
        assertEquals(0, done.getMessage().getHeader(DicomConstants.STATUS));
        assertEquals(200, done.getMessage().getHeader(WebConstants.HTTP_STATUS));
        assertEquals(object, done.getMessage().getBody(), "the object goes on");
    }

    @Test
    void many_objects_go_in_few_requests_and_each_has_its_result() throws IOException {
        server = new ScriptedServer(result(200, List.of(0, 1)), result(200, List.of(2, 3)), result(200, List.of(4)));

        Exchange done = camel.succeed(
                server.uri("batchSize=2"),
                IntStream.range(0, 5).mapToObj(i -> image(i, 100)).iterator());

        assertEquals(3, server.requests.size());
        assertEquals(2, parts(server.requests.get(0)).size());
        StowResult result = done.getMessage().getBody(StowResult.class);
        assertTrue(result.isAllStored());
        assertEquals(
                List.of("1.2.3.4.0", "1.2.3.4.1", "1.2.3.4.2", "1.2.3.4.3", "1.2.3.4.4"),
                result.outcomes().stream().map(InstanceOutcome::sopInstanceUid).toList());
    }

    @Test
    void a_large_object_goes_alone() {
        server = new ScriptedServer(result(200, List.of(0)), result(200, List.of(1)), result(200, List.of(2, 3)));

        camel.succeed(
                server.uri("batchBytes=20000"),
                Stream.of(image(0, 100), image(1, 50_000), image(2, 100), image(3, 100)));

        assertEquals(3, server.requests.size());
    }

    @Test
    void part_of_them_failing_fails_the_exchange_with_what_became_of_each() {
        server = new ScriptedServer(result(202, List.of(1), "2:A900", "3:C000"));

        DicomWebException failure =
                camel.fail(server.uri("maxRetries=5"), List.of(image(1, 10), image(2, 10), image(3, 10)));

        assertEquals(1, server.requests.size(), "nothing to gain by a retry");
        assertFalse(failure.isRetryable());
        assertEquals(0xA900, failure.getStatus());
        assertEquals(
                List.of(Kind.STORED, Kind.FAILED, Kind.FAILED),
                failure.getStowResult().outcomes().stream()
                        .map(InstanceOutcome::kind)
                        .toList());
        assertTrue(failure.getMessage().contains("answered 202, 2 of 3 objects not stored"), failure.getMessage());
        assertTrue(failure.getMessage().contains("1.2.3.4.2"), failure.getMessage());
        assertFalse(failure.getMessage().contains(WebTestContext.PATIENT));
    }

    @Test
    void only_what_had_passing_trouble_is_sent_again() throws IOException {
        server = new ScriptedServer(
                result(202, List.of(1), "2:A700", "3:0110"),
                result(202, List.of(3), "2:A701"),
                result(200, List.of(2)));

        Exchange done = camel.succeed(server.uri(""), List.of(image(1, 10), image(2, 10), image(3, 10)));

        assertEquals(3, server.requests.size());
        assertEquals(2, parts(server.requests.get(1)).size());
        assertEquals(1, parts(server.requests.get(2)).size());
        assertTrue(done.getMessage().getBody(StowResult.class).isAllStored());
    }

    @ParameterizedTest
    @CsvSource({"A700, true", "A900, false", "C000, false", "C123, false", "0110, true", "0122, false", "0124, false"})
    void the_reason_says_whether_a_retry_helps(String reason, boolean retryable) {
        server = new ScriptedServer(result(409, List.of(), "1:" + reason));

        DicomWebException failure = camel.fail(server.uri("maxRetries=0"), image(1, 10));

        assertEquals(retryable, failure.isRetryable());
        assertEquals(Integer.parseInt(reason, 16), failure.getStatus());
        assertTrue(failure.getMessage().contains(reason), failure.getMessage());
    }

    @Test
    void a_warning_is_a_success_with_a_status() {
        server = new ScriptedServer(json(
                202,
                text(List.of(1))
                        .replace("\"1.2.3.4.1\"]}", "\"1.2.3.4.1\"]},\"00081196\":{\"vr\":\"US\",\"Value\":[45056]}")));

        Exchange done = camel.succeed(server.uri(""), image(1, 10));

        assertEquals(0xB000, done.getMessage().getHeader(DicomConstants.STATUS));
    }

    @Test
    void what_the_response_does_not_mention_is_not_taken_for_stored() {
        server = new ScriptedServer(result(200, List.of(1)));

        DicomWebException failure = camel.fail(server.uri("maxRetries=1"), List.of(image(1, 10), image(2, 10)));

        assertEquals(2, server.requests.size());
        assertTrue(failure.isRetryable());
        assertEquals(Kind.UNCONFIRMED, failure.getStowResult().outcomes().get(1).kind());
    }

    @Test
    void an_empty_200_means_all_and_an_empty_202_nothing() {
        server = new ScriptedServer(status(200), status(202));

        camel.succeed(server.uri(""), image(1, 10));

        assertTrue(camel.fail(server.uri("maxRetries=0"), image(1, 10)).isRetryable());
    }

    @Test
    void a_response_in_xml_is_read() {
        server = new ScriptedServer(body(
                200,
                "application/dicom+xml",
                """
                <?xml version="1.0"?><NativeDicomModel>
                <DicomAttribute tag="00081199" vr="SQ" keyword="ReferencedSOPSequence"><Item number="1">
                <DicomAttribute tag="00081155" vr="UI" keyword="ReferencedSOPInstanceUID"><Value number="1">1.2.3.4.1</Value>
                </DicomAttribute></Item></DicomAttribute></NativeDicomModel>"""
                        .getBytes(StandardCharsets.UTF_8)));

        camel.succeed(server.uri(""), image(1, 10));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 412, 429, 500, 502, 503, 504, 507})
    void passing_statuses_are_tried_again(int status) {
        server = new ScriptedServer(status(status), status(status), result(200, List.of(1)));

        camel.succeed(server.uri("maxRetries=2"), image(1, 10));

        assertEquals(3, server.requests.size());
        assertEquals(
                1,
                server.requests.stream()
                        .map(request -> request.body().length)
                        .distinct()
                        .count(),
                "each request has the whole body");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 413, 415, 501, 301})
    void lasting_statuses_are_not(int status) {
        server = new ScriptedServer(status(status));

        DicomWebException failure = camel.fail(server.uri(""), image(1, 10));

        assertEquals(1, server.requests.size());
        assertFalse(failure.isRetryable());
        assertEquals(status, failure.getHttpStatus());
        assertTrue(failure.getMessage().contains("POST /studies"), failure.getMessage());
    }

    @Test
    void a_409_without_reasons_is_tried_again() {
        server = new ScriptedServer(status(409), result(200, List.of(1)));

        camel.succeed(server.uri(""), image(1, 10));
    }

    @Test
    void the_server_says_when_to_come_back() {
        server = new ScriptedServer(status(503, "Retry-After", "7200"));

        DicomWebException failure = camel.fail(server.uri("maxRetries=9&maxRetryDelay=1000"), image(1, 10));

        assertEquals(1, server.requests.size(), "not before, and not so long within the route");
        assertTrue(failure.isRetryable());
        assertEquals(Duration.ofHours(2), failure.getRetryAfter().orElseThrow());
        assertEquals(0xA700, failure.getStatus());

        server.close();
        server = new ScriptedServer(status(429, "Retry-After", "0"), result(200, List.of(1)));
        camel.succeed(server.uri("maxRetries=1&retryDelay=1h&maxRetryDelay=1h"), image(1, 10));
    }

    @Test
    void what_a_server_refuses_for_its_transfer_syntax_is_converted() throws IOException {
        DicomObject compressed = image(1, 1000)
                .transcode(io.cameldicom.dicom.transcode.Transcoder.to(
                        TransferSyntax.resolve("rle").get(0)));
        server = new ScriptedServer(
                result(202, List.of(2), "1:C122"), result(200, List.of(1)), result(409, List.of(), "1:C122"));

        camel.succeed(server.uri(""), List.of(compressed, image(2, 10)));

        assertArrayEquals(bytes(compressed), parts(server.requests.get(0)).get(0));
        assertEquals(1, parts(server.requests.get(1)).size());
        DicomObject sent = DicomObject.of(parts(server.requests.get(1)).get(0));
        assertEquals(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, sent.transferSyntax());
        assertEquals("1.2.3.4.1", sent.sopInstanceUid());

        DicomWebException failure = camel.fail(server.uri("transcode=never&maxRetries=0"), List.of(compressed));
        assertFalse(failure.getStowResult().isAllStored());
    }

    @Test
    void objects_are_converted_to_a_named_transfer_syntax() throws IOException {
        server = new ScriptedServer(result(200, List.of(1)));

        camel.succeed(server.uri("transcode=RLELossless"), image(1, 1000));

        assertEquals(
                "RLELossless",
                DicomObject.of(parts(server.requests.get(0)).get(0))
                        .transferSyntax()
                        .keyword());
    }

    @Test
    void what_is_no_dicomweb_service_is_said() {
        server = new ScriptedServer(body(200, "text/html", "<html>Login</html>".getBytes(StandardCharsets.UTF_8)));

        DicomWebException failure = camel.fail(server.uri(""), image(1, 10));

        assertFalse(failure.isRetryable());
        assertTrue(
                failure.getMessage().contains("text/html. Is the URL that of a DICOMweb service?"),
                failure.getMessage());
    }

    @Test
    void json_that_is_none_and_bodies_without_end_are_refused() throws InterruptedException {
        CountDownLatch hungUp = new CountDownLatch(1);
        server = new ScriptedServer(json(200, "{\"00081199\":["), (http, request) -> {
            http.getResponseHeaders().add("Content-Type", "application/dicom+json");
            http.sendResponseHeaders(200, 0);
            try {
                while (true) {
                    http.getResponseBody().write(new byte[8192]);
                }
            } catch (IOException e) {
                hungUp.countDown();
            }
        });

        assertEquals(200, camel.fail(server.uri(""), image(1, 10)).getHttpStatus());
        assertTrue(camel.fail(server.uri(""), image(1, 10)).getMessage().contains("with a body of more than"));
        assertTrue(hungUp.await(20, TimeUnit.SECONDS), "the client has not hung up");
    }

    @Test
    void nothing_to_store_is_an_error() {
        server = new ScriptedServer(status(200));

        assertTrue(camel.fail(server.uri(""), List.of()).getMessage().contains("no object"));
        assertTrue(camel.fail(server.uri(""), List.of("text")).getMessage().contains("java.lang.String"));
        assertInstanceOf(Exception.class, camel.send(server.uri(""), null).getException());
        assertEquals(List.of(), server.requests);
    }
}
