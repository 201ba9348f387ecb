package io.cameldicom.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a Prometheus server sees of a hub at work. */
class MetricsTest {

    @TempDir
    Path home;

    private final Map<String, String> system = new HashMap<>();
    private int http;
    private int dicom;

    @BeforeEach
    void settings() throws Exception {
        http = freePort();
        dicom = freePort();
        system.put("hub.http.port", Integer.toString(http));
        system.put("hub.dicom.port", Integer.toString(dicom));
        system.put("hub.dicom.host", "127.0.0.1");
        system.put("hub.routes", Project.root().resolve("routes").toString());
    }

    @Test
    void objects_associations_and_the_machine_are_measured() throws Exception {
        try (Hub hub = new Hub(HubSettings.load(home, system, Map.of()))) {
            hub.start();
            Path file = home.resolve("ct.dcm");
            try (InputStream ct = TestObjects.object("CT").openStream()) {
                Files.copy(ct, file);
            }
            assertEquals(
                    0, HubMain.execute("send", file.toString(), "--to", "HUB@127.0.0.1:" + dicom, "--from", "CT1"));
            assertEquals(1, HubMain.execute("echo", "OTHER@127.0.0.1:" + dicom));

            String metrics = scrapeUntil("dicom_associations_total{event=\"released\"");
            assertTrue(
                    metrics.contains("dicom_objects_total{direction=\"received\",peer=\"CT1\",result=\"taken\"} 1.0"),
                    metrics);
            assertTrue(metrics.contains("dicom_object_bytes_total{direction=\"received\",peer=\"CT1\""), metrics);
            assertTrue(
                    metrics.contains("dicom_associations_total{event=\"rejected\","
                            + "reason=\"called-AE-title-not-recognized\"} 1.0"),
                    metrics);
            assertTrue(metrics.contains("dicom_associations_open 0.0"), metrics);
            assertTrue(metrics.contains("jvm_memory_used_bytes"), metrics);
            assertTrue(metrics.contains("disk_free_bytes"), metrics);
            assertFalse(metrics.contains(TestObjects.STUDY), metrics);
        }
    }

    @Test
    void without_an_http_port_there_is_no_page() throws Exception {
        system.put("hub.http.port", "0");
        try (Hub hub = new Hub(HubSettings.load(home, system, Map.of()))) {
            hub.start();
            assertTrue(hub.context().getRoutes().stream()
                    .noneMatch(route -> route.getId().startsWith("page-")));
        }
    }

    /** The association's end is told a moment after its last answer. */
    private String scrapeUntil(String text) throws Exception {
        long giveUp = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (true) {
            HttpResponse<String> response = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http + "/q/metrics"))
                                    .build(),
                            BodyHandlers.ofString());
            assertEquals(200, response.statusCode());
            if (response.body().contains(text) || System.nanoTime() > giveUp) {
                return response.body();
            }
            LockSupport.parkNanos(10_000_000);
        }
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
