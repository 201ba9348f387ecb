package io.cameldicom.hub.queue;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.component.DicomConstants;
import io.cameldicom.component.DicomObject;
import io.cameldicom.hub.Waiting;
import io.cameldicom.hub.ledger.Outcome;
import java.io.InputStream;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class DestinationsTest {

    @TempDir
    Path data;

    private final List<String> delivered = new CopyOnWriteArrayList<>();

    private void take(Exchange exchange) {
        delivered.add(exchange.getMessage().getBody(DicomObject.class).sopInstanceUid());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void each_destination_gets_the_bytes_and_headers_and_no_patient_is_in_the_record(boolean inline) throws Exception {
        List<byte[]> bytes = new CopyOnWriteArrayList<>();
        List<String> studies = new CopyOnWriteArrayList<>();
        try (QueueLab lab = new QueueLab(data, "", inline, null)) {
            DicomObject object = QueueLab.object("2.25.7", 300_000);
            lab.send("destination:PACS,TELERAD", object);
            assertEquals(inline ? 0 : 2, lab.files());
            for (String name : List.of("PACS", "TELERAD")) {
                lab.route("destination:" + name, exchange -> {
                    try (InputStream in =
                            exchange.getMessage().getBody(DicomObject.class).openDataSet()) {
                        bytes.add(in.readAllBytes());
                    }
                    studies.add(exchange.getMessage().getHeader(DicomConstants.STUDY_INSTANCE_UID, String.class));
                });
            }

            Waiting.until("both have it", () -> bytes.size() == 2);
            Waiting.until(
                    "both queues are empty",
                    () -> lab.status("PACS").depth() + lab.status("TELERAD").depth() == 0);
            Waiting.until("no file is left", () -> lab.files() == 0);

            try (InputStream in = object.openDataSet()) {
                byte[] sent = in.readAllBytes();
                assertArrayEquals(sent, bytes.get(0));
                assertArrayEquals(sent, bytes.get(1));
            }
            assertEquals(List.of("2.25.7", "2.25.7"), studies);
            assertEquals(
                    2,
                    lab.ledger.stream().filter(d -> d.outcome() == Outcome.SENT).count());
        }
    }

    @Test
    void queue_outlives_the_hub_and_orphaned_files_do_not() throws Exception {
        try (QueueLab lab = new QueueLab(data)) {
            for (int i = 0; i < 20; i++) {
                lab.send("destination:PACS");
            }
        }
        Path orphan = Files.writeString(data.resolve("queue/PACS/0-0-0.dcm"), "acknowledged to nobody");

        try (QueueLab lab = new QueueLab(data)) {
            assertFalse(Files.exists(orphan));
            assertEquals(20, lab.status("PACS").depth());
            assertEquals(DestinationState.NO_ROUTE, lab.status("PACS").state());
            lab.route("destination:PACS", this::take);
            Waiting.until("all are delivered", () -> Set.copyOf(delivered).size() == 20);
            assertEquals(20, delivered.size());
        }
    }

    @Test
    void object_that_waits_for_another_try_keeps_its_file_over_a_restart() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        try (QueueLab lab = new QueueLab(data)) {
            lab.route("destination:PACS?retryDelay=3s&retryDelayMax=3s", exchange -> {
                if (tries.incrementAndGet() == 1) {
                    throw new IllegalStateException("not now");
                }
                take(exchange);
            });
            lab.send("destination:PACS");
            Waiting.until("the first try has failed", () -> lab.status("PACS").inFlight() == 0 && tries.get() == 1);
            Waiting.until(
                    "it waits", () -> lab.files() == 1 && lab.status("PACS").lastError() != null);
            lab.close();
            lab.open();
            Waiting.until("it is delivered", () -> delivered.size() == 1);
        }
    }

    @Test
    void destination_out_of_reach_delays_no_other_one_and_catches_up() throws Exception {
        AtomicBoolean down = new AtomicBoolean(true);
        List<String> other = new CopyOnWriteArrayList<>();
        try (QueueLab lab = new QueueLab(data)) {
            lab.route("destination:PACS", exchange -> {
                if (down.get()) {
                    throw new ConnectException("refused");
                }
                take(exchange);
            });
            lab.route("destination:OTHER", exchange -> other.add("x"));
            for (int i = 0; i < 30; i++) {
                lab.send("destination:PACS,OTHER");
            }
            Waiting.until("the other one has all", () -> other.size() == 30);
            assertEquals(DestinationState.BACKING_OFF, lab.status("PACS").state());
            assertEquals(30, lab.status("PACS").depth());

            down.set(false);

            Waiting.until("all are delivered", () -> Set.copyOf(delivered).size() == 30);
            assertEquals(30, delivered.size());
            Waiting.until("it runs", () -> lab.status("PACS").state() == DestinationState.RUNNING);
        }
    }

    @Test
    void object_that_fails_does_not_hold_up_the_next_ones() throws Exception {
        try (QueueLab lab = new QueueLab(data)) {
            DicomObject bad = QueueLab.object("2.25.1");
            lab.route("destination:PACS?concurrency=1&maxAge=1s", exchange -> {
                if (exchange.getMessage()
                        .getBody(DicomObject.class)
                        .sopInstanceUid()
                        .equals(bad.sopInstanceUid())) {
                    throw new IllegalStateException("NOBODY^NEVER makes me fail");
                }
                take(exchange);
            });
            lab.send("destination:PACS", bad);
            for (int i = 0; i < 5; i++) {
                lab.send("destination:PACS");
            }
            Waiting.until("the others are delivered", () -> delivered.size() == 5);
            Waiting.until("it is given up when it is too old", () -> lab.deadLetters() == 1);
            DeadLetter letter = lab.destinations.deadLetters(null, 10).get(0);
            assertEquals(bad.sopInstanceUid(), letter.sopInstanceUid());
            assertEquals("java.lang.IllegalStateException", letter.reason());
            assertTrue(letter.tries() > 1, letter.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void refused_object_is_given_up_after_two_tries_and_can_be_retried_and_discarded(boolean inline) throws Exception {
        AtomicInteger tries = new AtomicInteger();
        AtomicBoolean refusing = new AtomicBoolean(true);
        try (QueueLab lab = new QueueLab(data, "", inline, null)) {
            lab.route("destination:PACS", exchange -> {
                tries.incrementAndGet();
                if (refusing.get()) {
                    throw new IllegalArgumentException("never");
                }
                take(exchange);
            });
            lab.send("destination:PACS", QueueLab.object("2.25.1", 200_000));
            lab.send("destination:PACS", QueueLab.object("2.25.1", 200_000));
            Waiting.until("both are given up", () -> lab.deadLetters() == 2);
            assertEquals(4, tries.get());
            List<DeadLetter> letters = lab.destinations.deadLetters("PACS", 10);
            assertEquals(List.of(), lab.destinations.deadLetters("OTHER", 10));

            refusing.set(false);
            assertTrue(lab.destinations.retry(letters.get(0).id()));
            assertFalse(lab.destinations.retry(letters.get(0).id()));
            Waiting.until("it is delivered", () -> delivered.size() == 1);
            assertEquals(letters.get(0).sopInstanceUid(), delivered.get(0));
            assertTrue(lab.destinations.discard(letters.get(1).id()));
            assertEquals(0, lab.deadLetters());
            Waiting.until("no file is left", () -> lab.files() == 0);
        }
    }

    @Test
    void letter_behind_more_letters_than_fit_into_the_broker_s_memory_is_found() throws Exception {
        int many = 6_000;
        try (QueueLab lab = new QueueLab(data)) {
            lab.buryNames("PACS", many, "refused");
            QueuedObject retried = lab.bury("PACS", "retried");
            QueuedObject discarded = lab.bury("PACS", "discarded");
            assertEquals(Map.of("PACS", many + 2L), lab.destinations.countDeadLetters());

            assertTrue(lab.destinations.discard("discarded"));
            assertFalse(Files.exists(data.resolve("queue").resolve(discarded.file())));
            assertTrue(lab.destinations.retry("retried"));
            assertFalse(Files.exists(data.resolve("queue").resolve(retried.file())), "it has another file now");
            assertEquals(1, lab.status("PACS").depth());
            assertEquals(10, lab.destinations.discardAll("PACS", 10));
            assertEquals(Map.of("PACS", many - 10L), lab.destinations.countDeadLetters());
        }
    }

    @Test
    void letter_whose_file_is_gone_holds_up_no_other_and_can_be_discarded() throws Exception {
        try (QueueLab lab = new QueueLab(data)) {
            Files.delete(data.resolve("queue").resolve(lab.bury("PACS", "gone").file()));
            lab.bury("PACS", "there");

            assertEquals(1, lab.destinations.retryAll("PACS", 10));
            assertFalse(lab.destinations.retry("gone"));
            assertTrue(lab.destinations.discard("gone"));
            assertEquals(0, lab.deadLetters());
        }
    }

    @Test
    void paused_destination_stays_so_over_a_restart_until_it_is_resumed() throws Exception {
        try (QueueLab lab = new QueueLab(data)) {
            lab.route("destination:PACS", this::take);
            lab.destinations.pause("PACS");
            lab.send("destination:PACS");
            lab.close();
            lab.open();
            assertEquals(DestinationState.PAUSED, lab.status("PACS").state());
            assertEquals(1, lab.status("PACS").depth());
            assertEquals(List.of(), delivered);

            lab.destinations.resume("PACS");

            Waiting.until("it is delivered", () -> delivered.size() == 1);
            assertThrows(IllegalArgumentException.class, () -> lab.destinations.pause("NOBODY"));
        }
    }

    @Test
    void object_that_cannot_be_queued_for_each_destination_leaves_no_file_for_any() throws Exception {
        try (QueueLab lab = new QueueLab(data)) {
            Files.writeString(data.resolve("queue/BLOCKED"), "no folder");

            assertThrows(IllegalStateException.class, () -> lab.send("destination:PACS,BLOCKED"));

            assertEquals(0, lab.files());
            assertEquals(0, lab.status("PACS").depth());
        }
    }

    @Test
    void urgent_objects_go_first() throws Exception {
        try (QueueLab lab = new QueueLab(data)) {
            lab.route("destination:PACS?concurrency=1", this::take);
            lab.destinations.pause("PACS");
            lab.send("destination:PACS");
            lab.send("destination:PACS");
            DicomObject urgent = lab.send("destination:PACS?priority=high");
            assertEquals(3, lab.status("PACS").depth());
            lab.destinations.resume("PACS");

            Waiting.until("all are delivered", () -> delivered.size() == 3);
            assertTrue(delivered.indexOf(urgent.sopInstanceUid()) <= 1, "one may have been in hand already");
        }
    }

    @Test
    void study_keeps_its_order_while_others_pass_the_one_that_fails() throws Exception {
        List<String> first = new ArrayList<>();
        Set<String> failed = ConcurrentHashMap.newKeySet();
        List<String> second = new ArrayList<>();
        CountDownLatch passed = new CountDownLatch(10);
        try (QueueLab lab = new QueueLab(data)) {
            lab.route("destination:PACS?order=study&concurrency=4", exchange -> {
                DicomObject object = exchange.getMessage().getBody(DicomObject.class);
                if (object.string("StudyInstanceUID").equals("2.25.200")) {
                    passed.countDown();
                } else if (passed.getCount() > 0 || failed.add(object.sopInstanceUid())) {
                    throw new IllegalStateException("once more");
                }
                take(exchange);
            });
            for (int i = 0; i < 10; i++) {
                first.add(lab.send("destination:PACS", QueueLab.object("2.25.100"))
                        .sopInstanceUid());
                second.add(lab.send("destination:PACS", QueueLab.object("2.25.200"))
                        .sopInstanceUid());
            }

            Waiting.until("all are delivered", () -> delivered.size() == 20);
            assertEquals(first, delivered.stream().filter(first::contains).toList());
            assertEquals(second, delivered.stream().filter(second::contains).toList());
        }
    }

    @Test
    void nothing_is_sent_outside_the_hours() throws Exception {
        int hour = java.time.LocalTime.now().plusHours(3).getHour();
        String hours = "%02d:00-%02d:30".formatted(hour, hour);
        try (QueueLab lab = new QueueLab(data)) {
            lab.route("destination:PACS?hours=" + hours, this::take);
            lab.send("destination:PACS");
            assertEquals(DestinationState.OUT_OF_HOURS, lab.status("PACS").state());
            assertEquals(1, lab.status("PACS").depth());
            assertEquals(List.of(), delivered);
        }
    }

    @Test
    void no_more_than_the_concurrency_are_on_their_way() throws Exception {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch three = new CountDownLatch(3);
        try (QueueLab lab = new QueueLab(data)) {
            lab.route("destination:PACS?concurrency=3", exchange -> {
                most.accumulateAndGet(now.incrementAndGet(), Math::max);
                three.countDown();
                three.await();
                now.decrementAndGet();
                take(exchange);
            });
            for (int i = 0; i < 12; i++) {
                lab.send("destination:PACS");
            }
            Waiting.until("all are delivered", () -> delivered.size() == 12);
            assertEquals(3, most.get());
        }
    }

    @Test
    void what_the_route_did_instead_of_sending_is_in_the_ledger() throws Exception {
        try (QueueLab lab = new QueueLab(data)) {
            lab.route(
                    "destination:PACS",
                    exchange -> exchange.setProperty(DestinationEndpoint.OUTCOME, Outcome.FILTERED));
            lab.send("destination:PACS");
            Waiting.until("it is filtered", () -> lab.ledger.stream()
                    .anyMatch(delivery -> delivery.outcome() == Outcome.FILTERED));
        }
    }

    @Test
    void object_whose_file_is_gone_is_said_to_be() throws Exception {
        try (QueueLab lab = new QueueLab(data)) {
            lab.send("destination:PACS");
            try (var files = Files.list(data.resolve("queue/PACS"))) {
                Files.delete(files.findFirst().orElseThrow());
            }
            lab.route("destination:PACS", this::take);
            Waiting.until("it is given up", () -> lab.deadLetters() == 1);
            assertEquals(
                    "its file is gone",
                    lab.destinations.deadLetters(null, 1).get(0).reason());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"destination:..", "destination:a.b", "destination:PACS,", "destination:PACS?concurency=1"})
    void endpoint_that_cannot_be_is_refused(String uri) throws Exception {
        try (QueueLab lab = new QueueLab(data)) {
            assertThrows(Exception.class, () -> lab.send(uri));
        }
    }

    @Test
    void second_route_of_a_destination_is_refused() throws Exception {
        try (QueueLab lab = new QueueLab(data)) {
            lab.route("destination:PACS", this::take);
            assertThrows(Exception.class, () -> lab.route("destination:PACS?concurrency=2", this::take));
        }
    }
}
