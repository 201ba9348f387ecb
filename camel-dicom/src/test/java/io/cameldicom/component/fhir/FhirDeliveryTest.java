package io.cameldicom.component.fhir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.apache.camel.Exchange;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The hub's route template {@code fhir-delivery} against servers that do what a test tells them. */
@Timeout(60)
class FhirDeliveryTest {

    private static final String BUNDLE = "{\"resourceType\":\"Bundle\",\"type\":\"transaction\"}";
    private static final String DONE = "{\"resourceType\":\"Bundle\",\"type\":\"transaction-response\",\"entry\":["
            + "{\"response\":{\"status\":\"201 Created\",\"location\":\"ImagingStudy/1/_history/1\"}}]}";
    private static final String OUTCOME = "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\","
            + "\"code\":\"processing\",\"details\":{\"coding\":[{\"code\":\"MSG_LOCAL_FAIL\"}],\"text\":\"of Doe, Jane\"},"
            + "\"diagnostics\":\"Patient P4711 Jane Doe is not known\",\"expression\":[\"Bundle.entry[2].resource.subject\","
            + "\"Patient.name.where(family='Doe')\"]}]}";

    private record Answer(int status, String body, String... headers) {}

    private record Request(String method, String path, String authorization, String contentType, String body) {}

    private final Queue<Answer> script = new ArrayDeque<>();
    private final List<Request> requests = new ArrayList<>();
    private final DefaultCamelContext context = new DefaultCamelContext();
    private HttpServer server;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(ResourceHelper.resolveResource(
                        context,
                        "file:"
                                + Path.of("../routes/templates/fhir-delivery.camel.yaml")
                                        .toAbsolutePath()));
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
        server.stop(0);
    }

    private synchronized void answer(HttpExchange http) throws IOException {
        String body = new String(http.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add(new Request(
                http.getRequestMethod(),
                http.getRequestURI().toString(),
                http.getRequestHeaders().getFirst("Authorization"),
                http.getRequestHeaders().getFirst("Content-Type"),
                body));
        assertNull(http.getRequestHeaders().getFirst("X-Route"), "no header of the route goes out");
        Answer answer = http.getRequestURI().getPath().equals("/token")
                ? new Answer(200, "{\"access_token\":\"T1\",\"token_type\":\"Bearer\",\"expires_in\":3600}")
                : script.size() > 1 ? script.poll() : script.peek();
        for (int i = 0; i < answer.headers.length; i += 2) {
            http.getResponseHeaders().add(answer.headers[i], answer.headers[i + 1]);
        }
        boolean json = answer.body.startsWith("{");
        http.getResponseHeaders().add("Content-Type", json ? "application/fhir+json" : "text/html");
        byte[] bytes = answer.body.getBytes(StandardCharsets.UTF_8);
        http.sendResponseHeaders(answer.status, bytes.length == 0 ? -1 : bytes.length);
        http.getResponseBody().write(bytes);
        http.close();
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private Exchange deliver(Map<String, String> parameters) {
        TemplatedRouteBuilder route = TemplatedRouteBuilder.builder(context, "fhir-delivery")
                .routeId("deliver")
                .parameter("name", "ehr")
                .parameter("url", url() + "/fhir")
                .parameter("delay", "1");
        parameters.forEach(route::parameter);
        route.add();
        return context.createProducerTemplate().send("direct:ehr", exchange -> {
            exchange.getMessage().setBody(BUNDLE);
            exchange.getMessage().setHeader("X-Route", "private");
            exchange.getMessage().setHeader(Exchange.HTTP_PATH, "/elsewhere");
        });
    }

    private FhirDeliveryException fail(String... parameters) {
        Map<String, String> all = new HashMap<>(Map.of("retries", "1"));
        for (int i = 0; i < parameters.length; i += 2) {
            all.put(parameters[i], parameters[i + 1]);
        }
        Exchange done = deliver(all);
        return assertInstanceOf(FhirDeliveryException.class, done.getException());
    }

    @Test
    void the_transaction_is_posted_and_the_response_is_the_body() {
        script.add(new Answer(200, DONE));

        Exchange done = deliver(Map.of());

        assertNull(done.getException());
        assertEquals(1, requests.size());
        assertEquals("POST /fhir", requests.get(0).method + " " + requests.get(0).path);
        assertEquals(BUNDLE, requests.get(0).body);
        assertEquals("application/fhir+json; charset=UTF-8", requests.get(0).contentType);
        assertEquals(DONE, done.getMessage().getBody());
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 409, 412, 500, 502, 504})
    void passing_trouble_is_tried_again(int status) {
        script.addAll(List.of(new Answer(status, ""), new Answer(status, OUTCOME), new Answer(200, DONE)));

        assertNull(deliver(Map.of()).getException());

        assertEquals(3, requests.size());
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 405, 410, 413, 422, 501})
    void what_lasts_is_not(int status) {
        script.add(new Answer(status, OUTCOME));

        FhirDeliveryException failure = fail();

        assertEquals(1, requests.size());
        assertEquals(status, failure.getHttpStatus());
        assertFalse(failure.isRetryable());
    }

    @Test
    void an_outcome_is_told_without_the_patient() {
        script.add(new Answer(422, OUTCOME));

        FhirDeliveryException failure = fail();

        assertTrue(
                failure.getMessage()
                        .contains(
                                "answered 422: error processing (MSG_LOCAL_FAIL) at Bundle.entry[2].resource.subject"),
                failure.getMessage());
        assertFalse(failure.getMessage().contains("Doe"), failure.getMessage());
        assertFalse(failure.getMessage().contains("4711"), failure.getMessage());
        assertEquals(List.of("Patient P4711 Jane Doe is not known", "of Doe, Jane"), failure.getDiagnostics());
    }

    @Test
    void a_failure_of_an_entry_is_a_failure() {
        script.add(new Answer(
                200,
                "{\"resourceType\":\"Bundle\",\"type\":\"batch-response\",\"entry\":[{\"response\":{\"status\":\"200\"}},"
                        + "{\"response\":{\"status\":\"422 Unprocessable\",\"outcome\":" + OUTCOME + "}}]}"));

        FhirDeliveryException failure = fail();

        assertEquals(422, failure.getHttpStatus());
        assertTrue(failure.getMessage().contains("MSG_LOCAL_FAIL"), failure.getMessage());
    }

    @Test
    void what_is_no_fhir_server_is_said() {
        script.add(new Answer(200, "<html>Login, Jane Doe</html>"));

        FhirDeliveryException failure = fail();

        assertTrue(
                failure.getMessage().contains("no Bundle: is the URL that of a FHIR R4 server?"), failure.getMessage());
    }

    @Test
    void retries_end() {
        script.add(new Answer(500, ""));

        FhirDeliveryException failure = fail("retries", "2");

        assertEquals(3, requests.size());
        assertTrue(failure.isRetryable());
    }

    @Test
    void the_server_says_when_to_come_back() {
        script.addAll(List.of(new Answer(429, "", "Retry-After", "0"), new Answer(200, DONE)));

        // an hour, were it not for what the server says
        assertNull(deliver(Map.of("delay", "3600000", "maxDelay", "3600000")).getException());
    }

    @Test
    void nobody_there_is_worth_a_retry_and_no_secret_is_told() {
        server.stop(0);

        FhirDeliveryException failure = fail("options", "authMethod=Basic&authUsername=hub&authPassword=secret");

        assertTrue(failure.isRetryable());
        assertFalse(failure.getMessage().contains("secret"), failure.getMessage());
    }

    @Test
    void basic_credentials_go_with_the_request() {
        script.add(new Answer(200, DONE));

        assertNull(deliver(Map.of(
                        "options",
                        "authMethod=Basic&authenticationPreemptive=true&authUsername=hub&authPassword=secret"))
                .getException());

        assertEquals("Basic aHViOnNlY3JldA==", requests.get(0).authorization);
    }

    @Test
    void oauth2_client_credentials_get_a_token() {
        script.add(new Answer(200, DONE));

        assertNull(deliver(Map.of(
                        "options",
                        "oauth2ClientId=hub&oauth2ClientSecret=secret&oauth2CacheTokens=true&oauth2TokenEndpoint="
                                + url() + "/token"))
                .getException());

        assertEquals("/token", requests.get(0).path);
        assertEquals("Bearer T1", requests.get(1).authorization);
    }
}
