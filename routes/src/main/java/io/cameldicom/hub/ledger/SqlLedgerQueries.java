package io.cameldicom.hub.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The questions in SQL that H2 and PostgreSQL share. Thread-safe. */
final class SqlLedgerQueries implements LedgerQueries {

    /** Seconds; a question of the console must not occupy the database for long. */
    private static final int TIMEOUT = 20;
    /** Keys in one question. */
    private static final int CHUNK = 500;

    private static final int FEW = 2_000;

    private final LedgerDatabase database;
    private final LedgerWriter writer;

    /** @param writer makes the tables */
    SqlLedgerQueries(LedgerDatabase database, LedgerWriter writer) {
        this.database = database;
        this.writer = writer;
    }

    /** Reads one row. */
    @FunctionalInterface
    private interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    @Override
    public List<StudyEntry> studies(LedgerSearch search) {
        SqlText sql = new SqlText("select s.study_uid, s.accession_number, s.study_date, s.patient_id, s.patient_name,"
                + " s.first_at, s.last_at from study s");
        sql.where("s.study_uid = ?", search.study());
        sql.where("s.accession_number = ?", search.accession());
        sql.where("s.study_uid in (select i.study_uid from instance i where i.series_uid = ?)", search.series());
        sql.where("s.study_uid in (select i.study_uid from instance i where i.sop_uid = ?)", search.instance());
        time(sql, "s.last_at", search);
        return ask(connection -> {
            if (isByState(search)) {
                boolean few = areFew(connection, search);
                SqlText some = new SqlText("select " + (few ? "i.study_uid" : "1")
                        + " from instance i join delivery d on d.sop_uid = i.sop_uid");
                if (!few) {
                    some.where("i.study_uid = s.study_uid");
                }
                sql.where(few ? "s.study_uid in" : "exists", state(some, search));
            }
            sql.page("s.last_at desc, s.study_uid", search);
            Map<String, StudyEntry> found = new LinkedHashMap<>();
            for (StudyEntry study : rows(connection, sql, row -> study(row, search.isShowingPatients()))) {
                found.put(study.studyInstanceUid(), study);
            }
            complete(connection, found);
            return List.copyOf(found.values());
        });
    }

    private static StudyEntry study(ResultSet row, boolean patient) throws SQLException {
        return new StudyEntry(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                patient ? new LedgerPatient(row.getString(4), row.getString(5)) : null,
                0,
                instant(row, 6),
                instant(row, 7),
                List.of());
    }

    private static void complete(Connection connection, Map<String, StudyEntry> studies) throws SQLException {
        Map<String, Long> instances = new LinkedHashMap<>();
        Map<String, List<OutcomeCount>> states = new LinkedHashMap<>();
        for (List<String> keys : chunks(studies.keySet())) {
            SqlText count = new SqlText("select i.study_uid, count(*) from instance i");
            count.whereIn("i.study_uid", keys).append(" group by i.study_uid");
            rows(connection, count, row -> instances.put(row.getString(1), row.getLong(2)));
            SqlText state = new SqlText("select i.study_uid, d.destination, d.outcome, count(*) from instance i join"
                    + " delivery d on d.sop_uid = i.sop_uid");
            state.whereIn("i.study_uid", keys)
                    .append(" group by i.study_uid, d.destination, d.outcome order by d.destination, d.outcome");
            rows(connection, state, row -> states.computeIfAbsent(row.getString(1), uid -> new ArrayList<>())
                    .add(new OutcomeCount(destination(row, 2), Outcome.of(row.getString(3)), row.getLong(4))));
        }
        studies.replaceAll((uid, study) -> new StudyEntry(
                uid,
                study.accessionNumber(),
                study.studyDate(),
                study.patient(),
                instances.getOrDefault(uid, 0L),
                study.firstAt(),
                study.lastAt(),
                List.copyOf(states.getOrDefault(uid, List.of()))));
    }

    private static final String INSTANCE = "select i.sop_uid, i.sop_class_uid, i.study_uid, i.series_uid, i.modality,"
            + " i.calling_ae, i.received_at, i.bytes from instance i";

    @Override
    public List<InstanceEntry> instances(LedgerSearch search) {
        SqlText sql = new SqlText(INSTANCE);
        sql.where("i.sop_uid = ?", search.instance());
        sql.where("i.series_uid = ?", search.series());
        sql.where("i.study_uid = ?", search.study());
        sql.where("i.study_uid in (select s.study_uid from study s where s.accession_number = ?)", search.accession());
        time(sql, "i.last_at", search);
        return ask(connection -> {
            if (isByState(search)) {
                boolean few = areFew(connection, search);
                SqlText some = new SqlText("select " + (few ? "d.sop_uid" : "1") + " from delivery d");
                if (!few) {
                    some.where("d.sop_uid = i.sop_uid");
                }
                sql.where(few ? "i.sop_uid in" : "exists", state(some, search));
            }
            sql.page("i.last_at desc, i.sop_uid", search);
            return withDeliveries(connection, rows(connection, sql, SqlLedgerQueries::instance));
        });
    }

    private static boolean isByState(LedgerSearch search) {
        return search.destination() != null || search.outcome() != null;
    }

    /**
     * How to go about a search by state: few such deliveries are looked up and sorted, with many of them it is faster to
     * go through instances from the newest on and ask each one. H2 does as it is told, PostgreSQL finds out by itself.
     */
    private static boolean areFew(Connection connection, LedgerSearch search) throws SQLException {
        SqlText probe = state(new SqlText("select 1 from delivery d"), search).append(" limit " + FEW);
        return rows(connection, probe, row -> row.getInt(1)).size() < FEW;
    }

    @Override
    public Map<String, InstanceEntry> instances(Collection<String> sopInstanceUids) {
        return ask(connection -> {
            Map<String, InstanceEntry> found = new LinkedHashMap<>();
            for (List<String> keys : chunks(sopInstanceUids)) {
                SqlText sql = new SqlText(INSTANCE);
                sql.whereIn("i.sop_uid", keys);
                withDeliveries(connection, rows(connection, sql, SqlLedgerQueries::instance))
                        .forEach(instance -> found.put(instance.sopInstanceUid(), instance));
            }
            return found;
        });
    }

    private static InstanceEntry instance(ResultSet row) throws SQLException {
        return new InstanceEntry(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                instant(row, 7),
                row.getLong(8),
                List.of());
    }

    private static List<InstanceEntry> withDeliveries(Connection connection, List<InstanceEntry> instances)
            throws SQLException {
        Map<String, List<DeliveryEntry>> deliveries = new LinkedHashMap<>();
        List<String> uids =
                instances.stream().map(InstanceEntry::sopInstanceUid).toList();
        for (List<String> keys : chunks(uids)) {
            SqlText sql = new SqlText(DELIVERY + ITS_INSTANCE);
            sql.whereIn("d.sop_uid", keys).append(" order by d.destination");
            rows(connection, sql, SqlLedgerQueries::delivery).forEach(delivery -> deliveries
                    .computeIfAbsent(delivery.sopInstanceUid(), uid -> new ArrayList<>())
                    .add(delivery));
        }
        return instances.stream()
                .map(instance -> instance.with(deliveries.getOrDefault(instance.sopInstanceUid(), List.of())))
                .toList();
    }

    /** To be followed by {@code join} or {@code left join}: H2 begins with the deliveries when it is a left one. */
    private static final String DELIVERY = "select d.sop_uid, i.study_uid, d.destination, d.outcome, d.reason,"
            + " d.first_at, d.last_at, d.delivered_at, d.failures, d.error, d.error_at from delivery d";

    private static final String ITS_INSTANCE = " join instance i on i.sop_uid = d.sop_uid";

    @Override
    public List<DeliveryEntry> lastErrors(LedgerSearch search) {
        boolean ofSome = search.study() != null
                || search.series() != null
                || search.instance() != null
                || search.accession() != null;
        SqlText sql = new SqlText(DELIVERY + (ofSome ? "" : " left") + ITS_INSTANCE);
        sql.where("d.error_at is not null");
        sql.where("d.sop_uid = ?", search.instance());
        sql.where("i.series_uid = ?", search.series());
        sql.where("i.study_uid = ?", search.study());
        sql.where("i.study_uid in (select s.study_uid from study s where s.accession_number = ?)", search.accession());
        time(sql, "d.error_at", search);
        state(sql, search);
        sql.page("d.error_at desc, d.sop_uid", search);
        return ask(connection -> rows(connection, sql, SqlLedgerQueries::delivery));
    }

    private static DeliveryEntry delivery(ResultSet row) throws SQLException {
        return new DeliveryEntry(
                row.getString(1),
                row.getString(2),
                destination(row, 3),
                Outcome.of(row.getString(4)),
                row.getString(5),
                instant(row, 6),
                instant(row, 7),
                instant(row, 8),
                row.getInt(9),
                row.getString(10),
                instant(row, 11));
    }

    @Override
    public List<OutcomeCount> counts(Instant since) {
        SqlText received = new SqlText("select '', 'received', count(*) from instance i");
        received.where("i.received_at is not null");
        received.where("i.last_at >= ?", since);
        SqlText states = new SqlText("select d.destination, d.outcome, count(*) from delivery d");
        states.where("d.last_at >= ?", since);
        states.append(" group by d.destination, d.outcome order by d.destination, d.outcome");
        return ask(connection -> {
            List<OutcomeCount> counts = new ArrayList<>(rows(connection, received, SqlLedgerQueries::count));
            counts.addAll(rows(connection, states, SqlLedgerQueries::count));
            return Collections.unmodifiableList(counts);
        });
    }

    private static OutcomeCount count(ResultSet row) throws SQLException {
        return new OutcomeCount(destination(row, 1), Outcome.of(row.getString(2)), row.getLong(3));
    }

    private static void time(SqlText sql, String column, LedgerSearch search) {
        sql.where(column + " >= ?", search.from());
        sql.where(column + " < ?", search.to());
    }

    private static SqlText state(SqlText sql, LedgerSearch search) {
        sql.where("d.destination = ?", search.destination());
        return sql.where(
                "d.outcome = ?",
                search.outcome() == null ? null : search.outcome().word());
    }

    /** Asks over a connection of its own. */
    private <T> T ask(Question<T> question) {
        try {
            writer.awaitBegin(Duration.ofSeconds(TIMEOUT));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LedgerException("The ledger cannot be asked: interrupted", e);
        }
        try (Connection connection = database.connect()) {
            connection.setReadOnly(true);
            return question.ask(connection);
        } catch (SQLException e) {
            throw new LedgerException("The ledger cannot be asked: SQL state " + e.getSQLState(), e);
        }
    }

    @FunctionalInterface
    private interface Question<T> {
        T ask(Connection connection) throws SQLException;
    }

    private static <T> List<T> rows(Connection connection, SqlText sql, Row<T> reader) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql.toString())) {
            statement.setQueryTimeout(TIMEOUT);
            int index = 0;
            for (Object value : sql.values()) {
                statement.setObject(
                        ++index, value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value);
            }
            List<T> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(reader.of(rows));
                }
            }
            return found;
        }
    }

    private static List<List<String>> chunks(Collection<String> keys) {
        List<String> all = keys.stream().distinct().toList();
        List<List<String>> chunks = new ArrayList<>();
        for (int from = 0; from < all.size(); from += CHUNK) {
            chunks.add(all.subList(from, Math.min(from + CHUNK, all.size())));
        }
        return chunks;
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static String destination(ResultSet row, int column) throws SQLException {
        String name = row.getString(column);
        return name.isEmpty() ? null : name;
    }
}
