package io.cameldicom.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cameldicom.it.peer.Await;
import io.cameldicom.it.peer.Hub;
import io.cameldicom.it.peer.Ports;
import io.cameldicom.it.peer.Scu;
import io.cameldicom.it.wire.Part10File;
import io.cameldicom.it.wire.SyntheticImage;
import io.cameldicom.it.wire.WireAssociation;
import io.cameldicom.it.wire.WirePdu;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store on a small file system that fills up: the sender is told, nothing acknowledged is lost, and it goes on. */
@Tag("interop")
class DiskFullIT {
    private static final int MIB = 1 << 20;
    private static final int DISK_MIB = 24;
    private static final int IMAGE_BYTES = 2 * MIB;
    private static final int OUT_OF_RESOURCES = 0xA700;
    private static final long MARK = 5L * MIB;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final int httpPort = Ports.free();
    private Path disk;

    @BeforeEach
    void mount_a_small_file_system() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "Not tested: mounting a file system needs root");
        disk = Files.createDirectory(folder.resolve("disk"));
        boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=" + DISK_MIB + "m", "tmpfs", disk.toString());
        assumeTrue(mounted, "Not tested: this system does not let root mount a tmpfs");
        Files.write(disk.resolve("ballast"), new byte[10 * MIB]);
    }

    @AfterEach
    void unmount() throws Exception {
        if (disk != null) {
            run("umount", "-l", disk.toString());
        }
    }

    @Test
    void below_the_mark_objects_and_associations_are_refused_until_there_is_room() throws Exception {
        try (Hub hub = hub(MARK);
                WireAssociation open = WireAssociation.connect(hub.port())) {
            open.request(Hub.AE_TITLE, Scu.AE_TITLE, SyntheticImage.CT_IMAGE_STORAGE, syntax());
            List<Part10File> taken = new ArrayList<>();
            Part10File refused = fill(open, taken, MARK);

            assertEquals("2/3/1", request(hub));
            assertTrue(free() >= IMAGE_BYTES, "refused by the file system, not by the mark: " + free());
            Files.delete(disk.resolve("ballast"));
            Await.until(LIMIT, () -> request(hub).equals("accepted"), () -> "rejected though there is room");
            assertEquals(0, open.store(refused).status());
            open.release();

            taken.add(refused);
            assertFiled(taken);
        }
    }

    @Test
    void full_to_the_last_byte_is_out_of_resources_and_harms_nothing_that_was_acknowledged() throws Exception {
        try (Hub hub = hub(0);
                WireAssociation open = WireAssociation.connect(hub.port())) {
            open.request(Hub.AE_TITLE, Scu.AE_TITLE, SyntheticImage.CT_IMAGE_STORAGE, syntax());
            List<Part10File> taken = new ArrayList<>();
            Part10File refused = fill(open, taken, 0);

            Files.delete(disk.resolve("ballast"));
            assertEquals(0, open.store(refused).status());
            open.release();

            taken.add(refused);
            assertFiled(taken);
        }
    }

    private Hub hub(long mark) throws Exception {
        Hub hub = new Hub()
                .set("hub.store", disk.resolve("store"))
                .set("hub.http.port", httpPort)
                .set("hub.disk.soft", mark)
                .set("hub.disk.hard", mark);
        hub.start(folder);
        return hub;
    }

    /** Stores images until one is refused, which is returned; the others went to {@code taken}. */
    private Part10File fill(WireAssociation association, List<Part10File> taken, long mark) throws Exception {
        for (int number = 1; number <= DISK_MIB; number++) {
            Part10File image = SyntheticImage.write(folder.resolve(number + ".dcm"), number, IMAGE_BYTES);
            int status = association.store(image).status();
            if (status != 0) {
                assertEquals(OUT_OF_RESOURCES, status);
                assertTrue(taken.size() >= 2, "only " + taken.size() + " images fitted");
                return image;
            }
            taken.add(image);
            if (free() < mark) {
                Await.until(LIMIT, this::isGuardAwake, () -> "the guard does not notice that there is no room");
            }
        }
        throw new AssertionError("nothing was refused");
    }

    /** It looks once a second, and says what it saw on the health page. */
    private boolean isGuardAwake() throws Exception {
        HttpRequest health = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + httpPort + "/q/health"))
                .build();
        return HttpClient.newHttpClient().send(health, BodyHandlers.ofString()).statusCode() == 503;
    }

    private static String request(Hub hub) throws Exception {
        try (WireAssociation association = WireAssociation.connect(hub.port())) {
            WirePdu answer = association.request(Hub.AE_TITLE, Scu.AE_TITLE);
            if (answer.type() == WirePdu.ASSOCIATE_AC) {
                association.release();
            }
            return answer.toString();
        }
    }

    private void assertFiled(List<Part10File> images) throws Exception {
        for (Part10File image : images) {
            List<Path> found;
            try (var tree = Files.walk(disk)) {
                found = tree.filter(file -> file.endsWith(image.sopInstanceUid() + ".dcm"))
                        .toList();
            }
            assertEquals(1, found.size(), image.sopInstanceUid());
            assertEquals(image.dataSetSha256(), Part10File.read(found.get(0)).dataSetSha256());
        }
    }

    private long free() throws Exception {
        return Files.getFileStore(disk).getUsableSpace();
    }

    private static String syntax() {
        return SyntheticImage.EXPLICIT_VR_LITTLE_ENDIAN;
    }

    private static boolean run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).inheritIO().start();
        return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
    }
}
