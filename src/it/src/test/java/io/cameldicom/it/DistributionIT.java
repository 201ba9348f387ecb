package io.cameldicom.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.it.peer.Await;
import io.cameldicom.it.peer.Hub;
import io.cameldicom.it.peer.Ports;
import io.cameldicom.it.wire.SyntheticImage;
import io.cameldicom.it.wire.WireAssociation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code mvn package} makes, unpacked somewhere else and used with nothing but Java. */
@Tag("interop")
class DistributionIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Pattern COPIED = Pattern.compile("(?m)^COPY (\\S+) ");

    @TempDir
    Path folder;

    private Path archive;
    private Path hub;

    @BeforeEach
    void unpack() throws Exception {
        Path built = Path.of(Hub.program()).getParent().getParent();
        archive = built.resolveSibling(built.getFileName() + ".tar.gz");
        assertEquals(0, run(folder, List.of("tar", "xzf", archive.toString())).exitCode);
        hub = folder.resolve(built.getFileName());
    }

    @Test
    void holds_all_it_needs() throws Exception {
        assertTrue(Files.isExecutable(hub.resolve("bin/hub")));
        assertTrue(Files.isRegularFile(hub.resolve("conf/application.properties")));
        assertTrue(Files.isRegularFile(hub.resolve("routes/receive.camel.yaml")));
        assertTrue(Files.isRegularFile(hub.resolve("routes/templates/destination.camel.yaml")));
        assertTrue(Files.isRegularFile(hub.resolve("systemd/camel-dicom-hub.service")));
        String batch = Files.readString(hub.resolve("bin/hub.bat"));
        assertEquals(batch.lines().count(), batch.split("\r\n", -1).length - 1, "lines of hub.bat end with CR LF");
    }

    @Test
    void container_file_copies_what_is_there_and_runs_what_is_there() throws Exception {
        String text = Files.readString(hub.resolve("container/Containerfile"));
        List<String> copied =
                COPIED.matcher(text).results().map(copy -> copy.group(1)).toList();

        assertEquals(List.of("LICENSE", "lib", "bin", "conf", "routes"), copied);
        copied.forEach(name -> assertTrue(Files.exists(hub.resolve(name)), name));
        assertTrue(text.contains("ENTRYPOINT [\"/opt/camel-dicom-hub/bin/hub\"]"));
    }

    @Test
    void zip_holds_the_same_files() throws Exception {
        Path zip = archive.resolveSibling(hub.getFileName() + ".zip");
        Set<String> packed = new TreeSet<>();
        try (ZipFile file = new ZipFile(zip.toFile())) {
            file.stream().filter(entry -> !entry.isDirectory()).forEach(entry -> packed.add(entry.getName()));
        }
        Set<String> unpacked;
        try (Stream<Path> files = Files.walk(hub)) {
            unpacked = files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
        assertEquals(unpacked, packed);
    }

    @Test
    void runs_tells_that_it_is_well_and_ends_on_sigterm_with_0() throws Exception {
        int port = Ports.free();
        String options = "-Dhub.dicom.host=127.0.0.1 -Dhub.dicom.port=" + port + " -Dhub.http.port=" + Ports.free();
        assertEquals(1, hub(options, "health").exitCode, "nobody is there yet");

        Process running = start(options, List.of());
        try {
            Await.until(LIMIT, () -> WireAssociation.echoes(port, "HUB"), () -> "the hub does not listen");
            Result health = hub(options, "health");
            assertEquals(0, health.exitCode, health.output);
            assertTrue(health.output.contains("\"UP\""), health.output);

            running.destroy();
            assertTrue(running.waitFor(60, TimeUnit.SECONDS), "the hub goes on after SIGTERM");
            assertEquals(0, running.exitValue());
        } finally {
            running.destroyForcibly();
        }
        assertTrue(Files.isDirectory(hub.resolve("data")), "data lies in the distribution's folder by default");
    }

    @Test
    void checks_its_routes_and_explains_what_it_would_do() throws Exception {
        Result check = hub("", "check");
        assertEquals(0, check.exitCode, check.output);

        Path image = folder.resolve("image.dcm");
        SyntheticImage.write(image, 1, 1_000);
        Result explained = hub("-Dhub.forward.ct.to=PACS@192.0.2.1:104", "explain", image.toString());
        assertEquals(0, explained.exitCode, explained.output);
        assertTrue(explained.output.contains("route receive takes it as HUB on port 11112"), explained.output);
    }

    @Test
    void misspelt_setting_stops_the_start_with_the_nearest_name() throws Exception {
        Path settings = hub.resolve("conf/application.properties");
        Files.writeString(settings, Files.readString(settings).replace("hub.aeTitle=", "hub.aeTitel="));

        Result refused = hub("");
        assertEquals(1, refused.exitCode, refused.output);
        assertTrue(refused.output.contains("did you mean hub.aeTitle?"), refused.output);
    }

    private record Result(int exitCode, String output) {}

    private Result hub(String options, String... arguments) throws Exception {
        Process process = start(options, Arrays.asList(arguments));
        return result(process);
    }

    private Process start(String options, List<String> arguments) throws IOException {
        List<String> command =
                new java.util.ArrayList<>(List.of(hub.resolve("bin/hub").toString()));
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("JAVA_OPTS", options);
        if (arguments.isEmpty() && !options.isEmpty()) {
            builder.redirectOutput(folder.resolve("log").toFile());
        }
        return builder.start();
    }

    private static Result run(Path folder, List<String> command) throws Exception {
        return result(new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start());
    }

    private static Result result(Process process) throws Exception {
        try (InputStream out = process.getInputStream()) {
            String output = new String(out.readAllBytes());
            assertTrue(process.waitFor(60, TimeUnit.SECONDS));
            return new Result(process.exitValue(), output);
        } finally {
            process.destroyForcibly();
        }
    }
}
