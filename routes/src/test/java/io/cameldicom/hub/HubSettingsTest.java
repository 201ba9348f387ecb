package io.cameldicom.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HubSettingsTest {

    @TempDir
    Path home;

    @Test
    void defaults_hold_without_a_file() throws Exception {
        HubSettings settings = load(Map.of(), Map.of());

        assertEquals("HUB", settings.aeTitle());
        assertEquals("0.0.0.0", settings.dicomHost());
        assertEquals(11112, settings.dicomPort());
        assertEquals(8080, settings.httpPort());
        assertEquals(home.resolve("data"), settings.data());
        assertEquals(home.resolve("data/store"), settings.store());
        assertEquals(home.resolve("routes"), settings.routes());
        assertEquals(Duration.ofSeconds(30), settings.shutdownTimeout());
        assertTrue(settings.fsync());
        assertFalse(settings.keepDuplicates());
    }

    @Test
    void shipped_file_holds_every_setting_with_its_default_and_no_other() throws Exception {
        Properties shipped = new Properties();
        try (Reader reader = Files.newBufferedReader(Project.root().resolve("routes/conf/application.properties"))) {
            shipped.load(reader);
        }
        assertEquals(SettingDefaults.ALL, shipped);
    }

    @Test
    void operators_page_explains_every_setting() throws Exception {
        String page = Files.readString(Project.root().resolve("src/site/markdown/guide/operations.md"));
        SettingDefaults.ALL
                .keySet()
                .forEach(key -> assertTrue(page.contains("`" + key + "`"), key + " is not in operations.md"));
    }

    @Test
    void system_property_beats_environment_beats_file_beats_default() throws Exception {
        write("conf/application.properties", "hub.dicom.port=1\nhub.aeTitle=FILE\nhub.data=fromfile");

        HubSettings settings = load(
                Map.of("hub.dicom.port", "3"),
                Map.of("HUB_DICOM_PORT", "2", "HUB_AETITLE", "ENV", "HUB_HTTP_PORT", "0"));

        assertEquals(3, settings.dicomPort());
        assertEquals("ENV", settings.aeTitle());
        assertEquals(home.resolve("fromfile"), settings.data());
        assertEquals(0, settings.httpPort());
    }

    @Test
    void own_settings_of_a_site_are_overridden_the_same_way() throws Exception {
        write("conf/application.properties", "pacs.to=PACS@a:104");

        assertEquals("PACS@a:104", load(Map.of(), Map.of()).placeholders().getProperty("pacs.to"));
        assertEquals(
                "PACS@b:104",
                load(Map.of(), Map.of("PACS_TO", "PACS@b:104")).placeholders().getProperty("pacs.to"));
    }

    @Test
    void distribution_reads_its_conf_folder_and_the_source_tree_the_one_beside_the_routes() throws Exception {
        write("routes/conf/application.properties", "hub.aeTitle=TREE");
        assertEquals("TREE", load(Map.of(), Map.of()).aeTitle());

        write("conf/application.properties", "hub.aeTitle=DIST");
        assertEquals("DIST", load(Map.of(), Map.of()).aeTitle());
    }

    @Test
    void named_file_must_be_there() throws Exception {
        HubException e = assertThrows(HubException.class, () -> load(Map.of("hub.conf", "other.properties"), Map.of()));
        assertTrue(e.getMessage().contains(home.resolve("other.properties").toString()), e.getMessage());

        write("other.properties", "hub.aeTitle=OTHER");
        assertEquals(
                "OTHER", load(Map.of("hub.conf", "other.properties"), Map.of()).aeTitle());
    }

    @Test
    void folders_are_absolute_in_the_routes_placeholders() throws Exception {
        Properties placeholders = load(Map.of("hub.data", "d", "hub.store", "/elsewhere"), Map.of())
                .placeholders();

        assertEquals(home.resolve("d").toString(), placeholders.getProperty("hub.data"));
        assertEquals(Path.of("/elsewhere").toAbsolutePath().toString(), placeholders.getProperty("hub.store"));
    }

    @ParameterizedTest
    @CsvSource({
        "hub.dicom.port, eleven",
        "hub.dicom.port, 0",
        "hub.dicom.port, 65536",
        "hub.http.port, -1",
        "hub.aeTitle, ABCDEFGHIJKLMNOPQ",
        "hub.aeTitle, A\\B",
        "hub.fsync, perhaps",
        "hub.store.duplicates, rename",
        "hub.shutdownTimeout, soon",
        "hub.shutdownTimeout, 10ms",
        "hub.shutdownTimeout, 0s",
        "hub.dicom.maxAssociations, 0"
    })
    void unusable_value_is_refused_with_its_key_and_origin(String key, String value) {
        HubException e = assertThrows(HubException.class, () -> load(Map.of(key, value), Map.of()));

        assertTrue(e.getMessage().startsWith(key + "=" + value + " (system property): "), e.getMessage());
    }

    @Test
    void unusable_value_of_the_environment_names_the_variable() {
        HubException e = assertThrows(HubException.class, () -> load(Map.of(), Map.of("HUB_DICOM_PORT", "x")));

        assertTrue(e.getMessage().contains("environment variable HUB_DICOM_PORT"), e.getMessage());
    }

    private HubSettings load(Map<String, String> system, Map<String, String> environment) throws HubException {
        return HubSettings.load(home, system, environment);
    }

    private void write(String file, String content) throws Exception {
        Path path = home.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
    }
}
