package io.cameldicom.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.hub.ledger.Delivery;
import io.cameldicom.hub.ledger.InstanceIdentity;
import io.cameldicom.hub.ledger.LedgerException;
import io.cameldicom.hub.ledger.Outcome;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class StoreRetentionTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    @TempDir
    Path home;

    private final Map<String, String> system = new HashMap<>();
    private final List<String> removed = new ArrayList<>();
    private StoreFolder folder;
    private HubLedger ledger;

    @BeforeEach
    void open() throws Exception {
        folder = StoreFolder.open(home.resolve("store"), false, false);
        ledger = HubLedger.open(HubSettings.load(home, system, Map.of()), HubAudit.NONE, new SimpleMeterRegistry());
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void study_goes_with_its_folders_when_its_newest_object_is_too_old() throws Exception {
        file("1.1", "1.1.1", 40);
        file("1.2", "1.2.1", 40);
        file("1.2", "1.2.2", 29);

        assertEquals(1, clear("30d", false));

        assertFalse(Files.exists(home.resolve("store/1.1")));
        assertTrue(Files.exists(path("1.2", "1.2.1")));
        assertEquals(List.of("1.1.1"), removed);
    }

    @Test
    void oldest_studies_go_until_the_rest_is_small_enough() throws Exception {
        file("1.3", "1.3.1", 3);
        file("1.1", "1.1.1", 9);
        file("1.2", "1.2.1", 5);

        assertEquals(2, clear("1500", false));

        assertEquals(List.of("1.1.1", "1.2.1"), removed);
        assertTrue(Files.exists(path("1.3", "1.3.1")));
    }

    @Test
    void what_is_under_way_stays_however_old_it_is() throws Exception {
        for (Outcome outcome : Outcome.values()) {
            String study = "1." + (outcome.ordinal() + 1);
            file(study, study + ".1", 100);
            record(outcome, study, study + ".1");
        }

        clear("30d", false);

        for (Outcome outcome : List.of(Outcome.QUEUED, Outcome.FAILED, Outcome.DEAD_LETTERED)) {
            String study = "1." + (outcome.ordinal() + 1);
            assertTrue(Files.exists(path(study, study + ".1")), outcome.word());
        }
        assertEquals(Outcome.values().length - 3, removed.size());
    }

    @Test
    void what_nobody_took_responsibility_for_stays_where_that_is_needed() throws Exception {
        file("1.1", "1.1.1", 100);
        record(Outcome.SENT, "1.1", "1.1.1");
        file("1.2", "1.2.1", 100);
        record(Outcome.COMMITTED, "1.2", "1.2.1");
        file("1.3", "1.3.1", 100);

        clear("30d", true);

        assertEquals(List.of("1.2.1"), removed);
    }

    @Test
    void nothing_goes_while_the_ledger_cannot_be_asked() throws Exception {
        ledger.close();
        system.put("hub.ledger.url", "jdbc:postgresql://127.0.0.1:" + HubTest.freePort() + "/ledger");
        ledger = HubLedger.open(HubSettings.load(home, system, Map.of()), HubAudit.NONE, new SimpleMeterRegistry());
        file("1.1", "1.1.1", 100);

        assertThrows(LedgerException.class, () -> clear("30d", false));

        assertTrue(Files.exists(path("1.1", "1.1.1")));
    }

    @Test
    void object_stored_while_its_study_is_cleared_is_filed() throws Exception {
        file("1.1", "1.1.1", 100);
        clear("30d", false);

        file("1.1", "1.1.2", 0);

        assertTrue(Files.exists(path("1.1", "1.1.2")));
    }

    @Test
    void limits_are_a_time_a_size_or_both() {
        assertTrue(StoreLimits.of("", false).isForEver());
        assertEquals(Duration.ofDays(30), StoreLimits.of("30d, 500G", false).age());
        assertEquals(500L << 30, StoreLimits.of("30d, 500G", false).bytes());
        assertThrows(IllegalArgumentException.class, () -> StoreLimits.of("a while", false));
    }

    private int clear(String limits, boolean needsCommitment) throws Exception {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        try (StoreRetention retention = new StoreRetention(
                home.resolve("store"),
                StoreLimits.of(limits, needsCommitment),
                ledger,
                file -> removed.add(file.getFileName().toString().replace(".dcm", "")),
                clock)) {
            return retention.clear();
        }
    }

    private Path path(String study, String uid) {
        return home.resolve("store").resolve(study).resolve(study + ".99").resolve(uid + ".dcm");
    }

    private void file(String study, String uid, int daysAgo) throws Exception {
        Path file = folder.write(
                new InstancePath(study, study + ".99", uid), target -> target.write(ByteBuffer.allocate(1000)));
        Files.setLastModifiedTime(file, FileTime.from(NOW.minus(Duration.ofDays(daysAgo))));
    }

    private void record(Outcome outcome, String study, String uid) {
        InstanceIdentity instance = InstanceIdentity.of(uid, study, study + ".99");
        ledger.records().record(Delivery.of(outcome, instance, "PACS"));
    }
}
