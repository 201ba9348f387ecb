package io.cameldicom.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.component.DicomConstants;
import io.cameldicom.component.DicomObject;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.hub.queue.BrokerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Two hubs, one broker, one queue folder: what the one that is killed acknowledged, the other one delivers. */
@Timeout(240)
@DisabledOnOs(OS.WINDOWS)
class HubsOnOneBrokerTest {

    private static final int OBJECTS = 60;

    @TempDir
    Path home;

    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final Map<String, Set<String>> arrivedBy = new ConcurrentHashMap<>();

    @Test
    void hubs_share_the_work_and_one_is_killed() throws Exception {
        ExecutorService senders = Executors.newFixedThreadPool(2);
        try (TestArchive archive = new TestArchive(exchange -> arrivedBy
                        .computeIfAbsent(
                                exchange.getMessage().getHeader(DicomConstants.CALLING_AE_TITLE, String.class),
                                name -> ConcurrentHashMap.newKeySet())
                        .add(exchange.getMessage().getBody(DicomObject.class).sopInstanceUid()));
                BrokerProcess broker = new BrokerProcess(home.resolve("external"), HubTest.freePort())) {
            Map<String, String> one = settings("HUB1", archive, broker);
            Map<String, String> two = settings("HUB2", archive, broker);
            HubProcess first = start("one", one);
            try (HubProcess second = start("two", two)) {
                Future<?> toFirst = senders.submit(() -> send(one));
                Future<?> toSecond = senders.submit(() -> send(two));
                Waiting.until("both have delivered", () -> arrivedBy.keySet().containsAll(Set.of("HUB1", "HUB2")));
                Waiting.until("the first has acknowledged some", () -> acknowledged.size() > OBJECTS / 2);
                first.kill();
                toFirst.get();
                toSecond.get();

                Waiting.until("all have arrived", () -> arrived().containsAll(acknowledged));
                assertTrue(acknowledged.size() >= OBJECTS, "the second one took all of its sender's");
                assertEquals(
                        List.of(),
                        acknowledged.stream()
                                .filter(uid -> !arrived().contains(uid))
                                .toList());
            }
        } finally {
            senders.shutdownNow();
        }
    }

    private Set<String> arrived() {
        Set<String> all = ConcurrentHashMap.newKeySet();
        arrivedBy.values().forEach(all::addAll);
        return all;
    }

    private HubProcess start(String folder, Map<String, String> settings) throws Exception {
        return HubProcess.start(Files.createDirectories(home.resolve(folder)), settings);
    }

    private Map<String, String> settings(String aeTitle, TestArchive archive, BrokerProcess broker) throws Exception {
        Map<String, String> settings = new HashMap<>();
        settings.put("hub.aeTitle", aeTitle);
        settings.put("hub.routes", Project.root().resolve("routes").toString());
        settings.put("hub.dicom.host", "127.0.0.1");
        settings.put("hub.dicom.port", Integer.toString(HubTest.freePort()));
        settings.put("hub.http.port", "0");
        settings.put("hub.forward.ct.to", archive.address());
        settings.put("hub.broker.url", broker.url());
        settings.put("hub.queue.folder", home.resolve("shared").toString());
        return settings;
    }

    private void send(Map<String, String> settings) {
        Peer hub = new Peer(settings.get("hub.aeTitle"), "127.0.0.1", Integer.parseInt(settings.get("hub.dicom.port")));
        try (PeerClient client = new PeerClient(hub, "CT1")) {
            for (int i = 0; i < OBJECTS; i++) {
                DicomObject object = TestObjects.object("CT");
                if (client.store(object) == Status.Success) {
                    acknowledged.add(object.sopInstanceUid());
                }
            }
        } catch (Exception e) {
            assertTrue(settings.get("hub.aeTitle").equals("HUB1"), () -> "only the first one is killed, but " + e);
        }
    }
}
