package io.cameldicom.component.web;

import static io.cameldicom.component.web.ScriptedServer.body;
import static io.cameldicom.component.web.ScriptedServer.status;
import static io.cameldicom.component.web.WebTestContext.image;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.component.web.ScriptedServer.Answer;
import io.cameldicom.component.web.ScriptedServer.Request;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.Exchange;
import org.apache.camel.ResolveEndpointFailedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Credentials, proxies, time-outs and whatever else is between a producer and its server. */
@Timeout(60)
class WebConnectionTest {

    private static final Answer NOTHING_FOUND = status(204);

    private final WebTestContext camel = new WebTestContext();
    private ScriptedServer server;

    @AfterEach
    void stop() {
        camel.close();
        if (server != null) {
            server.close();
        }
    }

    private void search(String options) {
        camel.succeed(
                server.uri("operation=qido" + (options.isEmpty() ? "" : "&" + options)), Map.of("PatientID", "x"));
    }

    private List<String> authorizations() {
        return server.requests.stream()
                .map(request -> Objects.toString(request.header("Authorization")))
                .toList();
    }

    @Test
    void basic_credentials_go_with_the_first_request() {
        server = new ScriptedServer(NOTHING_FOUND);

        search("username=hub&password=RAW(s+e&cret)");

        assertEquals(
                List.of("Basic "
                        + java.util.Base64.getEncoder()
                                .encodeToString("hub:s+e&cret".getBytes(StandardCharsets.UTF_8))),
                authorizations());
    }

    @Test
    void a_bearer_token_is_read_anew_from_its_file(@TempDir Path folder) throws IOException {
        server = new ScriptedServer(NOTHING_FOUND);
        Path file = folder.resolve("token");
        Files.writeString(file, "first\n");

        search("bearerToken=file:" + file);
        Files.writeString(file, "second");
        search("bearerToken=file:" + file);
        search("bearerToken=third");

        assertEquals(List.of("Bearer first", "Bearer second", "Bearer third"), authorizations());
    }

    private static Answer token(String token, long seconds) {
        return body(
                200,
                "application/json",
                ("{\"token_type\":\"Bearer\",\"access_token\":\"" + token + "\",\"expires_in\":" + seconds + "}")
                        .getBytes(StandardCharsets.US_ASCII));
    }

    private static String oauth2(ScriptedServer tokens) {
        return "oauth2TokenEndpoint=" + tokens.url() + "/token&oauth2ClientId=hub&oauth2ClientSecret=RAW(s&p)"
                + "&oauth2Scope=dicom";
    }

    @Test
    void a_token_is_fetched_once_kept_and_renewed_when_it_is_refused() {
        server = new ScriptedServer(NOTHING_FOUND, NOTHING_FOUND, status(401), NOTHING_FOUND);
        try (ScriptedServer tokens = new ScriptedServer(token("one", 3600), token("two", 3600))) {
            String options = oauth2(tokens);
            search(options);
            search(options);
            search(options);

            assertEquals(List.of("Bearer one", "Bearer one", "Bearer one", "Bearer two"), authorizations());
            assertEquals(2, tokens.requests.size());
            Request request = tokens.requests.get(0);
            assertEquals(
                    "grant_type=client_credentials&client_id=hub&client_secret=s%26p&scope=dicom",
                    new String(request.body(), StandardCharsets.US_ASCII));
        }
    }

    @Test
    void a_token_that_is_refused_is_said_without_the_secret() {
        server = new ScriptedServer(NOTHING_FOUND);
        try (ScriptedServer tokens = new ScriptedServer(status(400), body(200, "application/json", "{}".getBytes()))) {
            for (int i = 0; i < 2; i++) {
                DicomWebException failure =
                        camel.fail(server.uri("operation=qido&" + oauth2(tokens)), Map.of("PatientID", "x"));
                assertTrue(failure.getMessage().contains("token endpoint"), failure.getMessage());
                assertFalse(failure.getMessage().contains("s&p"), failure.getMessage());
                assertFalse(failure.isRetryable());
            }
        }
        assertEquals(List.of(), server.requests);
    }

    @Test
    void wrong_credentials_are_tried_once_more_and_not_again() {
        server = new ScriptedServer(status(401));

        DicomWebException failure = camel.fail(server.uri("operation=qido&bearerToken=t"), Map.of("PatientID", "x"));

        assertEquals(2, server.requests.size());
        assertEquals(0x0124, failure.getStatus());
        assertFalse(failure.getMessage().contains("Bearer"));
    }

    @Test
    void requests_go_through_a_proxy() {
        server = new ScriptedServer(status(407, "Proxy-Authenticate", "Basic realm=\"p\""), NOTHING_FOUND);
        String proxy = server.url().replaceAll(".*:", "");

        camel.succeed(
                "dicom-web:http://archive.invalid/dicom-web?operation=qido&proxyHost=127.0.0.1&proxyPort=" + proxy
                        + "&proxyUsername=u&proxyPassword=p",
                Map.of("PatientID", "x"));

        assertTrue(server.requests.get(0).uri().startsWith("http://archive.invalid/dicom-web/studies"));
        assertEquals("Basic dTpw", server.requests.get(1).header("Proxy-Authorization"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "http1", "http2"})
    void the_version_of_http_is_an_option(String version) {
        server = new ScriptedServer(NOTHING_FOUND);

        search("httpVersion=" + version);

        assertEquals(
                version.equals("http2") ? "h2c" : null, server.requests.get(0).header("Upgrade"));
    }

    @Test
    void a_server_that_is_not_there_is_worth_a_retry() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        for (String host : List.of("127.0.0.1:" + port, "archive.invalid")) {
            DicomWebException failure =
                    camel.fail("dicom-web:http://" + host + "/d?maxRetries=1&retryDelay=1", image(1, 10));
            assertTrue(failure.isRetryable());
            assertEquals(0, failure.getHttpStatus());
            assertEquals(0x0110, failure.getStatus());
        }
    }

    @Test
    void a_silent_server_is_given_up() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        server = new ScriptedServer((http, request) -> {
            await(done); // no answer at all
        });
        try {
            DicomWebException failure =
                    camel.fail(server.uri("operation=qido&responseTimeout=300&maxRetries=0"), Map.of("PatientID", "x"));
            assertTrue(failure.getMessage().contains("no answer for 300 ms"), failure.getMessage());
            assertTrue(failure.isRetryable());
        } finally {
            done.countDown();
        }
    }

    private static void await(CountDownLatch done) {
        try {
            done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void a_connection_lost_in_the_middle_of_a_request_is_worth_a_retry() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread breaker = new Thread(() -> {
                try {
                    while (true) {
                        try (Socket connection = socket.accept()) {
                            connection.getInputStream().readNBytes(100);
                        }
                    }
                } catch (IOException e) {
                    Thread.currentThread().interrupt(); // closed by the test
                }
            });
            breaker.start();
            DicomWebException failure = camel.fail(
                    "dicom-web:http://127.0.0.1:" + socket.getLocalPort() + "/d?maxRetries=1&retryDelay=1",
                    image(1, 5_000_000));
            assertTrue(failure.isRetryable(), failure.getMessage());
        }
    }

    @Test
    void stopping_does_not_wait_for_retries() {
        server = new ScriptedServer(status(503));
        String uri = server.uri("retryDelay=1h&maxRetryDelay=1h");
        var sending = camel.context.createProducerTemplate().asyncSend(uri, exchange -> exchange.getIn()
                .setBody(image(1, 10)));
        while (server.requests.isEmpty()) {
            Thread.onSpinWait();
        }

        camel.context.getShutdownStrategy().setTimeout(1);
        camel.context.stop();

        Exchange done = sending.join();
        assertInstanceOf(Exception.class, done.getException());
    }

    @Test
    void redirections_are_not_followed_with_credentials() {
        server = new ScriptedServer(status(307, "Location", "http://elsewhere.invalid/"));

        DicomWebException failure =
                camel.fail(server.uri("operation=qido&username=u&password=p"), Map.of("PatientID", "x"));

        assertEquals(1, server.requests.size());
        assertTrue(failure.getMessage().contains("redirections are not followed"), failure.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "transferSyntaxes=JPEGLSLossles",
                "transcode=sometimes",
                "maxRetries=-1",
                "frames=0",
                "batchSize=0",
                "renderedType=picture",
                "pageSize=-1",
                "connectTimeout=0",
                "noSuchOption=1"
            })
    void a_wrong_option_fails_when_the_route_starts(String option) {
        Exception failure = assertThrows(
                ResolveEndpointFailedException.class,
                () -> camel.context.getEndpoint("dicom-web:http://localhost/d?" + option));
        assertTrue(failure.getMessage().contains(option.substring(0, option.indexOf('='))), failure.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/dicom-web",
                "ftp://host/x",
                "http://user:pw@host/x",
                "http://host/x?username=a&bearerToken=b",
                "http://host/x?oauth2TokenEndpoint=http://t"
            })
    void a_producer_that_cannot_be_fails_when_the_route_starts(String address) {
        assertThrows(Exception.class, () -> {
            var producer = camel.context.getEndpoint("dicom-web:" + address).createProducer();
            producer.start();
        });
    }
}
