package io.cameldicom.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.dimse.Status;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The hub as a process: exit codes and signals. {@code src/it} does the same with the packaged script. */
@Timeout(60)
class HubProcessTest {

    @TempDir
    Path home;

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void exits_with_0_on_sigterm_after_the_routes_have_stopped() throws Exception {
        Files.createDirectories(home.resolve("routes"));
        Files.writeString(
                home.resolve("routes/t.camel.yaml"),
                """
                - route:
                    from:
                      uri: timer:t
                      steps:
                        - log: tick
                """);
        Process hub = start();
        try {
            String screen = readUntil(hub.inputReader(), "Ctrl-C stops the hub.");
            assertTrue(screen.contains("camel-dicom hub"), screen);

            hub.destroy();

            assertTrue(hub.waitFor(30, TimeUnit.SECONDS), "the hub goes on after SIGTERM");
            assertEquals(0, hub.exitValue());
            assertTrue(Files.readString(home.resolve("err")).contains("Stopped"));
        } finally {
            hub.destroyForcibly();
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void finishes_what_it_is_at_after_sigterm_and_takes_nothing_new() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        Peer self = new Peer("HUB", "127.0.0.1", HubTest.freePort());
        ExecutorService sender = Executors.newSingleThreadExecutor();
        try (TestArchive archive = new TestArchive(exchange -> goOn.await());
                PeerClient client = new PeerClient(self, "CT1")) {
            Process hub = start(
                    "-Dhub.dicom.host=127.0.0.1",
                    "-Dhub.dicom.port=" + self.port(),
                    "-Dhub.routes=" + Project.root().resolve("routes"),
                    "-Dhub.forward.ct.to=" + archive.address());
            try {
                readUntil(hub.inputReader(), "Ctrl-C stops the hub.");
                Future<Integer> answer = sender.submit(() -> client.store(TestObjects.object("CT")));
                await(() -> !archive.dataSets().isEmpty());

                hub.destroy();
                await(() -> !answers(self));
                assertTrue(hub.isAlive());
                goOn.countDown();

                assertEquals(Status.Success, answer.get(30, TimeUnit.SECONDS));
                assertTrue(hub.waitFor(30, TimeUnit.SECONDS), "the hub goes on after SIGTERM");
                assertEquals(0, hub.exitValue());
            } finally {
                goOn.countDown();
                sender.shutdownNow();
                hub.destroyForcibly();
            }
        }
    }

    private static boolean answers(Peer peer) {
        try (PeerClient client = new PeerClient(peer, "CT2")) {
            client.echo();
            return true;
        } catch (HubException e) {
            return false;
        }
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.call()) {
            assertTrue(System.nanoTime() < deadline, "waited 30 s in vain");
            Thread.onSpinWait();
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void log_is_one_json_object_a_line_where_the_settings_file_says_so() throws Exception {
        Files.createDirectories(home.resolve("routes"));
        Files.createDirectories(home.resolve("conf"));
        Files.writeString(home.resolve("conf/application.properties"), "hub.log.format=json");
        Files.writeString(
                home.resolve("routes/t.camel.yaml"),
                """
                - route:
                    from:
                      uri: timer:t
                      steps:
                        - log: "two \\n lines"
                """);
        Process hub = start();
        try {
            readUntil(hub.inputReader(), "Ctrl-C stops the hub.");
            await(() -> Files.readString(home.resolve("err")).contains("lines"));
            hub.destroy();
            assertTrue(hub.waitFor(30, TimeUnit.SECONDS), "the hub goes on after SIGTERM");
        } finally {
            hub.destroyForcibly();
        }

        for (String line : Files.readAllLines(home.resolve("err"))) {
            JsonObject event = (JsonObject) Jsoner.deserialize(line);
            assertTrue(event.containsKey("timestamp"), line);
            assertTrue(event.containsKey("level"), line);
            assertTrue(event.containsKey("loggerName"), line);
            assertTrue(event.containsKey("formattedMessage"), line);
        }
    }

    @Test
    void exits_with_1_and_one_line_when_it_cannot_start() throws Exception {
        Process hub = start();

        assertTrue(hub.waitFor(30, TimeUnit.SECONDS));
        assertEquals(1, hub.exitValue());
        List<String> lines = Files.readAllLines(home.resolve("err"));
        assertEquals(1, lines.size(), lines.toString());
        assertTrue(lines.get(0).startsWith("hub: Cannot read the routes' folder"), lines.toString());
    }

    @Test
    void says_in_one_line_which_port_is_taken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Process hub = start(
                    "-Dhub.dicom.host=127.0.0.1",
                    "-Dhub.dicom.port=" + taken.getLocalPort(),
                    "-Dhub.routes=" + Project.root().resolve("routes"));

            assertTrue(hub.waitFor(30, TimeUnit.SECONDS));
            assertEquals(1, hub.exitValue());
            List<String> lines = Files.readAllLines(home.resolve("err"));
            assertEquals(1, lines.size(), lines.toString());
            assertTrue(lines.get(0).contains("127.0.0.1:" + taken.getLocalPort()), lines.toString());
            assertTrue(lines.get(0).contains("hub.dicom.port"), lines.toString());
        }
    }

    private Process start(String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "-Dhub.home=" + home,
                "-Dhub.http.port=0"));
        command.addAll(List.of(options));
        command.add(HubMain.class.getName());
        return new ProcessBuilder(command)
                .redirectError(home.resolve("err").toFile())
                .start();
    }

    private static String readUntil(BufferedReader reader, String last) throws IOException {
        StringBuilder read = new StringBuilder();
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            read.append(line).append('\n');
            if (line.equals(last)) {
                break;
            }
        }
        return read.toString();
    }
}
