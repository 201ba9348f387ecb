package io.cameldicom.hub.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsFileTest {

    @TempDir
    Path folder;

    @Test
    void settings_that_differ_from_those_at_the_start_are_named() throws Exception {
        Path path = folder.resolve("application.properties");
        Files.writeString(path, "hub.aeTitle=HUB\nhub.data=data\narchive=A@a:104\n");
        SettingsFile file = new SettingsFile(path);
        assertEquals(Set.of(), file.changed());

        Files.writeString(path, "# a remark\nhub.aeTitle=OTHER\narchive=A@a:104\nhub.store=store\n");
        assertEquals(Set.of("hub.aeTitle", "hub.data", "hub.store"), file.changed());

        Files.writeString(path, "hub.aeTitle=HUB\nhub.data = data\narchive=A@a:104\n");
        assertEquals(Set.of(), file.changed());
    }

    @Test
    void hub_may_do_without_a_file() throws Exception {
        Path path = folder.resolve("none.properties");
        SettingsFile file = new SettingsFile(path);
        assertEquals(Set.of(), file.changed());

        Files.writeString(path, "hub.aeTitle=X\n");
        assertEquals(Set.of("hub.aeTitle"), file.changed());
    }
}
