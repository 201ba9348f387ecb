package io.cameldicom.hub;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.util.TimeUtils;

/** The texts of the settings, where each came from, and how texts become values. Immutable. */
final class SettingValues {

    private final Path home;
    private final Path file;
    private final Map<String, Setting> settings;

    private SettingValues(Path home, Path file, Map<String, Setting> settings) {
        this.home = home;
        this.file = file;
        this.settings = settings;
    }

    private record Setting(String value, String origin) {}

    /** As {@link HubSettings#load(Path, Map, Map)}, which also looks at the values. */
    static SettingValues load(Path home, Map<?, ?> system, Map<String, String> environment) throws HubException {
        Path absoluteHome = home.toAbsolutePath().normalize();
        Path file = configurationFile(absoluteHome, system, environment);
        Map<String, Setting> settings = new LinkedHashMap<>();
        SettingDefaults.ALL.forEach((key, value) -> settings.put(key, new Setting(value, "default")));
        Properties inFile = read(file);
        SettingNames.check(inFile.keySet(), file, system, environment);
        inFile.forEach(
                (key, value) -> settings.put((String) key, new Setting(((String) value).trim(), file.toString())));
        settings.replaceAll((key, setting) -> override(key, setting, system, environment));
        return new SettingValues(absoluteHome, file, settings);
    }

    /** In the source tree the file lies with the routes, in the distribution in its own folder. */
    private static Path configurationFile(Path home, Map<?, ?> system, Map<String, String> environment)
            throws HubException {
        Object named = system.get("hub.conf");
        if (named == null) {
            named = environment.get("HUB_CONF");
        }
        if (named != null) {
            Path file = home.resolve(named.toString());
            if (!Files.isRegularFile(file)) {
                throw new HubException("hub.conf=" + named + ": there is no file " + file);
            }
            return file;
        }
        Path own = home.resolve("conf/application.properties");
        return Files.isRegularFile(own) ? own : home.resolve("routes/conf/application.properties");
    }

    private static Properties read(Path file) throws HubException {
        Properties properties = new Properties();
        if (Files.isRegularFile(file)) {
            try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                properties.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                throw new HubException("Cannot read the settings from " + file + ": " + e.getMessage(), e);
            }
        }
        return properties;
    }

    private static Setting override(String key, Setting setting, Map<?, ?> system, Map<String, String> environment) {
        Object property = system.get(key);
        if (property != null) {
            return new Setting(property.toString().trim(), "system property");
        }
        String variable = environmentVariable(key);
        String value = environment.get(variable);
        return value == null ? setting : new Setting(value.trim(), "environment variable " + variable);
    }

    /** {@code hub.dicom.port} is {@code HUB_DICOM_PORT}: the rule of Camel's properties component. */
    static String environmentVariable(String key) {
        return key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /** The folder that relative paths start from, absolute. */
    Path home() {
        return home;
    }

    /** The file the settings were read from, whether it is there or not. */
    Path file() {
        return file;
    }

    /** Every setting as text. */
    Properties all() {
        Properties properties = new Properties();
        settings.forEach((key, setting) -> properties.setProperty(key, setting.value()));
        return properties;
    }

    /** A setting as text, or null when nobody gave it. */
    String text(String key) {
        Setting setting = settings.get(key);
        return setting == null ? null : setting.value();
    }

    /** A file or folder; null if the setting is empty. */
    Path path(String key) {
        String text = text(key);
        return text.isEmpty() ? null : home.resolve(text).normalize();
    }

    /** A time of at least a second. */
    Duration atLeastASecond(String key) throws HubException {
        Duration duration = duration(key, "[smh]", "30s, 2m or 1m30s");
        if (duration.isZero()) {
            throw unusable(key, "it must be at least 1s");
        }
        return duration;
    }

    /** @param units letters that may follow a number, as a pattern */
    Duration duration(String key, String units, String examples) throws HubException {
        String text = text(key);
        if (!text.matches("(\\d{1,6}" + units + ")+")) {
            throw unusable(key, "expected a time such as " + examples);
        }
        return Duration.ofMillis(TimeUtils.toMilliSeconds(text));
    }

    int integer(String key, int min, int max) throws HubException {
        try {
            int value = Integer.parseInt(text(key));
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw unusable(key, "expected a number from " + min + " to " + max);
        }
        throw unusable(key, "it must be from " + min + " to " + max);
    }

    /** True for the first word, false for the second. */
    boolean choice(String key, String yes, String no) throws HubException {
        String value = text(key);
        if (value.equalsIgnoreCase(yes)) {
            return true;
        }
        if (value.equalsIgnoreCase(no)) {
            return false;
        }
        throw unusable(key, "expected " + yes + " or " + no);
    }

    /** What is wrong with a setting, and where it came from. */
    HubException unusable(String key, String rule) {
        Setting setting = settings.get(key);
        return new HubException(key + "=" + setting.value() + " (" + setting.origin() + "): " + rule);
    }
}
