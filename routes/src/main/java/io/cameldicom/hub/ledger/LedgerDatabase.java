package io.cameldicom.hub.ledger;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Where the ledger is: an embedded H2 database, or PostgreSQL. Immutable. */
public final class LedgerDatabase {

    private static final String H2 = "jdbc:h2:";
    private static final String POSTGRES = "jdbc:postgresql:";

    /** Seconds until a PostgreSQL that does not answer counts as down. */
    private static final String TIMEOUT = "10";

    /** Says on standard error what the exceptions say too; held, or the level is lost. */
    private static final Logger DRIVER = Logger.getLogger("org.postgresql");

    static {
        DRIVER.setLevel(Level.OFF);
    }

    private final String url;
    private final String user;
    private final String password;

    private LedgerDatabase(String url, String user, String password) {
        this.url = url;
        this.user = user;
        this.password = password;
    }

    /** The embedded database in a folder: no other process can use it while the hub runs. */
    public static LedgerDatabase embedded(Path folder) {
        // the hub closes it by itself; 16 MiB of cache whatever the heap
        return new LedgerDatabase(
                H2 + "file:" + folder.toAbsolutePath().resolve("ledger") + ";DB_CLOSE_ON_EXIT=FALSE;CACHE_SIZE=16384",
                "sa",
                "");
    }

    /**
     * @param url JDBC URL of H2 or PostgreSQL
     * @throws IllegalArgumentException if it is another database's
     */
    public static LedgerDatabase of(String url, String user, String password) {
        if (!url.startsWith(H2) && !url.startsWith(POSTGRES)) {
            throw new IllegalArgumentException("expected a URL such as jdbc:postgresql://host/database, or none");
        }
        return new LedgerDatabase(url, user, password);
    }

    boolean isPostgres() {
        return url.startsWith(POSTGRES);
    }

    /** A connection with auto-commit. */
    Connection connect() throws SQLException {
        Properties properties = new Properties();
        if (!user.isEmpty()) {
            properties.setProperty("user", user);
        }
        if (!password.isEmpty() || !isPostgres()) {
            properties.setProperty("password", password);
        }
        if (isPostgres()) {
            properties.setProperty("ApplicationName", "camel-dicom hub");
            properties.setProperty("connectTimeout", TIMEOUT);
            properties.setProperty("socketTimeout", TIMEOUT);
            properties.setProperty("tcpKeepAlive", "true");
            properties.setProperty("reWriteBatchedInserts", "true");
        }
        return DriverManager.getConnection(url, properties);
    }

    /** Without anything that may be secret. */
    @Override
    public String toString() {
        return isPostgres() ? url.replaceFirst("\\?.*", "") : url.replaceFirst(";.*", "");
    }
}
