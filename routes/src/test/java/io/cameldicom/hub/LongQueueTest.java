package io.cameldicom.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cameldicom.component.DicomObject;
import io.cameldicom.hub.ledger.DeliveryLedger;
import io.cameldicom.hub.queue.Broker;
import io.cameldicom.hub.queue.BrokerSettings;
import io.cameldicom.hub.queue.Destinations;
import io.cameldicom.hub.queue.QueueSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A destination that was away for long: its queue costs neither memory nor time at the start. {@code
 * -Dqueue.objects=100000} for a longer queue than CI's; what was measured is printed.
 */
@DisabledOnOs(OS.WINDOWS)
class LongQueueTest {

    private static final int OBJECTS = Integer.getInteger("queue.objects", 5_200);

    @TempDir
    Path home;

    private final Set<String> arrived = ConcurrentHashMap.newKeySet();

    @Test
    void long_queue_is_delivered_by_a_hub_with_a_heap_of_96_megabytes() throws Exception {
        fill();
        try (TestArchive archive = TestArchive.forgetful(exchange ->
                arrived.add(exchange.getMessage().getBody(DicomObject.class).sopInstanceUid()))) {
            long start = System.nanoTime();
            try (HubProcess hub = HubProcess.start(home, settings(archive), "-Xmx96m")) {
                double up = (System.nanoTime() - start) / 1e9;
                long soFar = -1;
                while (arrived.size() < OBJECTS && soFar < arrived.size()) {
                    int before = arrived.size();
                    soFar = before;
                    Waiting.until("more has arrived", () -> arrived.size() >= Math.min(OBJECTS, before + 100));
                }
                double all = (System.nanoTime() - start) / 1e9;
                Waiting.until("no file is left", () -> queued() == 0);
                System.out.printf(
                        "%d objects queued: up after %.1f s, all delivered after %.1f s, most memory %s%n",
                        OBJECTS, up, all, memory(hub.pid()));
            }
        }
        assertEquals(OBJECTS, arrived.size());
    }

    private void fill() throws Exception {
        Path data = home.resolve("data");
        try (Broker broker = Broker.open(new BrokerSettings("", "", "", data.resolve("broker"), false));
                Destinations destinations = Destinations.open(
                        broker,
                        new QueueSettings(
                                data.resolve("queue"),
                                false,
                                false,
                                false,
                                Duration.ofSeconds(10),
                                Duration.ofMinutes(10),
                                Duration.ofHours(72)),
                        DeliveryLedger.NONE,
                        data)) {
            for (int i = 0; i < OBJECTS; i++) {
                destinations.put(TestObjects.object("CT"), List.of("FORWARD-CT"));
            }
            assertEquals(OBJECTS, destinations.find("FORWARD-CT").orElseThrow().depth());
        }
    }

    private long queued() throws Exception {
        try (Stream<Path> files = Files.list(home.resolve("data/queue/FORWARD-CT"))) {
            return files.count();
        }
    }

    private static String memory(long pid) throws Exception {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        return Files.exists(status)
                ? Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmHWM"))
                        .findFirst()
                        .orElse("unknown")
                : "unknown";
    }

    private Map<String, String> settings(TestArchive archive) throws Exception {
        Map<String, String> settings = new HashMap<>();
        settings.put("hub.routes", Project.root().resolve("routes").toString());
        settings.put("hub.dicom.host", "127.0.0.1");
        settings.put("hub.dicom.port", Integer.toString(HubTest.freePort()));
        settings.put("hub.http.port", "0");
        settings.put("hub.fsync", "false");
        settings.put("hub.forward.ct.to", archive.address());
        return settings;
    }
}
