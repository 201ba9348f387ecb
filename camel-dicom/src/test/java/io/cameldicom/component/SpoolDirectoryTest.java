package io.cameldicom.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
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
    @DisabledOnOs(OS.WINDOWS)
    void the_folder_is_closed_to_other_users() throws Exception {
        try (SpoolDirectory spool = SpoolDirectory.open(parent)) {
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(spool.folder())));
        }
    }

    @Test
    void a_folder_that_cannot_be_cleaned_up_keeps_nobody_from_starting() throws Exception {
        Path lock = Files.createDirectories(parent.resolve("camel-dicom-strange/lock")); // no file: cannot be opened

        SpoolDirectory.open(parent).close();

        assertTrue(Files.exists(lock));
    }

    /** Processes that come, go and are killed beside each other: none takes the folder of one that runs. */
    @Test
    @Timeout(60)
    void processes_that_start_and_end_at_once_leave_each_other_alone() throws Exception {
        List<Process> processes = new ArrayList<>();
        try (SpoolDirectory running = SpoolDirectory.open(parent)) {
            Path file = Files.writeString(running.newPath(), "in use");
            for (int i = 0; i < 3; i++) {
                processes.add(new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                                SpoolUser.class.getName(),
                                parent.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start());
            }
            for (Process process : processes) {
                assertEquals(SpoolUser.KILLED, process.waitFor());
            }
            SpoolDirectory.open(parent).close();

            assertTrue(Files.exists(file));
            try (Stream<Path> left = Files.list(parent)) {
                assertEquals(List.of(running.folder()), left.toList());
            }
        } finally {
            processes.forEach(Process::destroyForcibly);
        }
    }

    /** Opens, uses and closes spool folders, then dies with one open. */
    static final class SpoolUser {

        static final int KILLED = 9;

        public static void main(String... parent) throws Exception {
            for (int i = 0; i < 100; i++) {
                try (SpoolDirectory mine = SpoolDirectory.open(Path.of(parent[0]))) {
                    Path file = Files.writeString(mine.newPath(), "in use");
                    SpoolDirectory.open(Path.of(parent[0])).close();
                    Files.delete(file); // fails if another one was quicker
                }
            }
            SpoolDirectory last = SpoolDirectory.open(Path.of(parent[0]));
            Files.writeString(last.newPath(), "half");
            Runtime.getRuntime().halt(KILLED);
        }
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
