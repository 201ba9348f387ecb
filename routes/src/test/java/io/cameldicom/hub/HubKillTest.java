package io.cameldicom.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.component.DicomObject;
import io.cameldicom.dicom.dimse.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The promise: what was answered with success arrives, whatever happens to the hub. {@code -Dqueue.kills=50} for a longer
 * run than CI's.
 */
@DisabledOnOs(OS.WINDOWS)
class HubKillTest {

    private static final int KILLS = Integer.getInteger("queue.kills", 3);
    private static final int SENDERS = 8;
    private static final int CONCURRENCY = 4;
    private static final long RECONNECT_NANOS = 100_000_000;

    @TempDir
    Path home;

    private final Map<String, String> settings = new HashMap<>();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final Map<String, List<Long>> arrived = new ConcurrentHashMap<>();
    private final List<Long> kills = new CopyOnWriteArrayList<>();
    private volatile boolean sending = true;

    @Test
    void every_acknowledged_object_arrives_although_the_hub_is_killed_under_load() throws Exception {
        long seed = Long.getLong("queue.seed", System.nanoTime());
        Random random = new Random(seed);
        ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
        try (TestArchive archive =
                TestArchive.forgetful(exchange -> note(exchange.getMessage().getBody(DicomObject.class)))) {
            settings(archive);
            HubProcess hub = HubProcess.start(home, settings);
            try {
                List<Future<?>> loads = new ArrayList<>();
                for (int i = 0; i < SENDERS; i++) {
                    loads.add(senders.submit(this::send));
                }
                for (int i = 0; i < KILLS; i++) {
                    int enough = acknowledged.size() + 10 + random.nextInt(100);
                    Waiting.until("senders were answered", () -> acknowledged.size() >= enough);
                    kills.add(System.nanoTime());
                    hub.kill();
                    hub = HubProcess.start(home, settings);
                }
                sending = false;
                for (Future<?> load : loads) {
                    load.get();
                }
                Waiting.until("all has arrived", () -> arrived.keySet().containsAll(acknowledged));
                Waiting.until("the queue is empty", () -> queued() == 0);
            } finally {
                hub.close();
            }
        } finally {
            senders.shutdownNow();
        }
        report(seed);
        assertNoneTwiceInOneTry();
    }

    private void settings(TestArchive archive) throws Exception {
        settings.put("hub.routes", Project.root().resolve("routes").toString());
        settings.put("hub.dicom.host", "127.0.0.1");
        settings.put("hub.dicom.port", Integer.toString(HubTest.freePort()));
        settings.put("hub.http.port", "0");
        settings.put("hub.forward.ct.to", archive.address());
    }

    private void note(DicomObject object) {
        arrived.computeIfAbsent(object.sopInstanceUid(), uid -> new CopyOnWriteArrayList<>())
                .add(System.nanoTime());
    }

    private void send() {
        Peer hub = new Peer("HUB", "127.0.0.1", Integer.parseInt(settings.get("hub.dicom.port")));
        while (sending) {
            try (PeerClient client = new PeerClient(hub, "CT1")) {
                while (sending) {
                    DicomObject object = ThreadLocalRandom.current().nextBoolean()
                            ? TestObjects.object("CT")
                            : TestObjects.large("CT");
                    if (client.store(object) == Status.Success) {
                        acknowledged.add(object.sopInstanceUid());
                    }
                }
            } catch (Exception e) {
                LockSupport.parkNanos(RECONNECT_NANOS); // the hub is down
            }
        }
    }

    private long queued() throws Exception {
        try (Stream<Path> files = Files.list(home.resolve("data/queue/FORWARD-CT"))) {
            return files.count();
        }
    }

    /** Between an arrival and the next one of the same object is a kill, and no kill repeats more than was on its way. */
    private void assertNoneTwiceInOneTry() {
        arrived.forEach((uid, times) -> {
            for (int i = 1; i < times.size(); i++) {
                long before = times.get(i - 1);
                long after = times.get(i);
                assertTrue(
                        kills.stream().anyMatch(kill -> before - kill <= 2_000_000_000L && kill - after < 0),
                        () -> uid + " came twice without a kill between");
            }
        });
        assertTrue(repeated() <= (long) KILLS * CONCURRENCY, () -> repeated() + " objects were repeated");
        assertEquals(
                List.of(),
                acknowledged.stream().filter(uid -> !arrived.containsKey(uid)).toList());
    }

    private long repeated() {
        return arrived.values().stream().mapToLong(times -> times.size() - 1L).sum();
    }

    private void report(long seed) {
        System.out.printf(
                "%d kills (seed %d): %d objects acknowledged, %d arrived, %d of them repeated%n",
                KILLS, seed, acknowledged.size(), arrived.size(), repeated());
    }
}
