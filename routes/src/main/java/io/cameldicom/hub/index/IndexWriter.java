package io.cameldicom.hub.index;

import io.cameldicom.component.DicomObject;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.query.QueryLevel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import org.apache.camel.RuntimeCamelException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings rows of the index in line with files; many of them in one transaction. For one thread. */
final class IndexWriter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(IndexWriter.class);
    private static final int LONGEST_VALUE = 256;

    private final Path root;
    private final Connection connection;
    private final PreparedStatement study;
    private final PreparedStatement series;
    private final PreparedStatement instance;
    private final PreparedStatement remove;
    /** Texts written in this transaction: the instances of a series mostly have the same above them. */
    private final Set<String> written = new HashSet<>();

    IndexWriter(Path root, IndexDatabase database) throws SQLException {
        this.root = root;
        connection = database.connect();
        connection.setAutoCommit(false);
        study = connection.prepareStatement("MERGE INTO study KEY (study_uid) VALUES (?, ?, ?, ?, ?)");
        series = connection.prepareStatement("MERGE INTO series KEY (study_uid, series_uid) VALUES (?, ?, ?, ?)");
        instance = connection.prepareStatement(
                "MERGE INTO instance KEY (study_uid, series_uid, sop_uid) VALUES (?, ?, ?, ?, ?, ?)");
        remove = connection.prepareStatement(
                "DELETE FROM instance WHERE study_uid = ? AND series_uid = ? AND sop_uid = ?");
    }

    /** Writes what is in the file; removes the row of one that is gone. A file that is no DICOM has no row. */
    void update(IndexedFile file) throws SQLException {
        Path path = file.in(root);
        try {
            BasicFileAttributes about = Files.readAttributes(path, BasicFileAttributes.class);
            write(file, DicomObject.of(path).attributes(), about);
        } catch (NoSuchFileException e) {
            remove(file);
        } catch (IOException | RuntimeCamelException e) {
            LOG.warn(
                    "Not in the index, for it cannot be read: {} ({})",
                    path,
                    e.getClass().getName());
        }
    }

    private void write(IndexedFile file, Attributes head, BasicFileAttributes about) throws SQLException {
        String ofStudy = IndexedAttributes.text(head, QueryLevel.STUDY);
        if (written.add(file.study() + ofStudy)) {
            study.setString(1, file.study());
            study.setString(2, value(head, Tag.PatientID));
            study.setString(3, value(head, Tag.AccessionNumber));
            study.setString(4, day(head.getString(Tag.StudyDate)));
            study.setString(5, ofStudy);
            study.executeUpdate();
        }
        String ofSeries = IndexedAttributes.text(head, QueryLevel.SERIES);
        if (written.add(file.study() + file.series() + ofSeries)) {
            series.setString(1, file.study());
            series.setString(2, file.series());
            series.setString(3, value(head, Tag.Modality));
            series.setString(4, ofSeries);
            series.executeUpdate();
        }
        instance.setString(1, file.study());
        instance.setString(2, file.series());
        instance.setString(3, file.instance());
        instance.setLong(4, about.size());
        instance.setLong(5, about.lastModifiedTime().toMillis());
        instance.setString(6, IndexedAttributes.text(head, QueryLevel.IMAGE));
        instance.executeUpdate();
    }

    /** Null for what cannot be compared by the database: nothing, or more than the column holds. */
    private static String value(Attributes head, int tag) {
        String[] values = head.getStrings(tag);
        return values == null || values.length != 1 || values[0] == null || values[0].length() > LONGEST_VALUE
                ? null
                : values[0];
    }

    private static String day(String date) {
        return date != null && date.matches("[0-9]{8}") ? date : null;
    }

    /** Removes the row of a file that is gone, and with the last one those of its series and study. */
    void remove(IndexedFile file) throws SQLException {
        remove.setString(1, file.study());
        remove.setString(2, file.series());
        remove.setString(3, file.instance());
        if (remove.executeUpdate() > 0) {
            execute(
                    """
                    DELETE FROM series s WHERE s.study_uid = ? AND NOT EXISTS (SELECT 1 FROM instance i
                      WHERE i.study_uid = s.study_uid AND i.series_uid = s.series_uid)""",
                    file.study());
            execute(
                    """
                    DELETE FROM study t WHERE t.study_uid = ? AND NOT EXISTS (SELECT 1 FROM series s
                      WHERE s.study_uid = t.study_uid)""",
                    file.study());
            written.clear();
        }
    }

    private void execute(String sql, String studyUid) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, studyUid);
            statement.executeUpdate();
        }
    }

    /** Where rows are read that files are compared with, on the connection of this writer. */
    Connection connection() {
        return connection;
    }

    void commit() throws SQLException {
        connection.commit();
        written.clear();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
