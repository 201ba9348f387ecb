package io.cameldicom.hub.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.component.DicomObject;
import io.cameldicom.hub.Waiting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The queues in a broker that is another process. */
@Timeout(180)
class ExternalBrokerTest {

    @TempDir
    Path data;

    private final List<String> delivered = new CopyOnWriteArrayList<>();
    private final Set<String> acknowledged = new TreeSet<>();

    private void take(Exchange exchange) {
        delivered.add(exchange.getMessage().getBody(DicomObject.class).sopInstanceUid());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void broker_that_is_killed_and_restarted_loses_nothing(boolean inline) throws Exception {
        try (BrokerProcess broker = new BrokerProcess(data.resolve("external"), freePort());
                QueueLab lab = new QueueLab(data, broker.url(), inline, null)) {
            lab.route("destination:PACS", this::take);
            lab.destinations.pause("PACS");
            for (int i = 0; i < 10; i++) {
                send(lab, 200_000);
            }
            broker.kill();
            assertThrows(
                    IllegalStateException.class,
                    () -> send(lab, 200_000),
                    "nothing is acknowledged without the broker");
            broker.start();
            lab.destinations.resume("PACS");
            for (int i = 0; i < 10; i++) {
                send(lab, 16);
            }

            Waiting.until("all are delivered", () -> Set.copyOf(delivered).containsAll(acknowledged));
            assertEquals(20, acknowledged.size());
        }
    }

    @Test
    void hubs_share_the_work_and_what_one_had_in_hand_the_other_one_delivers_when_it_is_gone() throws Exception {
        Path shared = data.resolve("shared");
        CountDownLatch stuck = new CountDownLatch(1);
        CountDownLatch taken = new CountDownLatch(4);
        try (BrokerProcess broker = new BrokerProcess(data.resolve("external"), freePort());
                QueueLab first = new QueueLab(data.resolve("first"), broker.url(), false, shared)) {
            first.route("destination:PACS", exchange -> {
                taken.countDown();
                stuck.await();
            });
            for (int i = 0; i < 40; i++) {
                send(first, 16);
            }
            taken.await();
            try (QueueLab second = new QueueLab(data.resolve("second"), broker.url(), false, shared)) {
                second.route("destination:PACS", this::take);
                Waiting.until("the second has all that the first has not in hand", () -> delivered.size() == 36);

                first.close(); // its threads are interrupted in the middle of their objects

                Waiting.until("all are delivered", () -> Set.copyOf(delivered).containsAll(acknowledged));
                Waiting.until("no file is left", () -> second.files() == 0);
            }
            first.open();
        }
    }

    @Test
    void broker_that_would_drop_messages_is_refused() throws Exception {
        try (BrokerProcess broker = new BrokerProcess(data.resolve("external"), freePort(), 10)) {
            IOException refused = assertThrows(IOException.class, () -> new QueueLab(data, broker.url(), false, null));

            assertTrue(refused.getMessage().contains("max-delivery-attempts to -1"), refused.getMessage());
        }
    }

    @Test
    void broker_that_is_away_at_the_start_is_asked_for_its_rules_when_the_first_object_comes() throws Exception {
        int port = freePort();
        try (QueueLab lab = new QueueLab(data, "tcp://127.0.0.1:" + port, false, null)) {
            try (BrokerProcess careless = new BrokerProcess(data.resolve("careless"), port, 10)) {
                assertThrows(IllegalStateException.class, () -> send(lab, 16));
            }
            try (BrokerProcess broker = new BrokerProcess(data.resolve("external"), port)) {
                lab.route("destination:PACS", this::take);
                send(lab, 16);

                Waiting.until("it is delivered", () -> Set.copyOf(delivered).containsAll(acknowledged));
            }
        }
    }

    private void send(QueueLab lab, int pixelBytes) throws Exception {
        DicomObject object = QueueLab.object("2.25.1", pixelBytes);
        lab.send("destination:PACS", object);
        acknowledged.add(object.sopInstanceUid());
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}
