package io.cameldicom.hub.index;

import io.cameldicom.hub.ledger.PrivateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tables of the index in an embedded H2 database, made new where they are missing, of another version, or cannot be read.
 * Thread-safe.
 */
final class IndexDatabase implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(IndexDatabase.class);

    /** Raised with every change of tables or of {@link IndexedAttributes}. */
    private static final int VERSION = 1;

    private static final List<String> TABLES = List.of(
            "CREATE TABLE IF NOT EXISTS about (version INT NOT NULL, clean BOOLEAN NOT NULL)",
            """
            CREATE TABLE IF NOT EXISTS study (
              study_uid VARCHAR(64) PRIMARY KEY, patient_id VARCHAR(256), accession VARCHAR(256), study_date CHAR(8),
              attributes VARCHAR NOT NULL)""",
            "CREATE INDEX IF NOT EXISTS study_patient ON study (patient_id)",
            "CREATE INDEX IF NOT EXISTS study_accession ON study (accession)",
            "CREATE INDEX IF NOT EXISTS study_day ON study (study_date)",
            """
            CREATE TABLE IF NOT EXISTS series (
              study_uid VARCHAR(64), series_uid VARCHAR(64), modality VARCHAR(64), attributes VARCHAR NOT NULL,
              PRIMARY KEY (study_uid, series_uid))""",
            "CREATE INDEX IF NOT EXISTS series_uid ON series (series_uid)",
            """
            CREATE TABLE IF NOT EXISTS instance (
              study_uid VARCHAR(64), series_uid VARCHAR(64), sop_uid VARCHAR(64), size BIGINT NOT NULL,
              modified BIGINT NOT NULL, attributes VARCHAR NOT NULL, PRIMARY KEY (study_uid, series_uid, sop_uid))""",
            "CREATE INDEX IF NOT EXISTS instance_uid ON instance (sop_uid)");

    private final String url;
    /** The database is open as long as it has a connection. */
    private final Connection keeper;

    private final boolean behind;

    private IndexDatabase(String url, Connection keeper, boolean behind) {
        this.url = url;
        this.keeper = keeper;
        this.behind = behind;
    }

    /** @param folder for the database alone */
    static IndexDatabase open(Path folder) throws IOException {
        PrivateFolder.create(folder);
        try {
            return tryOpen(folder);
        } catch (SQLException e) {
            LOG.warn(
                    "The index in {} cannot be used and is made again: {}",
                    folder,
                    e.getClass().getName());
            LOG.debug("The index cannot be used", e);
            clear(folder);
            try {
                return tryOpen(folder);
            } catch (SQLException again) {
                throw new IOException("The index in " + folder + " cannot be made", again);
            }
        }
    }

    private static IndexDatabase tryOpen(Path folder) throws SQLException {
        String url = "jdbc:h2:file:" + folder.toAbsolutePath().resolve("index")
                + ";DB_CLOSE_ON_EXIT=FALSE;CACHE_SIZE=16384;TRACE_LEVEL_FILE=0";
        Connection connection = DriverManager.getConnection(url, "sa", "");
        try (Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                statement.execute(table);
            }
            int version = 0;
            boolean clean = false;
            try (ResultSet about = statement.executeQuery("SELECT version, clean FROM about")) {
                while (about.next()) {
                    version = about.getInt(1);
                    clean = about.getBoolean(2);
                }
            }
            if (version != 0 && version != VERSION) {
                throw new SQLException("version " + version);
            }
            statement.execute("DELETE FROM about");
            statement.execute("INSERT INTO about VALUES (" + VERSION + ", FALSE)");
            return new IndexDatabase(url, connection, !clean);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private static void clear(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (file.getFileName().toString().startsWith("index.")) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Whether there may be files the index does not know: it is new, or was not closed at its end. */
    boolean behind() {
        return behind;
    }

    /** To be closed by the caller. */
    Connection connect() throws SQLException {
        return DriverManager.getConnection(url, "sa", "");
    }

    /** @param complete whether every file is in the index */
    void close(boolean complete) {
        try (keeper;
                Statement statement = keeper.createStatement()) {
            statement.execute("UPDATE about SET clean = " + complete);
        } catch (SQLException e) {
            LOG.warn("The index could not be closed; it is checked at the next start", e);
        }
    }

    @Override
    public void close() {
        close(false);
    }
}
