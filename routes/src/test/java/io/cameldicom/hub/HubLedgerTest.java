package io.cameldicom.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.component.DicomObject;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.hub.ledger.InstanceEntry;
import io.cameldicom.hub.ledger.LedgerQueries;
import io.cameldicom.hub.ledger.LedgerSearch;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The ledger within the hub. */
@Timeout(60)
class HubLedgerTest {

    @TempDir
    Path home;

    private final Map<String, String> system = new HashMap<>();
    private Hub hub;

    @BeforeEach
    void choose_settings() throws Exception {
        system.put("hub.routes", Project.root().resolve("routes").toString());
        system.put("hub.dicom.host", "127.0.0.1");
        system.put("hub.dicom.port", Integer.toString(HubTest.freePort()));
        system.put("hub.http.port", "0");
    }

    @AfterEach
    void stop() {
        if (hub != null) {
            hub.close();
        }
    }

    @Test
    void object_that_was_stored_is_in_the_ledger_with_its_sender() throws Exception {
        DicomObject object = TestObjects.object("MR");
        start();

        assertEquals(Status.Success, send(object));

        InstanceEntry entry = find(object);
        assertEquals("CT1", entry.callingAeTitle());
        assertEquals("MR", entry.modality());
        assertEquals(TestObjects.STUDY, entry.studyInstanceUid());
        assertEquals(object.dataSetLength(), entry.bytes());
    }

    @Test
    void ledger_is_there_again_after_a_restart() throws Exception {
        DicomObject object = TestObjects.object("MR");
        start();
        send(object);
        hub.close();

        start();

        assertEquals(object.sopInstanceUid(), find(object).sopInstanceUid());
    }

    @Test
    void hub_works_without_a_ledger() throws Exception {
        system.put("hub.ledger.url", "none");
        start();

        assertEquals(Status.Success, send(TestObjects.object("MR")));

        assertNull(bean("ledgerQueries", LedgerQueries.class));
    }

    @Test
    void hub_receives_while_the_database_is_down_and_the_health_page_stays_up() throws Exception {
        system.put("hub.ledger.url", "jdbc:postgresql://127.0.0.1:" + HubTest.freePort() + "/ledger");
        start();

        assertEquals(Status.Success, send(TestObjects.object("MR")));

        Waiting.until(
                "the record waits in a file",
                () -> Boolean.TRUE.equals(health().getDetails().get("behind")));
        assertEquals(HealthCheck.State.UP, health().getState());
        assertTrue(health().getDetails().get("database").toString().contains("refused"));
    }

    private HealthCheck.Result health() {
        return HealthCheckHelper.invoke(hub.context(), "full").stream()
                .filter(check -> check.getCheck().getId().equals("ledger"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void what_a_route_sends_without_a_queue_is_in_the_ledger_once_and_counted() throws Exception {
        Path routes = Files.createDirectories(home.resolve("routes"));
        int nobody = HubTest.freePort();
        try (TestArchive archive = new TestArchive()) {
            Files.writeString(
                    routes.resolve("direct.camel.yaml"),
                    """
                    - from:
                        uri: direct:send
                        steps:
                          - to: "dicom:%s"
                    - from:
                        uri: direct:fail
                        steps:
                          - to: "dicom:NOBODY@127.0.0.1:%d"
                    - from:
                        uri: direct:queue
                        steps:
                          - to: destination:QUEUED
                    - from:
                        uri: destination:QUEUED
                        steps:
                          - to: "dicom:%s"
                    """
                            .formatted(archive.address(), nobody, archive.address()));
            system.put("hub.routes", routes.toString());
            start();
            DicomObject sent = TestObjects.object("MR");
            DicomObject failed = TestObjects.object("MR");
            DicomObject queued = TestObjects.object("MR");
            ProducerTemplate producer = hub.context().createProducerTemplate();

            producer.sendBody("direct:send", sent);
            producer.send("direct:fail", exchange -> exchange.getMessage().setBody(failed));
            producer.sendBody("direct:queue", queued);

            String aeTitle = archive.address().split("@")[0];
            Waiting.until("it is delivered", () -> deliveries(queued).equals(List.of("QUEUED sent")));
            assertEquals(List.of(aeTitle + " sent"), deliveries(sent));
            assertEquals(TestObjects.STUDY, find(sent).studyInstanceUid());
            assertEquals(List.of("NOBODY failed"), deliveries(failed));
            MeterRegistry meters = bean("meterRegistry", MeterRegistry.class);
            assertEquals(
                    1,
                    meters.get("hub.deliveries")
                            .tags("destination", "QUEUED", "outcome", "sent")
                            .counter()
                            .count());
        }
    }

    private List<String> deliveries(DicomObject object) throws Exception {
        return find(object).deliveries().stream()
                .map(delivery -> delivery.destination() + " " + delivery.outcome())
                .toList();
    }

    @Test
    void other_databases_are_refused_at_start() {
        system.put("hub.ledger.url", "jdbc:mysql://db/ledger");

        HubException e = assertThrows(HubException.class, this::start);

        assertTrue(e.getMessage().startsWith("hub.ledger.url=jdbc:mysql"), e.getMessage());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void folder_of_the_ledger_is_for_the_hubs_user_alone() throws Exception {
        start();

        assertEquals(
                PosixFilePermissions.fromString("rwx------"),
                Files.getPosixFilePermissions(home.resolve("data/ledger")));
    }

    private InstanceEntry find(DicomObject object) throws Exception {
        LedgerQueries queries = bean("ledgerQueries", LedgerQueries.class);
        LedgerSearch search = LedgerSearch.all().instance(object.sopInstanceUid());
        Waiting.until("it is written", () -> !queries.instances(search).isEmpty());
        return queries.instances(search).get(0);
    }

    private <T> T bean(String name, Class<T> type) {
        return hub.context().getRegistry().lookupByNameAndType(name, type);
    }

    private int send(DicomObject object) throws HubException {
        try (PeerClient client = new PeerClient(new Peer("HUB", "127.0.0.1", port()), "CT1")) {
            return client.store(object);
        }
    }

    private int port() throws HubException {
        return hub.settings().dicomPort();
    }

    private void start() throws HubException {
        hub = new Hub(HubSettings.load(home, system, Map.of()));
        hub.start();
    }
}
