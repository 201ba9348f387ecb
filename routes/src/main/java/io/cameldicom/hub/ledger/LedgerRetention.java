package io.cameldicom.hub.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what is older than the ledger keeps, a slice at a time between batches. What has not reached an end at some
 * destination is kept however old it is. Confined to the thread of the writer.
 */
final class LedgerRetention {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerRetention.class);

    private static final int SLICE = 1_000;
    private static final Duration PAUSE = Duration.ofMinutes(10);

    private static final String OLD_INSTANCES = "select i.sop_uid from instance i where i.last_at < ? and not exists ("
            + "select 1 from delivery d where d.sop_uid = i.sop_uid and d.outcome in ('queued', 'failed',"
            + " 'dead-lettered')) order by i.last_at limit " + SLICE;

    private static final String OLD_STUDIES = "select s.study_uid from study s where s.last_at < ? and not exists ("
            + "select 1 from instance i where i.study_uid = s.study_uid) order by s.last_at limit " + SLICE;

    private final Duration retention;
    private final Clock clock;
    private Instant next = Instant.MIN;
    private long removed;

    /** @param retention zero for ever */
    LedgerRetention(Duration retention, Clock clock) {
        this.retention = retention;
        this.clock = clock;
    }

    /** Removes some, if it is time; the connection is without auto-commit. */
    void slice(Connection connection) throws SQLException {
        Instant now = clock.instant();
        if (retention.isZero() || now.isBefore(next)) {
            return;
        }
        Instant oldest = now.minus(retention);
        List<String> instances = keys(connection, OLD_INSTANCES, oldest);
        delete(connection, "delete from delivery where sop_uid = ?", instances);
        delete(connection, "delete from instance where sop_uid = ?", instances);
        List<String> studies = instances.isEmpty() ? keys(connection, OLD_STUDIES, oldest) : List.of();
        delete(connection, "delete from study where study_uid = ?", studies);
        connection.commit();
        removed += instances.size();
        if (instances.isEmpty() && studies.size() < SLICE) {
            if (removed > 0) {
                LOG.info("The ledger has forgotten {} instances older than {}", removed, oldest);
            }
            removed = 0;
            next = now.plus(PAUSE);
        }
    }

    private static List<String> keys(Connection connection, String sql, Instant oldest) throws SQLException {
        List<String> keys = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, oldest.atOffset(ZoneOffset.UTC));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    keys.add(rows.getString(1));
                }
            }
        }
        return keys;
    }

    private static void delete(Connection connection, String sql, List<String> keys) throws SQLException {
        if (keys.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (String key : keys) {
                statement.setString(1, key);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}
