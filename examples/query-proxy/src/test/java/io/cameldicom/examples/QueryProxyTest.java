package io.cameldicom.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.cameldicom.component.DicomOperationException;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.hub.Hub;
import io.cameldicom.hub.HubSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs the route file of this folder in the hub, between workstations and an archive. */
@Timeout(60)
class QueryProxyTest {

    @TempDir
    Path data;

    private final int proxyPort = freePort();
    private final int archivePort = freePort();
    private final List<String> reached = new CopyOnWriteArrayList<>();
    private final CamelContext outside = new DefaultCamelContext();
    private Hub hub;

    @BeforeEach
    void start() throws Exception {
        List<Map<String, String>> studies = List.of(
                Map.of("StudyInstanceUID", "1.2.1", "AccessionNumber", "A1", "PatientID", "P1"),
                Map.of("StudyInstanceUID", "1.2.2", "AccessionNumber", "A2", "PatientID", "P2"));
        outside.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("dicom:ARCHIVE@127.0.0.1:" + archivePort + "?service=find")
                        .process(exchange -> reached.add("query"))
                        .setBody(constant(studies))
                        .to("dicom-query:filter");
            }
        });
        outside.start();
        Path example = Path.of("").toAbsolutePath();
        hub = new Hub(HubSettings.load(
                example,
                Map.of(
                        "hub.conf",
                        "application.properties",
                        "hub.routes",
                        example.toString(),
                        "hub.dicom.host",
                        "127.0.0.1",
                        "hub.dicom.port",
                        Integer.toString(proxyPort),
                        "hub.http.port",
                        "0",
                        "hub.data",
                        data.toString(),
                        "archive",
                        "ARCHIVE@127.0.0.1:" + archivePort),
                Map.of()));
        hub.start();
    }

    @AfterEach
    void stop() {
        hub.close();
        outside.stop();
    }

    @Test
    void ward_asks_for_everything() throws Exception {
        Exchange answer = find("WARD1", Map.of("StudyInstanceUID", "", "PatientID", ""));

        assertNull(answer.getException());
        assertEquals(2, answer.getMessage().getBody(List.class).size());
    }

    @Test
    void research_names_what_it_asks_for() throws Exception {
        Exchange answer = find("RESEARCH1", Map.of("StudyInstanceUID", "", "AccessionNumber", "A2"));

        assertNull(answer.getException());
        assertEquals(1, answer.getMessage().getBody(List.class).size());
    }

    @ParameterizedTest
    @CsvSource({
        "PatientID, P1",
        "AccessionNumber, *",
        "AccessionNumber, A?",
        "AccessionNumber, A1\\*",
        "StudyInstanceUID, *",
        "StudyInstanceUID, 1.2.1\\*",
    })
    void research_that_asks_for_everything_does_not_reach_the_archive(String key, String value) throws Exception {
        Map<String, String> keys = new HashMap<>(Map.of("StudyInstanceUID", ""));
        keys.put(key, value);

        Exchange answer = find("RESEARCH1", keys);

        DicomOperationException refused = answer.getException(DicomOperationException.class);
        assertEquals(Status.NotAuthorized, refused.getStatus());
        assertEquals(List.of(), reached);
    }

    private Exchange find(String callingAeTitle, Map<String, String> keys) {
        return outside.createProducerTemplate()
                .send(
                        "dicom:PROXY@127.0.0.1:" + proxyPort + "?operation=find&outputType=list&callingAeTitle="
                                + callingAeTitle,
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
