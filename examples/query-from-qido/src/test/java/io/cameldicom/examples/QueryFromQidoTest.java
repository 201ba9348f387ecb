package io.cameldicom.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class QueryFromQidoTest {

    private static final String ONE_STUDY =
            """
            [{"00080020": {"vr": "DA", "Value": ["20261122"]},
              "0020000D": {"vr": "UI", "Value": ["1.2.3"]},
              "00100010": {"vr": "PN", "Value": [{"Alphabetic": "DOE^JANE"}]}}]
            """;

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Main main = new Main(QueryFromQido.class);
    private final CamelContext workstation = new DefaultCamelContext();
    private final int port = freePort();
    private HttpServer archive;
    private volatile int status = 200;

    @BeforeEach
    void start() throws IOException {
        archive = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        archive.createContext("/dicom-web", this::answer);
        archive.start();
        main.addOverrideProperty("dicom.address", "127.0.0.1:" + port);
        main.addOverrideProperty(
                "dicomweb", "http://127.0.0.1:" + archive.getAddress().getPort() + "/dicom-web");
        main.start();
        workstation.start();
    }

    @AfterEach
    void stop() {
        workstation.stop();
        main.stop();
        archive.stop(0);
    }

    private void answer(HttpExchange http) throws IOException {
        requests.add(http.getRequestURI().toString());
        byte[] body = status == 200 ? ONE_STUDY.getBytes(StandardCharsets.UTF_8) : new byte[0];
        http.getResponseHeaders().add("Content-Type", "application/dicom+json");
        http.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        http.getResponseBody().write(body);
        http.close();
    }

    @Test
    void identifier_becomes_a_search_and_its_results_the_matches() throws Exception {
        Exchange answer = find(Map.of("PatientName", "DOE*", "StudyDate", "20261101-", "StudyInstanceUID", ""));

        assertNull(answer.getException());
        List<?> studies = answer.getMessage().getBody(List.class);
        assertEquals(1, studies.size());
        Attributes study = (Attributes) studies.get(0);
        assertEquals("1.2.3", study.getString(Tag.StudyInstanceUID));
        assertEquals("DOE^JANE", study.getString(Tag.PatientName));
        assertEquals("STUDY", study.getString(Tag.QueryRetrieveLevel));
        assertEquals(
                List.of("/dicom-web/studies?00080020=20261101-&00100010=DOE*&includefield=0020000D&limit=500"),
                requests);
    }

    @Test
    void nothing_found_is_no_match() throws Exception {
        status = 204;

        Exchange answer = find(Map.of("StudyInstanceUID", "1.2.4"));

        assertNull(answer.getException());
        assertEquals(List.of(), answer.getMessage().getBody(List.class));
    }

    @Test
    void archive_that_fails_is_a_failure() throws Exception {
        status = 503;

        assertNotNull(find(Map.of("StudyInstanceUID", "")).getException());
    }

    private Exchange find(Map<String, String> keys) {
        return workstation
                .createProducerTemplate()
                .send(
                        "dicom:QUERY@127.0.0.1:" + port + "?operation=find&outputType=list&queryLevel=STUDY",
                        exchange -> exchange.getMessage().setBody(keys));
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
