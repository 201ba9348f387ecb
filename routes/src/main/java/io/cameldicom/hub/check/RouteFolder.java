package io.cameldicom.hub.check;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The folder of the route files, and the folder {@code templates} in it, which is read first. */
public record RouteFolder(Path folder) {

    /**
     * Reads all files.
     *
     * @return by path, in the order they are loaded: templates first, otherwise by name
     * @throws IOException if the folder or a file cannot be read
     */
    public Map<Path, RouteFile> read() throws IOException {
        Map<Path, RouteFile> files = new LinkedHashMap<>();
        for (Path file : list()) {
            try {
                files.put(file, RouteFile.of(file, Files.readString(file)));
            } catch (CharacterCodingException e) {
                RouteProblem problem = RouteProblem.error(file, 0, "its characters are not UTF-8");
                files.put(file, new RouteFile(file, "", List.of(), problem));
            } catch (NoSuchFileException e) {
                continue; // went while the folder was read
            }
        }
        return files;
    }

    /** By which a change of a file is noticed without reading it. */
    public record Stamp(FileTime modified, long size, Object key) {}

    /** The stamps of all files. */
    public Map<Path, Stamp> stamps() throws IOException {
        Map<Path, Stamp> stamps = new HashMap<>();
        for (Path file : list()) {
            try {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                stamps.put(file, new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey()));
            } catch (NoSuchFileException e) {
                continue; // went while the folder was read
            }
        }
        return stamps;
    }

    private List<Path> list() throws IOException {
        Path templates = folder.resolve("templates");
        Stream<Path> first = Files.isDirectory(templates) ? list(templates).stream() : Stream.empty();
        return Stream.concat(first, list(folder).stream()).toList();
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> isRouteFile(file.getFileName().toString()))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
    }

    /** Editors keep copies and half-written files under names that begin with a dot. */
    private static boolean isRouteFile(String name) {
        return name.endsWith(RouteFile.SUFFIX) && !name.startsWith(".");
    }
}
