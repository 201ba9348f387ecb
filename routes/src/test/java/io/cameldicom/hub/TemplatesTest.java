package io.cameldicom.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.component.DicomObject;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.hub.ledger.DeliveryEntry;
import io.cameldicom.hub.ledger.InstanceEntry;
import io.cameldicom.hub.ledger.LedgerQueries;
import io.cameldicom.hub.live.LiveRoutes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The shipped templates in a hub: what senders and destinations see. */
@Timeout(180)
class TemplatesTest {

    @TempDir
    Path home;

    private final Map<String, String> system = new HashMap<>();
    private Hub hub;

    @BeforeEach
    void copy_templates() throws Exception {
        Path templates = Files.createDirectories(home.resolve("routes/templates"));
        for (String name : new String[] {"destination", "listener"}) {
            Files.copy(
                    Project.root().resolve("routes/templates/" + name + ".camel.yaml"),
                    templates.resolve(name + ".camel.yaml"));
        }
        system.put("hub.dicom.host", "127.0.0.1");
        system.put("hub.dicom.port", Integer.toString(HubTest.freePort()));
        system.put("hub.http.port", "0");
        system.put("hub.routes.reload", "false");
    }

    @AfterEach
    void stop() {
        if (hub != null) {
            hub.close();
        }
    }

    @Test
    void each_destination_has_a_fate_of_its_own() throws Exception {
        try (TestArchive pacs = new TestArchive();
                TestArchive mr = new TestArchive()) {
            write("rules", rules(pacs, mr, ""));
            start();
            DicomObject ct = TestObjects.object("CT");

            assertEquals(Status.Success, send(ct));

            Waiting.until("the object is at PACS", () -> pacs.dataSets().containsKey(ct.sopInstanceUid()));
            Waiting.until("the ledger says filtered", () -> outcome(ct, "MR").equals("filtered"));
            Waiting.until("the ledger says sent", () -> outcome(ct, "PACS").equals("sent"));
            assertTrue(mr.dataSets().isEmpty());
        }
    }

    @Test
    void destination_that_is_down_delays_no_other_and_a_new_address_takes_effect_without_a_restart() throws Exception {
        try (TestArchive pacs = new TestArchive();
                TestArchive mr = new TestArchive()) {
            String down = "DOWN@127.0.0.1:" + HubTest.freePort();
            write("rules", rules(pacs, mr, "").replace(mr.address(), down).replace("MR'", "CT'"));
            start();
            DicomObject ct = TestObjects.object("CT");
            assertEquals(Status.Success, send(ct));
            Waiting.until("the object is at PACS", () -> pacs.dataSets().containsKey(ct.sopInstanceUid()));

            write("rules", rules(pacs, mr, "").replace("MR'", "CT'"));
            hub.context()
                    .getRegistry()
                    .lookupByNameAndType("liveRoutes", LiveRoutes.class)
                    .reload();

            Waiting.until("the object is at MR", () -> mr.dataSets().containsKey(ct.sopInstanceUid()));
        }
    }

    @Test
    void edits_are_the_destinations_own() throws Exception {
        try (TestArchive pacs = new TestArchive();
                TestArchive mr = new TestArchive()) {
            write("rules", rules(pacs, mr, "set InstitutionName 'Elsewhere'").replace("MR'", "CT'"));
            start();
            DicomObject ct = TestObjects.object("CT");
            assertEquals(Status.Success, send(ct));

            Waiting.until(
                    "the object is at PACS",
                    () -> pacs.dataSets().containsKey(ct.sopInstanceUid())
                            && mr.dataSets().containsKey(ct.sopInstanceUid()));
            byte[] sent = TestArchive.dataSet(ct);
            assertEquals(sent.length, pacs.dataSets().get(ct.sopInstanceUid()).length);
            assertTrue(new String(mr.dataSets().get(ct.sopInstanceUid()), java.nio.charset.StandardCharsets.ISO_8859_1)
                    .contains("Elsewhere"));
        }
    }

    @Test
    void what_a_listener_filters_is_filed_and_goes_no_further() throws Exception {
        try (TestArchive pacs = new TestArchive();
                TestArchive mr = new TestArchive()) {
            String listening = "{ name: aeTitle, value: HUB }";
            write(
                    "rules",
                    rules(pacs, mr, "")
                            .replace(listening, listening + ", { name: filter, value: \"Modality == 'MR'\" }"));
            start();
            DicomObject ct = TestObjects.object("CT");

            assertEquals(Status.Success, send(ct));

            Waiting.until("the ledger says filtered", () -> outcome(ct, null).equals("filtered"));
            assertEquals("", outcome(ct, "PACS"));
            assertTrue(Files.isRegularFile(home.resolve("data/store/" + TestObjects.STUDY + "/" + TestObjects.SERIES
                    + "/" + ct.sopInstanceUid() + ".dcm")));
        }
    }

    private String rules(TestArchive pacs, TestArchive mr, String edits) {
        return """
                - templatedRoute:
                    routeTemplateRef: listener
                    parameters: [ { name: aeTitle, value: HUB } ]
                - templatedRoute:
                    routeTemplateRef: destination
                    parameters: [ { name: name, value: PACS }, { name: to, value: "%s" } ]
                - templatedRoute:
                    routeTemplateRef: destination
                    parameters:
                      - { name: name, value: MR }
                      - { name: to, value: "%s" }
                      - { name: filter, value: "Modality == 'MR'" }
                      - { name: edits, value: "%s" }
                - route:
                    id: rules
                    from:
                      uri: direct:rules
                      steps:
                        - choice:
                            when:
                              - expression:
                                  language:
                                    language: dicom
                                    expression: "exists(Modality)"
                                steps:
                                  - to: destination:PACS,MR
                            otherwise:
                              steps:
                                - to: destination:PACS
                """
                .formatted(pacs.address(), mr.address(), edits);
    }

    private void write(String name, String text) throws Exception {
        Files.writeString(home.resolve("routes/" + name + ".camel.yaml"), text);
    }

    private void start() throws HubException {
        hub = new Hub(HubSettings.load(home, system, Map.of()));
        hub.start();
    }

    private int send(DicomObject object) throws HubException {
        try (PeerClient client =
                new PeerClient(new Peer("HUB", "127.0.0.1", hub.settings().dicomPort()), "CT1")) {
            return client.store(object);
        }
    }

    private String outcome(DicomObject object, String destination) throws Exception {
        LedgerQueries ledger = hub.context().getRegistry().lookupByNameAndType("ledgerQueries", LedgerQueries.class);
        InstanceEntry instance =
                ledger.instances(List.of(object.sopInstanceUid())).get(object.sopInstanceUid());
        return (instance == null ? List.<DeliveryEntry>of() : instance.deliveries())
                .stream()
                        .filter(entry -> Objects.equals(destination, entry.destination()))
                        .map(entry -> entry.outcome().word())
                        .findFirst()
                        .orElse("");
    }
}
