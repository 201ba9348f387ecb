package io.cameldicom.hub.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cameldicom.component.DicomObject;
import io.cameldicom.hub.Waiting;
import jakarta.jms.JMSException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The journal of the broker within the hub, on a small file system that fills up under it. */
@Timeout(180)
class BrokerDiskFullTest {

    /** The broker begins with two journal files of 10 MiB. */
    private static final int DISK_MIB = 48;

    private static final int BATCH = 500;

    @TempDir
    Path data;

    private Path disk;

    @BeforeEach
    void mount_a_small_file_system_below_the_journal() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "Not tested: mounting a file system needs root");
        disk = Files.createDirectory(data.resolve("broker"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=" + DISK_MIB + "m", "tmpfs", disk.toString()),
                "Not tested: this system does not let root mount a tmpfs");
    }

    @AfterEach
    void unmount() throws Exception {
        if (disk != null) {
            run("umount", "-l", disk.toString());
        }
    }

    @Test
    void full_disk_refuses_objects_and_with_space_again_all_that_was_acknowledged_is_delivered() throws Exception {
        Set<String> acknowledged = new TreeSet<>();
        Set<String> delivered = new ConcurrentSkipListSet<>();
        try (QueueLab lab = new QueueLab(data)) {
            lab.route(
                    "destination:PACS",
                    exchange -> delivered.add(
                            exchange.getMessage().getBody(DicomObject.class).sopInstanceUid()));
            lab.destinations.pause("PACS");
            acknowledged.add(lab.send("destination:PACS").sopInstanceUid());
            Path ballast = disk.resolve("ballast");
            Files.write(ballast, new byte[(int) Files.getFileStore(disk).getUsableSpace() - 4096]);

            int queues = 0;
            try {
                for (; queues < DISK_MIB; queues++) {
                    lab.destinations.queues().line("D" + queues);
                    lab.buryNames("D" + queues, BATCH, "x".repeat(2_000));
                }
                throw new AssertionError("the disk was never full");
            } catch (JMSException e) {
                assertThrows(IllegalStateException.class, () -> lab.send("destination:PACS"));
            }

            Files.delete(ballast);
            Waiting.until("objects are taken again", () -> {
                try {
                    return acknowledged.add(lab.send("destination:PACS").sopInstanceUid());
                } catch (IllegalStateException e) {
                    return false;
                }
            });
            Map<String, Long> letters = lab.destinations.countDeadLetters();
            for (int i = 0; i < queues; i++) {
                assertEquals(BATCH, letters.get("D" + i), "D" + i);
            }
            lab.destinations.resume("PACS");
            Waiting.until("all are delivered", () -> delivered.containsAll(acknowledged));
        }
    }

    private static boolean run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).inheritIO().start();
        return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
    }
}
