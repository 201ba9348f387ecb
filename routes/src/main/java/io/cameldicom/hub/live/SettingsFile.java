package io.cameldicom.hub.live;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/** The file of the hub's settings, which are read at its start: tells which of them are others by now. */
final class SettingsFile {

    private final Path file;
    private final Properties atStart;

    SettingsFile(Path file) throws IOException {
        this.file = file;
        this.atStart = read(file);
    }

    Path path() {
        return file;
    }

    /** Names of the settings that differ from those at the start; never their values. */
    Set<String> changed() throws IOException {
        Properties now = read(file);
        Set<String> names = new TreeSet<>(now.stringPropertyNames());
        names.addAll(atStart.stringPropertyNames());
        names.removeIf(name -> Objects.equals(now.getProperty(name), atStart.getProperty(name)));
        return names;
    }

    private static Properties read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (NoSuchFileException e) {
            properties.clear(); // a hub may do without
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " cannot be read: " + e.getMessage(), e);
        }
        return properties;
    }
}
