package io.cameldicom.dicom.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The name of a file within a File-set (PS3.10 8.2): one to eight components, each of one to eight of the characters
 * A to Z, 0 to 9 and underscore. Immutable.
 *
 * @param components from the folder of the DICOMDIR on; the last is the file
 */
public record FileId(List<String> components) {

    private static final int MOST_COMPONENTS = 8;
    private static final Pattern COMPONENT = Pattern.compile("[A-Z0-9_]{1,8}");
    /** A name that some operating system gives to something else than a file below the folder. */
    private static final Pattern NO_FILE = Pattern.compile("\\.{1,2}|.*[/\\\\:\\x00-\\x1F].*|");

    public FileId {
        components = List.copyOf(components);
    }

    /** The file id of a file at this place below the folder of the DICOMDIR. */
    public static FileId of(Path relative) {
        return new FileId(Stream.iterate(0, i -> i < relative.getNameCount(), i -> i + 1)
                .map(i -> relative.getName(i).toString())
                .toList());
    }

    /** Whether a conforming File-set may have it. */
    public boolean isValid() {
        return !components.isEmpty()
                && components.size() <= MOST_COMPONENTS
                && components.stream()
                        .allMatch(component -> COMPONENT.matcher(component).matches());
    }

    /**
     * The file below this folder, whatever case the operating system shows the names in and with the version number that
     * ISO 9660 may leave at the end; empty when there is none. A file id that leads out of the folder, by its words or by
     * symbolic links, names no file.
     *
     * @throws IOException when the folder cannot be read
     */
    public Optional<Path> in(Path folder) throws IOException {
        if (components.isEmpty()
                || components.stream()
                        .anyMatch(component -> NO_FILE.matcher(component).matches())) {
            return Optional.empty();
        }
        Path place = folder;
        for (String component : components) {
            Optional<Path> next = child(place, component);
            if (next.isEmpty()) {
                return next;
            }
            place = next.get();
        }
        boolean inside = Files.isRegularFile(place) && place.toRealPath().startsWith(folder.toRealPath());
        return inside ? Optional.of(place) : Optional.empty();
    }

    private static Optional<Path> child(Path folder, String name) throws IOException {
        Path exact = folder.resolve(name);
        if (Files.exists(exact, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of(exact);
        }
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> isNamed(file.getFileName().toString(), name))
                    .findFirst();
        }
    }

    private static boolean isNamed(String file, String name) {
        String shown = file.toUpperCase(Locale.ROOT);
        String wanted = name.toUpperCase(Locale.ROOT);
        return shown.equals(wanted) || shown.equals(wanted + ";1") || shown.equals(wanted + ".;1");
    }

    /** The components as in a message, with slashes between them. */
    @Override
    public String toString() {
        return String.join("/", components);
    }
}
