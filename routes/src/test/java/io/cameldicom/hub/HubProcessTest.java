package io.cameldicom.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
        route("timer:t");
        Process hub = start("run");
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
    void exits_with_1_and_one_line_when_it_cannot_start() throws Exception {
        Process hub = start();

        assertTrue(hub.waitFor(30, TimeUnit.SECONDS));
        assertEquals(1, hub.exitValue());
        List<String> lines = Files.readAllLines(home.resolve("err"));
        assertEquals(1, lines.size(), lines.toString());
        assertTrue(lines.get(0).startsWith("hub: Cannot read the routes' folder"), lines.toString());
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "-Dhub.home=" + home,
                "-Dhub.http.port=0",
                HubMain.class.getName()));
        command.addAll(List.of(arguments));
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

    private void route(String uri) throws IOException {
        Files.createDirectories(home.resolve("routes"));
        Files.writeString(
                home.resolve("routes/t.camel.yaml"),
                """
                - route:
                    id: t
                    from:
                      uri: %s
                      steps:
                        - log: tick
                """
                        .formatted(uri));
    }
}
