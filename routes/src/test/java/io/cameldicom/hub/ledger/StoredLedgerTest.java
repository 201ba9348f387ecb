package io.cameldicom.hub.ledger;

import static io.cameldicom.hub.ledger.LedgerContract.LIMIT;
import static io.cameldicom.hub.ledger.LedgerContract.at;
import static io.cameldicom.hub.ledger.LedgerContract.await;
import static io.cameldicom.hub.ledger.LedgerContract.instance;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Databases that are slow or down, and files that cannot be written. */
@Timeout(120)
class StoredLedgerTest {

    @TempDir
    Path folder;

    @Test
    void database_that_never_answers_holds_up_nobody_and_nothing_is_lost() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            StoredLedger ledger = StoredLedger.open(postgresAt(silent.getLocalPort()), folder, Duration.ZERO, 100);
            for (int i = 0; i < 1000; i++) {
                ledger.record(at(i, Outcome.SENT, instance("1.2." + i, "1.2", "A1"), "PACS"));
                if (i % 50 == 49) {
                    await(() -> ledger.waiting() <= 50); // spilled by the other thread
                }
            }
            silent.close();
            ledger.close();
            assertEquals(0, ledger.leftOut());
        }

        assertEquals(1000, afterwards());
    }

    @Test
    void what_is_known_elsewhere_gives_way_to_what_is_not() throws Exception {
        Files.writeString(folder.resolve("pending"), "in the way of the journal");
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                StoredLedger ledger =
                        StoredLedger.open(postgresAt(silent.getLocalPort()), folder, Duration.ZERO, 1000)) {
            for (int i = 0; i < 490; i++) {
                ledger.record(at(i, Outcome.SENT, instance("1.2." + i, "1.2", "A1"), "PACS"));
            }
            assertEquals(0, ledger.leftOut());
            Files.delete(folder.resolve("pending"));
            silent.close();
        }

        assertEquals(490, afterwards());
    }

    @Test
    void records_that_neither_database_nor_files_take_are_counted() throws Exception {
        Files.writeString(folder.resolve("pending"), "in the way of the journal");
        StoredLedger ledger = StoredLedger.open(postgresAt(freePort()), folder, Duration.ZERO);
        ledger.record(at(0, Outcome.SENT, instance("1.2.3", "1.2", "A1"), "PACS"));
        assertTrue(ledger.flush(LIMIT));

        assertEquals(1, ledger.leftOut());
        ledger.close();
        ledger.record(at(1, Outcome.SENT, instance("1.2.3", "1.2", "A1"), "PACS"));
        assertEquals(2, ledger.leftOut());
    }

    @Test
    void file_cut_short_by_a_crash_gives_what_is_whole_in_it() throws Exception {
        try (StoredLedger ledger = StoredLedger.open(postgresAt(freePort()), folder, Duration.ZERO)) {
            ledger.record(at(0, Outcome.SENT, instance("1.2.1", "1.2", "A1"), "PACS"));
            ledger.record(at(1, Outcome.SENT, instance("1.2.2", "1.2", "A1"), "PACS"));
        }
        Path file = folder.resolve("pending/000000000001.records");
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length - 3));

        assertEquals(1, afterwards());
        assertFalse(Files.exists(file));
    }

    @Test
    void question_to_a_database_that_is_down_fails_with_its_state_and_no_values() throws Exception {
        try (StoredLedger ledger = StoredLedger.open(postgresAt(freePort()), folder, Duration.ZERO)) {
            LedgerSearch search = LedgerSearch.all().accession("SECRET");
            LedgerException e =
                    assertThrows(LedgerException.class, () -> ledger.queries().studies(search));
            assertEquals("The ledger cannot be asked: SQL state 08001", e.getMessage());
        }
    }

    @Test
    void password_in_the_url_is_not_shown() {
        assertEquals(
                "jdbc:postgresql://db/ledger",
                LedgerDatabase.of("jdbc:postgresql://db/ledger?password=secret", "", "")
                        .toString());
    }

    @Test
    void identity_shows_its_uid_only() {
        assertEquals("1.2.3", instance("1.2.3", "1.2", "A1").toString());
        assertFalse(at(0, Outcome.SENT, instance("1.2.3", "1.2", "A1"), "PACS")
                .toString()
                .contains("Doe"));
        assertFalse(new LedgerPatient("P1", "Doe^Jane").toString().contains("Doe"));
    }

    /** Instances that a hub with a working database finds after it has caught up with the files. */
    private long afterwards() throws Exception {
        try (StoredLedger ledger = StoredLedger.open(LedgerDatabase.embedded(folder), folder, Duration.ZERO)) {
            await(() -> !ledger.isBehind());
            List<OutcomeCount> counts = ledger.queries().counts(LedgerContract.NOON);
            return counts.stream()
                    .filter(count -> count.outcome() == Outcome.SENT)
                    .mapToLong(OutcomeCount::instances)
                    .sum();
        }
    }

    private static LedgerDatabase postgresAt(int port) {
        return LedgerDatabase.of(
                "jdbc:postgresql://127.0.0.1:" + port + "/x?connectTimeout=2&socketTimeout=2", "u", "");
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}
