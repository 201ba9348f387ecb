package io.cameldicom.hub;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.component.DicomObject;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.dimse.DicomServiceException;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.hub.queue.DeadLetter;
import io.cameldicom.hub.queue.DestinationState;
import io.cameldicom.hub.queue.DestinationStatus;
import io.cameldicom.hub.queue.Destinations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The routes that are shipped, as a sender and an archive see them. */
@Timeout(60)
class HubRoutesTest {

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
    void ct_is_filed_and_forwarded_as_it_came() throws Exception {
        try (TestArchive archive = new TestArchive()) {
            system.put("hub.forward.ct.to", archive.address());
            DicomObject ct = TestObjects.object("CT");

            assertEquals(Status.Success, send(ct));

            Waiting.until("the archive has it", () -> archive.dataSets().containsKey(ct.sopInstanceUid()));
            assertArrayEquals(TestArchive.dataSet(ct), archive.dataSets().get(ct.sopInstanceUid()));
            assertArrayEquals(TestArchive.dataSet(ct), TestArchive.dataSet(DicomObject.of(filed(ct))));
        }
    }

    @Test
    void mr_is_filed_with_success_and_not_forwarded() throws Exception {
        try (TestArchive archive = new TestArchive()) {
            system.put("hub.forward.ct.to", archive.address());
            DicomObject mr = TestObjects.object("MR");

            assertEquals(Status.Success, send(mr));

            assertTrue(Files.exists(filed(mr)));
            assertEquals(Set.of(), archive.dataSets().keySet());
        }
    }

    @Test
    void object_without_modality_is_filed_with_success_and_not_forwarded() throws Exception {
        try (TestArchive archive = new TestArchive()) {
            system.put("hub.forward.ct.to", archive.address());
            DicomObject object = TestObjects.object((String) null);

            assertEquals(Status.Success, send(object));

            assertTrue(Files.exists(filed(object)));
            assertEquals(Set.of(), archive.dataSets().keySet());
        }
    }

    @Test
    void rule_is_off_until_its_destination_is_set() throws Exception {
        DicomObject ct = TestObjects.object("CT");

        assertEquals(Status.Success, send(ct));

        assertTrue(Files.exists(filed(ct)));
        assertEquals(List.of("receive"), hub.routeIds());
    }

    @Test
    void large_object_is_filed_without_a_copy_and_leaves_the_spool() throws Exception {
        DicomObject ct = TestObjects.large("CT");

        assertEquals(Status.Success, send(ct));

        assertArrayEquals(TestArchive.dataSet(ct), TestArchive.dataSet(DicomObject.of(filed(ct))));
        hub.close();
        assertEquals(List.of(), filesBelow(home.resolve("data/spool")));
    }

    @Test
    void archive_that_is_down_gets_what_was_answered_success_when_it_is_back() throws Exception {
        int port = HubTest.freePort();
        system.put("hub.forward.ct.to", "ARCHIVE@127.0.0.1:" + port);
        system.put("hub.queue.retryDelay", "1s");
        DicomObject ct = TestObjects.object("CT");

        assertEquals(Status.Success, send(ct));
        Waiting.until("the first try has failed", () -> destination().state() == DestinationState.BACKING_OFF);
        assertTrue(Files.exists(filed(ct)));

        try (TestArchive archive = new TestArchive(port, exchange -> {})) {
            Waiting.until("the archive has it", () -> archive.dataSets().containsKey(ct.sopInstanceUid()));
            Waiting.until("the queue is empty", () -> destination().depth() == 0);
            assertEquals(List.of(), filesBelow(home.resolve("data/queue/FORWARD-CT")));
        }
    }

    @Test
    void refusal_of_the_archive_ends_among_the_dead_letters() throws Exception {
        system.put("hub.queue.retryDelay", "1s");
        TestArchive.Answer refusal = exchange -> {
            throw new DicomServiceException(Status.DataSetDoesNotMatchSOPClassError, "not here");
        };
        try (TestArchive archive = new TestArchive(refusal)) {
            system.put("hub.forward.ct.to", archive.address());
            DicomObject ct = TestObjects.object("CT");

            assertEquals(Status.Success, send(ct));

            Destinations destinations = destinations();
            Waiting.until(
                    "it is given up", () -> destinations.countDeadLetters().size() == 1);
            DeadLetter letter = destinations.deadLetters("FORWARD-CT", 10).get(0);
            assertEquals(ct.sopInstanceUid(), letter.sopInstanceUid());
            assertEquals(2, letter.tries());
            assertTrue(letter.reason().contains("A900"), letter.reason());
        }
    }

    private DestinationStatus destination() throws Exception {
        return destinations().find("FORWARD-CT").orElseThrow();
    }

    private Destinations destinations() {
        return hub.context().getRegistry().lookupByNameAndType("destinations", Destinations.class);
    }

    @Test
    void same_instance_again_is_a_success_and_one_file() throws Exception {
        DicomObject ct = TestObjects.large("CT");

        assertEquals(Status.Success, send(ct));
        assertEquals(Status.Success, send(ct));

        assertEquals(List.of(filed(ct)), filesBelow(home.resolve("data/store")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../../out", "1.2.x", "/1.2"})
    void uid_that_is_no_name_is_refused_and_nothing_is_written(String uid) throws Exception {
        Attributes attributes = TestObjects.attributes("CT");
        attributes.setString(Tag.StudyInstanceUID, VR.UI, uid);

        HubException e = assertThrows(HubException.class, () -> send(TestObjects.object(attributes)));

        assertTrue(e.getMessage().contains("A900"), e.getMessage());
        assertEquals(List.of(), filesBelow(home.resolve("data/store")));
    }

    @Test
    void object_of_no_study_is_filed() throws Exception {
        Attributes attributes = TestObjects.attributes(null);
        attributes.remove(Tag.StudyInstanceUID);
        attributes.remove(Tag.SeriesInstanceUID);
        DicomObject object = TestObjects.object(attributes);

        assertEquals(Status.Success, send(object));

        Path file = home.resolve("data/store/none/none").resolve(object.sopInstanceUid() + ".dcm");
        assertArrayEquals(TestArchive.dataSet(object), TestArchive.dataSet(DicomObject.of(file)));
    }

    @Test
    void store_that_cannot_be_written_is_out_of_resources() throws Exception {
        start();
        Files.createDirectories(home.resolve("data/store"));
        Files.writeString(home.resolve("data/store").resolve(TestObjects.STUDY), "in the way");

        HubException e = assertThrows(HubException.class, () -> send(TestObjects.object("CT")));

        assertTrue(e.getMessage().contains("A700"), e.getMessage());
    }

    @Test
    void folders_and_ae_titles_may_have_blanks_and_signs_that_mean_something_in_a_uri() throws Exception {
        system.put("hub.data", "a b+c&d %41");
        system.put("hub.aeTitle", "MY HUB+1");
        start();
        DicomObject ct = TestObjects.large("CT");

        try (PeerClient client =
                new PeerClient(new Peer("MY HUB+1", "127.0.0.1", hub.settings().dicomPort()), "A&B 1")) {
            assertEquals(Status.Success, client.store(ct));
        }

        assertEquals(1, filesBelow(home.resolve("a b+c&d %41/store")).size());
    }

    @Test
    void other_called_ae_title_is_rejected() throws Exception {
        start();
        Peer stranger = new Peer("NOBODY", "127.0.0.1", hub.settings().dicomPort());
        try (PeerClient client = new PeerClient(stranger, "CT1")) {
            HubException e = assertThrows(HubException.class, client::echo);
            assertTrue(e.getMessage().contains("called AE title"), e.getMessage());
        }
    }

    @Test
    void calling_ae_title_that_is_not_allowed_is_rejected() throws Exception {
        system.put("hub.dicom.allowedCallingAeTitles", "MR*,CT1");
        start();
        try (PeerClient client = new PeerClient(self(), "CT2")) {
            HubException e = assertThrows(HubException.class, client::echo);
            assertTrue(e.getMessage().contains("calling AE title"), e.getMessage());
        }
        try (PeerClient client = new PeerClient(self(), "MR7")) {
            client.echo();
        }
    }

    @Test
    void store_works_as_a_bean_step_too() throws Exception {
        Path routes = Files.createDirectories(home.resolve("routes"));
        system.put("hub.routes", routes.toString());
        Files.writeString(
                routes.resolve("bean.camel.yaml"),
                """
                - route:
                    from:
                      uri: "dicom:{{hub.aeTitle}}@{{hub.dicom.host}}:{{hub.dicom.port}}"
                      steps:
                        - bean:
                            ref: store
                """);
        DicomObject ct = TestObjects.object("CT");

        assertEquals(Status.Success, send(ct));

        assertTrue(Files.exists(filed(ct)));
    }

    private int send(DicomObject object) throws HubException {
        if (hub == null) {
            start();
        }
        try (PeerClient client = new PeerClient(self(), "CT1")) {
            return client.store(object);
        }
    }

    private void start() throws HubException {
        hub = new Hub(HubSettings.load(home, system, Map.of()));
        hub.start();
    }

    private Peer self() throws HubException {
        return new Peer("HUB", "127.0.0.1", hub.settings().dicomPort());
    }

    private Path filed(DicomObject object) {
        return home.resolve("data/store")
                .resolve(TestObjects.STUDY)
                .resolve(TestObjects.SERIES)
                .resolve(object.sopInstanceUid() + ".dcm");
    }

    private static List<Path> filesBelow(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
