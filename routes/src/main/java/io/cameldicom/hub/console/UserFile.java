package io.cameldicom.hub.console;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The users of the console: a properties file with lines {@code name=permissions;password hash}, without the hash for those
 * whom a reverse proxy signs in. Read again when it has changed; a change that cannot be read leaves the old users.
 * Thread-safe.
 */
final class UserFile {

    /** @param password null for a user whom a reverse proxy signs in */
    record User(Set<Permission> permissions, PasswordHash password) {}

    private static final Logger LOG = LoggerFactory.getLogger(UserFile.class);

    private final Path file;
    private FileTime readAt;
    private Map<String, User> users = Map.of();

    UserFile(Path file) {
        this.file = file;
    }

    boolean isEmpty() {
        return current().isEmpty();
    }

    /** Null if there is no such user. */
    User find(String name) {
        return current().get(name);
    }

    private synchronized Map<String, User> current() {
        try {
            FileTime changed = Files.getLastModifiedTime(file);
            if (!changed.equals(readAt)) {
                readAt = changed;
                users = read();
                LOG.info("{} users of the console in {}", users.size(), file);
            }
        } catch (NoSuchFileException e) {
            users = Map.of();
            readAt = null;
        } catch (IOException | IllegalArgumentException e) {
            LOG.error("The users of the console stay as they were: {}: {}", file, e.getMessage());
        }
        return users;
    }

    private Map<String, User> read() throws IOException {
        Properties lines = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            lines.load(reader);
        }
        Map<String, User> read = new HashMap<>();
        for (String name : lines.stringPropertyNames()) {
            try {
                read.put(name, user(lines.getProperty(name)));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("user " + name + ": " + e.getMessage(), e);
            }
        }
        return Map.copyOf(read);
    }

    private static User user(String line) {
        String[] parts = line.split(";", 2);
        return new User(Permission.parse(parts[0]), parts.length == 1 ? null : PasswordHash.parse(parts[1].strip()));
    }
}
