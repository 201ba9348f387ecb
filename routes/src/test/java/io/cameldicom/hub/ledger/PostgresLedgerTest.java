package io.cameldicom.hub.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** With a server of its own; skipped where the Debian package postgresql is not installed. */
class PostgresLedgerTest extends LedgerContract {

    private static PostgresServer server;

    @BeforeAll
    static void start() throws Exception {
        server = PostgresServer.start();
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    @Override
    LedgerDatabase database() throws Exception {
        try (Connection connection = again().connect();
                Statement statement = connection.createStatement()) {
            statement.execute("drop schema public cascade");
            statement.execute("create schema public");
        }
        return again();
    }

    @Override
    LedgerDatabase again() {
        return server.database();
    }

    @Test
    void records_of_the_time_the_server_was_down_come_later_and_the_hub_starts_without_it() throws Exception {
        InstanceIdentity instance = instance("1.2.3", "1.2", "A1");
        record(at(0, Outcome.QUEUED, instance, "PACS"));
        server.stop();
        record(at(1, Outcome.SENT, instance, "PACS"));
        assertNotNull(ledger().trouble());
        assertTrue(ledger().isBehind());

        try (StoredLedger second = StoredLedger.open(again(), folder.resolve("second"), Duration.ZERO)) {
            second.record(at(2, Outcome.SENT, instance, "TELERAD"));
            assertTrue(second.flush(LIMIT));
            server.run();
            await(() -> !ledger().isBehind() && !second.isBehind());
        }

        assertNull(ledger().trouble());
        assertEquals(
                List.of("PACS sent", "TELERAD sent"),
                queries().instances(LedgerSearch.all()).get(0).deliveries().stream()
                        .map(delivery -> delivery.destination() + " " + delivery.outcome())
                        .toList());
    }

    @Test
    void hubs_that_share_the_database_write_about_the_same_instances_at_the_same_time() throws Exception {
        List<StoredLedger> hubs = new ArrayList<>();
        for (int hub = 0; hub < 3; hub++) {
            hubs.add(StoredLedger.open(again(), folder.resolve("hub" + hub), Duration.ZERO));
        }
        for (int i = 0; i < 1000; i++) {
            for (int hub = 0; hub < hubs.size(); hub++) {
                int number = i * List.of(1, 3, 7).get(hub) % 1000; // each in an order of its own
                hubs.get(hub).record(at(i, Outcome.SENT, instance("1.2." + number, "1.2", "A1"), "PACS" + hub));
            }
        }
        for (StoredLedger hub : hubs) {
            assertTrue(hub.flush(LIMIT));
            await(() -> !hub.isBehind());
            hub.close();
        }

        assertEquals(
                3000,
                queries().counts(NOON).stream()
                        .filter(count -> count.outcome() == Outcome.SENT)
                        .mapToLong(OutcomeCount::instances)
                        .sum());
    }
}
