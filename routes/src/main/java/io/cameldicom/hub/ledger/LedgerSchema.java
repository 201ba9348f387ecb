package io.cameldicom.hub.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The ledger's tables. The database knows their version; each step to a newer one is a file {@code schema-<version>.sql}
 * and happens in one transaction where the database can do that.
 */
final class LedgerSchema {

    /** The version this program works with. */
    static final int VERSION = 1;

    /** Any number: of PostgreSQL's advisory lock, held by the hub that changes the tables. */
    private static final long LOCK = 0x43_44_4c_44_47L;

    private LedgerSchema() {}

    /**
     * Brings the tables to {@link #VERSION}.
     *
     * @throws SQLException if they are of a newer version, or cannot be changed
     */
    static void migrate(Connection connection, boolean postgres) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            if (postgres) {
                statement.execute("select pg_advisory_xact_lock(" + LOCK + ")");
            }
            statement.execute("create table if not exists ledger_schema (version int not null)");
            int version = version(statement);
            if (version > VERSION) {
                throw new SQLException("the tables are of version " + version + ", this hub knows version " + VERSION
                        + ": it is older than the one that wrote them");
            }
            for (int next = version + 1; next <= VERSION; next++) {
                for (String sql : script(next).split(";\\s*\n")) {
                    statement.execute(sql);
                }
                statement.execute("insert into ledger_schema values (" + next + ")");
            }
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private static int version(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("select coalesce(max(version), 0) from ledger_schema")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static String script(int version) {
        try (InputStream in = LedgerSchema.class.getResourceAsStream("schema-" + version + ".sql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
