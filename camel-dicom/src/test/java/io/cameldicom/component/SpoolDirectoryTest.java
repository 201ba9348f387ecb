package io.cameldicom.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process leaves in a spool directory, and what the next one makes of it. */
class SpoolDirectoryTest {

    @TempDir
    Path parent;

    /** The folder of a process that was killed: files, and a lock nobody holds. */
    private Path crashed(String name) throws IOException {
        Path folder = Files.createDirectory(parent.resolve("camel-dicom-" + name));
        Files.createFile(folder.resolve("lock"));
        Files.writeString(folder.resolve(name + "-1.dcm"), "half");
        return folder;
    }

    @Test
    void what_a_crash_left_is_deleted_at_the_next_start() throws Exception {
        Path left = crashed("dead");

        try (SpoolDirectory spool = SpoolDirectory.open(parent)) {
            assertTrue(Files.notExists(left));
            assertTrue(Files.exists(spool.folder()));
        }
    }

    @Test
    void the_folder_of_a_running_process_is_left_alone() throws Exception {
        try (SpoolDirectory running = SpoolDirectory.open(parent)) {
            Path file = Files.writeString(running.newPath(), "in use");

            SpoolDirectory.open(parent).close();

            assertTrue(Files.exists(file));
        }
    }

    @Test
    void files_and_folders_of_others_are_left_alone() throws Exception {
        Path file = Files.writeString(parent.resolve("notes.dcm"), "mine");
        Path folder = Files.createDirectory(parent.resolve("camel-dicom-without-lock"));

        SpoolDirectory.open(parent).close();

        assertTrue(Files.exists(file));
        assertTrue(Files.exists(folder));
    }

    @Test
    void acknowledged_objects_of_a_crash_are_taken_over() throws Exception {
        Path left = crashed("dead");
        Path acknowledged = Files.createDirectories(left.resolve("acknowledged/HUB-11112"));
        Files.writeString(acknowledged.resolve("dead-2.dcm"), "whole");

        try (SpoolDirectory spool = SpoolDirectory.open(parent)) {
            List<Path> found = spool.acknowledged("HUB-11112");

            assertEquals(1, found.size());
            assertEquals("whole", Files.readString(found.get(0)));
            assertTrue(Files.notExists(left));
            assertEquals(List.of(), spool.acknowledged("OTHER-104"));
        }
    }

    @Test
    void acknowledged_objects_outlive_an_orderly_end() throws Exception {
        try (SpoolDirectory spool = SpoolDirectory.open(parent)) {
            Path file = Files.writeString(spool.newPath(), "whole");
            spool.acknowledge(file, "HUB-104", true);
            assertTrue(Files.notExists(file));
        }
        try (SpoolDirectory next = SpoolDirectory.open(parent)) {
            assertEquals(1, next.acknowledged("HUB-104").size());
        }
    }

    @Test
    void an_orderly_end_leaves_nothing() throws Exception {
        try (SpoolDirectory spool = SpoolDirectory.open(parent)) {
            Files.writeString(spool.newPath(), "left");
        }

        try (Stream<Path> left = Files.list(parent)) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void names_are_never_used_twice() throws Exception {
        try (SpoolDirectory one = SpoolDirectory.open(parent);
                SpoolDirectory two = SpoolDirectory.open(parent)) {
            assertFalse(one.newPath().equals(one.newPath()));
            assertFalse(one.newPath().getFileName().equals(two.newPath().getFileName()));
        }
    }

    @Test
    void a_released_file_cannot_be_held_again() throws Exception {
        Path path = Files.writeString(parent.resolve("a.dcm"), "x");
        SpoolFile file = SpoolFile.owned(path);
        file.retain();
        file.release();
        assertTrue(Files.exists(path));
        file.release();

        assertTrue(Files.notExists(path));
        assertThrows(IllegalStateException.class, file::retain);
    }
}
