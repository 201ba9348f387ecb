package io.cameldicom.hub.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedQueueTest {

    private static final long SOON = 20_000;

    @TempDir
    Path data;

    private EmbeddedBroker broker;
    private EmbeddedWriter writer;
    private QueueFolder folder;

    @BeforeEach
    void open() throws IOException {
        broker = EmbeddedBroker.start(new BrokerSettings("", "", "", data.resolve("broker"), true));
        writer = new EmbeddedWriter(broker);
        folder = QueueFolder.open(data.resolve("queue"), data, true);
    }

    @AfterEach
    void close() {
        broker.close();
    }

    private void put(String queue, String... ids) throws IOException {
        List<QueueWriter.Entry> entries = new ArrayList<>();
        for (String id : ids) {
            ObjectLabels labels = ObjectLabels.of(QueueLab.object("2.25.1"));
            entries.add(new QueueWriter.Entry(
                    queue,
                    new QueuedObject(id, "PACS", null, "PACS/" + id + ".dcm", 1, 0, Instant.EPOCH, labels, null, null),
                    null,
                    null,
                    null,
                    0));
        }
        writer.put(entries);
    }

    private QueueReader reader() throws IOException {
        return EmbeddedReader.open(writer, broker, folder, "PACS");
    }

    private static Hand take(QueueReader reader, String id) throws Exception {
        Hand hand = reader.next(SOON);
        assertEquals(id, hand.object().id());
        return hand;
    }

    @Test
    void what_a_reader_has_not_acknowledged_comes_again_in_its_order() throws Exception {
        put(QueueNames.usual("PACS"), "1", "2", "3", "4");
        try (QueueReader first = reader()) {
            take(first, "1");
            take(first, "2").acknowledge();
            take(first, "3");
        }
        try (QueueReader second = reader()) {
            take(second, "1").acknowledge();
            take(second, "3").acknowledge();
            take(second, "4").acknowledge();
            assertNull(second.next(1));
        }
    }

    @Test
    void urgent_messages_are_taken_before_the_usual_ones_that_wait() throws Exception {
        put(QueueNames.usual("PACS"), "1", "2");
        try (QueueReader reader = reader()) {
            take(reader, "1");
            put(QueueNames.urgent("PACS"), "urgent");
            take(reader, "urgent");
            take(reader, "2");
        }
    }

    @Test
    void waiting_reader_gets_a_message_when_it_comes() throws Exception {
        try (QueueReader reader = reader()) {
            CompletableFuture<Void> later = CompletableFuture.runAsync(() -> {
                try {
                    put(QueueNames.urgent("PACS"), "1");
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            take(reader, "1");
            later.get(SOON, TimeUnit.MILLISECONDS);
        }
    }

    @Test
    void message_in_hand_when_the_broker_stops_comes_again_from_the_next_one() throws Exception {
        put(QueueNames.usual("PACS"), "1");
        try (QueueReader reader = reader()) {
            Hand hand = take(reader, "1");
            broker.running().stop();
            assertThrows(IOException.class, () -> reader.next(1));
            put(QueueNames.usual("PACS"), "2"); // starts it again
            assertThrows(IOException.class, hand::acknowledge);
        }
        try (QueueReader reader = reader()) {
            take(reader, "1").acknowledge();
            take(reader, "2").acknowledge();
        }
    }

    @Test
    void messages_are_delivered_by_the_broker_s_next_start() throws Exception {
        put(QueueNames.usual("PACS"), "1", "2");
        try (QueueReader reader = reader()) {
            take(reader, "1").acknowledge();
        }
        broker.close();
        open();
        try (QueueReader reader = reader()) {
            take(reader, "2");
        }
    }
}
