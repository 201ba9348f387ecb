package io.cameldicom.hub;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cameldicom.component.DicomObject;
import io.cameldicom.dicom.dimse.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code jms:} endpoints of YAML routes over the broker within the hub, without a further setting. */
@Timeout(120)
class HubJmsTest {

    @TempDir
    Path home;

    @Test
    void object_goes_through_a_queue_of_a_route_s_own_also_over_a_restart() throws Exception {
        Path routes = Files.createDirectories(home.resolve("routes"));
        Files.copy(Project.root().resolve("routes/receive.camel.yaml"), routes.resolve("receive.camel.yaml"));
        Files.writeString(
                routes.resolve("into.camel.yaml"),
                """
                - route:
                    id: rules
                    from:
                      uri: direct:rules
                      steps:
                        - setHeader:
                            name: ward
                            simple: "${body.string('Modality')}"
                        - to: jms:queue:objects
                """);
        Map<String, String> system = new HashMap<>();
        system.put("hub.routes", routes.toString());
        system.put("hub.dicom.host", "127.0.0.1");
        system.put("hub.dicom.port", Integer.toString(HubTest.freePort()));
        system.put("hub.http.port", "0");
        DicomObject object = TestObjects.large("MR");
        try (Hub hub = new Hub(HubSettings.load(home, system, Map.of()))) {
            hub.start();
            try (PeerClient client =
                    new PeerClient(new Peer("HUB", "127.0.0.1", hub.settings().dicomPort()), "CT1")) {
                assertEquals(Status.Success, client.store(object));
            }
        }

        try (TestArchive archive = new TestArchive()) {
            Files.writeString(
                    routes.resolve("out.camel.yaml"),
                    """
                    - from:
                        uri: jms:queue:objects
                        steps:
                          - filter:
                              simple: "${header.ward} == 'MR'"
                              steps:
                                - to: "dicom:%s"
                    """
                            .formatted(archive.address()));
            try (Hub hub = new Hub(HubSettings.load(home, system, Map.of()))) {
                hub.start();
                Waiting.until("it arrives", () -> archive.dataSets().containsKey(object.sopInstanceUid()));
            }
            assertArrayEquals(TestArchive.dataSet(object), archive.dataSets().get(object.sopInstanceUid()));
        }
    }
}
