package io.cameldicom.hub.space;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.hub.space.DiskGuard.Space;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.health.HealthCheck;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiskGuardTest {

    private static final Path DATA = Path.of("data");
    private static final Path STORE = Path.of("store");

    private final Map<Path, Long> free = new ConcurrentHashMap<>(Map.of(DATA, 5000L, STORE, 5000L));
    private final DiskGuard guard = new DiskGuard(
            List.of(DATA, STORE),
            DiskMark.of("10%"),
            DiskMark.of("100"),
            folder -> new Space(free.get(folder), 10_000));

    @AfterEach
    void close() {
        guard.close();
    }

    @Test
    void takes_everything_while_there_is_room() {
        assertLevel(5000, DiskLevel.NORMAL);

        assertTrue(guard.takesAssociations());
        assertTrue(guard.takesObjects());
    }

    @Test
    void takes_no_associations_below_the_soft_mark_and_no_objects_below_the_hard_one() {
        assertLevel(999, DiskLevel.SOFT);
        assertFalse(guard.takesAssociations());
        assertTrue(guard.takesObjects());

        assertLevel(99, DiskLevel.HARD);
        assertFalse(guard.takesAssociations());
        assertFalse(guard.takesObjects());
    }

    @Test
    void opens_again_by_itself_when_a_little_more_than_the_mark_is_free() {
        assertLevel(50, DiskLevel.HARD);
        assertLevel(104, DiskLevel.HARD);
        assertLevel(105, DiskLevel.SOFT);
        assertLevel(1049, DiskLevel.SOFT);
        assertLevel(1050, DiskLevel.NORMAL);
        assertLevel(1000, DiskLevel.NORMAL);
    }

    @Test
    void fullest_file_system_decides() {
        free.put(STORE, 10L);
        assertLevel(5000, DiskLevel.HARD);
    }

    @Test
    void health_is_down_while_something_is_refused() {
        DiskHealthCheck check = new DiskHealthCheck(guard);
        guard.sample();
        assertEquals(HealthCheck.State.UP, check.call().getState());
        assertLevel(500, DiskLevel.SOFT);
        assertEquals(HealthCheck.State.DOWN, check.call().getState());
    }

    @Test
    void file_system_that_cannot_be_asked_stops_nothing() {
        try (DiskGuard blind = new DiskGuard(List.of(DATA), DiskMark.of("10%"), DiskMark.of("100"), folder -> {
            throw new IOException("stale handle");
        })) {
            blind.sample();
            assertTrue(blind.takesObjects());
        }
    }

    @Test
    void folder_that_is_not_there_yet_has_the_room_of_the_one_above(@TempDir Path folder) {
        try (DiskGuard real =
                DiskGuard.start(List.of(folder.resolve("a/b")), DiskMark.of("0"), DiskMark.of("99999T"))) {
            assertEquals(DiskLevel.HARD, real.level());
            assertTrue(real.free().get(folder.resolve("a/b")) > 0);
        }
    }

    private void assertLevel(long bytes, DiskLevel level) {
        free.put(DATA, bytes);
        guard.sample();
        assertEquals(level, guard.level());
    }

    @ParameterizedTest
    @CsvSource({"0,0", "512M,536870912", "20G,21474836480", "1gib,1073741824", "10%,100", "0.5%,5"})
    void marks_are_bytes_or_a_share(String text, long bytes) {
        assertEquals(bytes, DiskMark.of(text).of(1000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "much", "-1G", "110%", "1.5G"})
    void other_marks_are_refused(String text) {
        assertThrows(IllegalArgumentException.class, () -> DiskMark.of(text));
    }
}
