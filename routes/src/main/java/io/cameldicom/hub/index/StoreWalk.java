package io.cameldicom.hub.index;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Compares the store with the index, study by study: files that are new or another are read, rows whose files are gone go.
 * Nothing is read of a file whose size and time are those in the index. For one thread.
 */
final class StoreWalk {

    private final Path root;
    private final IndexWriter writer;
    private final BooleanSupplier stopped;

    /** @param stopped ends the walk between two files */
    StoreWalk(Path root, IndexWriter writer, BooleanSupplier stopped) {
        this.root = root;
        this.writer = writer;
        this.stopped = stopped;
    }

    private record Version(long size, long modified) {}

    /** @return whether it came to its end */
    boolean run() throws IOException, SQLException {
        Set<String> studies = new HashSet<>();
        for (Path folder : children(root)) {
            String study = folder.getFileName().toString();
            if (!study.startsWith(".") && Files.isDirectory(folder)) {
                studies.add(study);
                if (!compare(study, folder)) {
                    return false;
                }
            }
        }
        for (String study : indexed()) {
            if (!studies.contains(study) && !compare(study, root.resolve(study))) {
                return false;
            }
        }
        return true;
    }

    private List<String> indexed() throws SQLException {
        List<String> studies = new ArrayList<>();
        try (PreparedStatement query = writer.connection().prepareStatement("SELECT study_uid FROM study");
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                studies.add(rows.getString(1));
            }
        }
        return studies;
    }

    private boolean compare(String study, Path folder) throws IOException, SQLException {
        Map<IndexedFile, Version> rows = rows(study);
        for (Path series : children(folder)) {
            for (Path path : children(series)) {
                IndexedFile file = IndexedFile.of(root, path);
                if (file == null) {
                    continue;
                }
                if (stopped.getAsBoolean()) {
                    writer.commit();
                    return false;
                }
                BasicFileAttributes about = Files.readAttributes(path, BasicFileAttributes.class);
                Version version =
                        new Version(about.size(), about.lastModifiedTime().toMillis());
                if (!version.equals(rows.remove(file))) {
                    writer.update(file);
                }
            }
        }
        for (IndexedFile gone : rows.keySet()) {
            writer.update(gone);
        }
        writer.commit();
        return true;
    }

    private Map<IndexedFile, Version> rows(String study) throws SQLException {
        Map<IndexedFile, Version> rows = new HashMap<>();
        try (PreparedStatement query = writer.connection()
                .prepareStatement("SELECT series_uid, sop_uid, size, modified FROM instance WHERE study_uid = ?")) {
            query.setString(1, study);
            try (ResultSet found = query.executeQuery()) {
                while (found.next()) {
                    rows.put(
                            new IndexedFile(study, found.getString(1), found.getString(2)),
                            new Version(found.getLong(3), found.getLong(4)));
                }
            }
        }
        return rows;
    }

    /** None of what is no folder, or not yet. */
    private static List<Path> children(Path folder) throws IOException {
        List<Path> children = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
                entries.forEach(children::add);
            }
        }
        return children;
    }
}
