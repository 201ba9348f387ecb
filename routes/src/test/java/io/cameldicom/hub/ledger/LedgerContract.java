package io.cameldicom.hub.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the ledger does in every database it works with. */
@Timeout(120)
abstract class LedgerContract {

    static final Duration LIMIT = Duration.ofSeconds(60);
    static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123456Z");

    @TempDir
    Path folder;

    private StoredLedger ledger;

    /** A database that is empty at the start of each test. */
    abstract LedgerDatabase database() throws Exception;

    @BeforeEach
    void open() throws Exception {
        ledger = StoredLedger.open(database(), folder, Duration.ZERO);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void question_in_the_first_moments_of_a_new_database_waits_for_its_tables() {
        assertEquals(List.of(), ledger.queries().studies(LedgerSearch.all()));
    }

    @Test
    void instance_is_followed_from_receipt_to_each_destination() throws Exception {
        InstanceIdentity instance = instance("1.2.3", "1.2", "A1");
        record(new Delivery(NOON, Outcome.RECEIVED, instance, null, "CT1", 4711, null));
        record(at(0, Outcome.QUEUED, instance, "PACS"));
        record(at(0, Outcome.QUEUED, instance, "TELERAD"));
        record(at(1, Outcome.SENT, instance, "PACS"));
        record(at(2, Outcome.FAILED, instance, "TELERAD").because("A700"));

        List<InstanceEntry> found = queries().instances(LedgerSearch.all().instance("1.2.3"));

        assertEquals(1, found.size());
        InstanceEntry entry = found.get(0);
        assertEquals("1.2", entry.studyInstanceUid());
        assertEquals("CT1", entry.callingAeTitle());
        assertEquals(NOON, entry.receivedAt());
        assertEquals(4711, entry.bytes());
        assertEquals(
                List.of("PACS sent", "TELERAD failed"),
                entry.deliveries().stream()
                        .map(delivery -> delivery.destination() + " " + delivery.outcome())
                        .toList());
        DeliveryEntry failed = entry.deliveries().get(1);
        assertEquals("A700", failed.error());
        assertEquals(1, failed.failures());
        assertNull(failed.deliveredAt());
        assertEquals(NOON.plusSeconds(1), entry.deliveries().get(0).deliveredAt());
    }

    @Test
    void order_is_by_the_time_of_the_event_and_not_of_the_record() throws Exception {
        InstanceIdentity instance = instance("1.2.3", "1.2", "A1");
        record(at(5, Outcome.SENT, instance, "PACS"));
        record(at(1, Outcome.QUEUED, instance, "PACS"));
        record(at(3, Outcome.FAILED, instance, "PACS").because("timeout"));

        DeliveryEntry delivery = only(instance);

        assertEquals(Outcome.SENT, delivery.outcome());
        assertEquals(NOON.plusSeconds(1), delivery.firstAt());
        assertEquals(NOON.plusSeconds(5), delivery.lastAt());
        assertEquals("timeout", delivery.error());
    }

    @Test
    void same_failure_written_again_counts_once() throws Exception {
        InstanceIdentity instance = instance("1.2.3", "1.2", "A1");
        Delivery failure = at(1, Outcome.FAILED, instance, "PACS").because("timeout");
        record(failure);
        record(failure);
        record(at(2, Outcome.FAILED, instance, "PACS").because("refused"));

        assertEquals(2, only(instance).failures());
        assertEquals("refused", only(instance).error());
    }

    @Test
    void what_a_later_record_does_not_know_stays() throws Exception {
        record(at(0, Outcome.QUEUED, instance("1.2.3", "1.2", "A1"), "PACS"));
        record(at(1, Outcome.SENT, InstanceIdentity.of("1.2.3", null, null), "PACS"));

        StudyEntry study = queries().studies(LedgerSearch.all().accession("A1")).get(0);

        assertEquals("1.2", study.studyInstanceUid());
        assertEquals(List.of(new OutcomeCount("PACS", Outcome.SENT, 1)), study.states());
    }

    @Test
    void studies_are_found_by_uids_accession_number_time_destination_and_state() throws Exception {
        record(at(0, Outcome.SENT, instance("1.2.1.1", "1.2.1", "A1"), "PACS"));
        record(at(10, Outcome.DEAD_LETTERED, instance("1.2.2.1", "1.2.2", "A2"), "PACS"));
        record(at(20, Outcome.FILTERED, instance("1.2.3.1", "1.2.3", "A3"), null));

        assertEquals(List.of("1.2.3", "1.2.2", "1.2.1"), studies(LedgerSearch.all()));
        assertEquals(List.of("1.2.1"), studies(LedgerSearch.all().study("1.2.1")));
        assertEquals(List.of("1.2.2"), studies(LedgerSearch.all().series("1.2.2.99")));
        assertEquals(List.of("1.2.3"), studies(LedgerSearch.all().instance("1.2.3.1")));
        assertEquals(List.of("1.2.2"), studies(LedgerSearch.all().accession("A2")));
        assertEquals(List.of("1.2.2"), studies(LedgerSearch.all().between(NOON.plusSeconds(10), NOON.plusSeconds(20))));
        assertEquals(List.of("1.2.2", "1.2.1"), studies(LedgerSearch.all().at("PACS")));
        assertEquals(List.of("1.2.2"), studies(LedgerSearch.all().in(Outcome.DEAD_LETTERED)));
        assertEquals(List.of("1.2.2"), studies(LedgerSearch.all().page(1, 1)));
        assertEquals(List.of(), studies(LedgerSearch.all().accession("A' or '1'='1")));
    }

    @Test
    void newest_of_many_at_a_destination_are_found_like_those_of_few() throws Exception {
        for (int i = 0; i < 2_100; i++) {
            String study = "1.2.9." + i / 100;
            ledger.record(at(i, Outcome.SENT, instance(study + "." + i, study, "A9"), "BUSY"));
        }
        record(at(3_000, Outcome.SENT, instance("1.2.8.1", "1.2.8", "A8"), "OTHER"));

        assertEquals(
                List.of("1.2.9.20.2099", "1.2.9.20.2098"),
                instances(LedgerSearch.all().at("BUSY").page(2, 0)));
        assertEquals(
                List.of("1.2.9.20", "1.2.9.19"),
                studies(LedgerSearch.all().at("BUSY").in(Outcome.SENT).page(2, 0)));
        assertEquals(List.of(), studies(LedgerSearch.all().at("BUSY").study("1.2.8")));
    }

    @Test
    void instances_are_found_by_the_same_and_by_a_list_of_uids() throws Exception {
        record(at(0, Outcome.SENT, instance("1.2.1.1", "1.2.1", "A1"), "PACS"));
        record(at(1, Outcome.QUEUED, instance("1.2.1.2", "1.2.1", "A1"), "PACS"));

        assertEquals(List.of("1.2.1.2", "1.2.1.1"), instances(LedgerSearch.all().accession("A1")));
        assertEquals(List.of("1.2.1.2", "1.2.1.1"), instances(LedgerSearch.all().series("1.2.1.99")));
        assertEquals(List.of("1.2.1.2"), instances(LedgerSearch.all().at("PACS").in(Outcome.QUEUED)));
        assertEquals(
                Set.of("1.2.1.1", "1.2.1.2"),
                queries().instances(List.of("1.2.1.1", "1.2.1.2", "9")).keySet());
        assertTrue(queries().instances(List.of()).isEmpty());
    }

    @Test
    void patients_are_told_to_those_only_who_may_know() throws Exception {
        record(at(0, Outcome.SENT, instance("1.2.3", "1.2", "A1"), "PACS"));

        assertNull(queries().studies(LedgerSearch.all()).get(0).patient());
        assertEquals(
                "Doe^Jane",
                queries()
                        .studies(LedgerSearch.all().showingPatients())
                        .get(0)
                        .patient()
                        .name());
    }

    @Test
    void last_errors_come_newest_first_also_of_what_was_sent_since() throws Exception {
        InstanceIdentity sentSince = instance("1.2.1.1", "1.2.1", "A1");
        record(at(0, Outcome.FAILED, sentSince, "PACS").because("timeout"));
        record(at(9, Outcome.SENT, sentSince, "PACS"));
        record(at(5, Outcome.DEAD_LETTERED, instance("1.2.2.1", "1.2.2", "A2"), "PACS")
                .because("A900"));
        record(at(6, Outcome.SENT, instance("1.2.3.1", "1.2.3", "A3"), "PACS"));

        assertEquals(
                List.of("A900", "timeout"),
                queries().lastErrors(LedgerSearch.all()).stream()
                        .map(DeliveryEntry::error)
                        .toList());
    }

    @Test
    void states_are_counted_by_destination() throws Exception {
        for (int i = 0; i < 3; i++) {
            InstanceIdentity instance = instance("1.2.1." + i, "1.2.1", "A1");
            record(new Delivery(NOON, Outcome.RECEIVED, instance, null, "CT1", 1, null));
            record(at(1, i == 0 ? Outcome.FAILED : Outcome.SENT, instance, "PACS"));
        }

        assertEquals(
                List.of(
                        new OutcomeCount(null, Outcome.RECEIVED, 3),
                        new OutcomeCount("PACS", Outcome.FAILED, 1),
                        new OutcomeCount("PACS", Outcome.SENT, 2)),
                queries().counts(NOON));
        assertEquals(
                List.of(new OutcomeCount(null, Outcome.RECEIVED, 0)), queries().counts(NOON.plusSeconds(60)));
    }

    @Test
    void values_that_are_too_long_or_no_text_are_made_to_fit() throws Exception {
        InstanceIdentity odd = new InstanceIdentity(
                "1.2.3", "1".repeat(200), "1.2", "1.2.9", "C\0T", "A".repeat(500), "", "\uD800", "N".repeat(9999));
        record(new Delivery(NOON, Outcome.FAILED, odd, "D".repeat(999), "\0", -1, "R".repeat(9999)));

        DeliveryEntry delivery = only(odd);

        assertEquals("D".repeat(255), delivery.destination());
        assertEquals("R".repeat(512), delivery.error());
        assertEquals(
                "A".repeat(64), queries().studies(LedgerSearch.all()).get(0).accessionNumber());
        assertEquals(0, ledger.leftOut());
    }

    @Test
    void ledger_opened_again_has_what_was_recorded_before_it_was_closed() throws Exception {
        InstanceIdentity instance = instance("1.2.3", "1.2", "A1");
        ledger.record(at(0, Outcome.SENT, instance, "PACS"));
        ledger.close();

        ledger = StoredLedger.open(again(), folder, Duration.ZERO);

        assertEquals(Outcome.SENT, only(instance).outcome());
        assertFalse(ledger.isBehind());
    }

    /** The same database, with what is in it. */
    abstract LedgerDatabase again();

    @Test
    void old_instances_are_forgotten_but_not_what_is_under_way() throws Exception {
        record(at(0, Outcome.SENT, instance("1.2.1.1", "1.2.1", "A1"), "PACS"));
        record(at(0, Outcome.QUEUED, instance("1.2.2.1", "1.2.2", "A2"), "PACS"));
        record(at(3600, Outcome.SENT, instance("1.2.3.1", "1.2.3", "A3"), "PACS"));
        LedgerRetention retention = new LedgerRetention(
                Duration.ofDays(1), Clock.fixed(NOON.plus(Duration.ofDays(1)).plusSeconds(60), ZoneOffset.UTC));

        try (Connection connection = again().connect()) {
            connection.setAutoCommit(false);
            retention.slice(connection);
            retention.slice(connection);
        }

        assertEquals(List.of("1.2.3", "1.2.2"), studies(LedgerSearch.all()));
        assertEquals(List.of("1.2.3.1", "1.2.2.1"), instances(LedgerSearch.all()));
    }

    @Test
    void tables_of_a_newer_hub_are_not_touched() throws Exception {
        queries().counts(NOON);
        try (Connection connection = again().connect();
                Statement statement = connection.createStatement()) {
            statement.execute("insert into ledger_schema values (" + (LedgerSchema.VERSION + 1) + ")");
        }
        ledger.close();

        ledger = StoredLedger.open(again(), folder, Duration.ZERO);
        record(at(0, Outcome.SENT, instance("1.2.3", "1.2", "A1"), "PACS"));

        assertTrue(ledger.trouble().contains("version " + (LedgerSchema.VERSION + 1)), ledger.trouble());
        assertTrue(ledger.isBehind());
        try (Connection connection = again().connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from instance")) {
            rows.next();
            assertEquals(0, rows.getInt(1));
        }
    }

    StoredLedger ledger() {
        return ledger;
    }

    LedgerQueries queries() throws InterruptedException {
        assertTrue(ledger.flush(LIMIT));
        return ledger.queries();
    }

    void record(Delivery delivery) throws InterruptedException {
        ledger.record(delivery);
        assertTrue(ledger.flush(LIMIT));
    }

    private DeliveryEntry only(InstanceIdentity instance) throws InterruptedException {
        List<DeliveryEntry> deliveries = queries()
                .instances(LedgerSearch.all().instance(instance.sopInstanceUid()))
                .get(0)
                .deliveries();
        assertEquals(1, deliveries.size());
        return deliveries.get(0);
    }

    private List<String> studies(LedgerSearch search) throws InterruptedException {
        return queries().studies(search).stream()
                .map(StudyEntry::studyInstanceUid)
                .toList();
    }

    private List<String> instances(LedgerSearch search) throws InterruptedException {
        return queries().instances(search).stream()
                .map(InstanceEntry::sopInstanceUid)
                .toList();
    }

    static Delivery at(int seconds, Outcome outcome, InstanceIdentity instance, String destination) {
        return new Delivery(NOON.plusSeconds(seconds), outcome, instance, destination, null, 0, null);
    }

    static InstanceIdentity instance(String uid, String study, String accession) {
        return new InstanceIdentity(
                uid, "1.2.840.10008.5.1.4.1.1.2", study, study + ".99", "CT", accession, "20261123", "P1", "Doe^Jane");
    }

    static void await(Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.call()) {
            assertTrue(System.nanoTime() < deadline, "waited " + LIMIT + " in vain");
            LockSupport.parkNanos(10_000_000);
        }
    }
}
