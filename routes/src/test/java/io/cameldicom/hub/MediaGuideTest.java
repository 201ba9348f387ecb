package io.cameldicom.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.media.DicomDir;
import io.cameldicom.dicom.media.MediaFolder;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The routes of the page about media, run. */
class MediaGuideTest {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```yaml\\n(.*?)^```$");

    @TempDir
    Path home;

    @Test
    void a_medium_in_the_import_folder_is_sent_to_the_archive() throws Exception {
        Path source = Files.createDirectories(home.resolve("source"));
        for (int i = 0; i < 3; i++) {
            TestObjects.object(TestObjects.attributes("CT")).saveTo(source.resolve("file" + i));
        }
        try (TestArchive archive = new TestArchive()) {
            try (Hub hub = hub(
                    "import-media", Map.of("archive.address", archive.address().replace("ARCHIVE@", "")))) {
                MediaFolder.copy(source, home.resolve("data/import/disc"), "");
                hub.start();
                await(() -> archive.dataSets().size() == 3);
            }
        }
    }

    @Test
    void a_study_that_was_sent_becomes_a_medium() throws Exception {
        String port = Integer.toString(HubTest.freePort());
        Path media = home.resolve("data/media");
        try (Hub hub = hub("collect-for-media", Map.of("hub.dicom.port", port, "media.quiet", "500"))) {
            hub.start();
            Path file = home.resolve("one");
            TestObjects.object(TestObjects.attributes("CT")).saveTo(file);
            assertEquals(0, HubMain.execute("send", file.toString(), "--to", "MEDIA@127.0.0.1:" + port));
            Path directory = media.resolve(TestObjects.STUDY).resolve("DICOMDIR");
            await(() -> Files.exists(directory));
            assertEquals(1, DicomDir.read(directory).files().size());
        }
    }

    private Hub hub(String routeId, Map<String, String> settings) throws Exception {
        String yaml = snippets().stream()
                .filter(snippet -> snippet.contains("id: " + routeId))
                .findFirst()
                .orElseThrow();
        Files.createDirectories(home.resolve("routes"));
        Files.writeString(home.resolve("routes/media.camel.yaml"), yaml);
        Properties properties = new Properties();
        properties.setProperty("hub.dicom.host", "127.0.0.1");
        properties.setProperty("hub.http.port", "0");
        properties.putAll(settings);
        Path conf = Files.createDirectories(home.resolve("conf"));
        try (Writer writer = Files.newBufferedWriter(conf.resolve("application.properties"))) {
            properties.store(writer, null);
        }
        return new Hub(HubSettings.load(home, Map.of(), Map.of()));
    }

    private static List<String> snippets() throws IOException {
        List<String> snippets = BLOCK.matcher(
                        Files.readString(Project.root().resolve("src/site/markdown/guide/media.md")))
                .results()
                .map(block -> block.group(1))
                .toList();
        assertEquals(2, snippets.size(), "each snippet of the page is to be run here");
        return snippets;
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "not within 20 seconds");
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }
}
