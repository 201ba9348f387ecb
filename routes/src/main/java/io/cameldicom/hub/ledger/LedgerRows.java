package io.cameldicom.hub.ledger;

import io.cameldicom.hub.ledger.Upsert.Column;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Records as rows: what one batch says about a study, an instance, a delivery becomes one row each, so that a burst
 * about one series costs the database little. Rows are written in the order of their keys, so that hubs that share a
 * database do not wait for each other in a circle. Confined to one thread.
 */
final class LedgerRows {

    private static final int NAME = 64;

    private static final Upsert STUDY = new Upsert(
            "study",
            List.of(
                    Column.key("study_uid", "varchar(64)"),
                    Column.latestKnown("accession_number", "varchar(64)"),
                    Column.latestKnown("study_date", "varchar(16)"),
                    Column.latestKnown("patient_id", "varchar(64)"),
                    Column.latestKnown("patient_name", "varchar(324)"),
                    Column.earliest("first_at"),
                    Column.latest("last_at")),
            1);

    private static final Upsert INSTANCE = new Upsert(
            "instance",
            List.of(
                    Column.key("sop_uid", "varchar(64)"),
                    Column.latestKnown("sop_class_uid", "varchar(64)"),
                    Column.latestKnown("study_uid", "varchar(64)"),
                    Column.latestKnown("series_uid", "varchar(64)"),
                    Column.latestKnown("modality", "varchar(16)"),
                    Column.latestKnown("calling_ae", "varchar(64)"),
                    Column.latest("received_at"),
                    Column.latestKnown("bytes", "bigint"),
                    Column.latest("last_at")),
            1);

    /** Later is decided by the time of the event; a batch that is written twice counts its failures once. */
    private static final Upsert DELIVERY = new Upsert(
            "delivery",
            List.of(
                    Column.key("sop_uid", "varchar(64)"),
                    Column.key("destination", "varchar(255)"),
                    Column.merged("outcome", "varchar(16)", later("outcome")),
                    Column.merged("reason", "varchar(512)", later("reason")),
                    Column.earliest("first_at"),
                    Column.latest("last_at"),
                    Column.latest("delivered_at"),
                    Column.merged(
                            "failures",
                            "int",
                            "t.failures + case when s.error_at is not null and (t.error_at is null or s.error_at >"
                                    + " t.error_at) then s.failures else 0 end"),
                    Column.merged(
                            "error",
                            "varchar(512)",
                            "case when s.error_at is not null and (t.error_at is null or s.error_at >= t.error_at)"
                                    + " then s.error else t.error end"),
                    Column.latest("error_at")),
            2);

    private static String later(String column) {
        return "case when s.last_at >= t.last_at then s." + column + " else t." + column + " end";
    }

    private final SortedMap<String, StudyRow> studies = new TreeMap<>();
    private final SortedMap<String, InstanceRow> instances = new TreeMap<>();
    private final SortedMap<String, DeliveryRow> deliveries = new TreeMap<>();

    /** @param records in any order */
    LedgerRows(Collection<Delivery> records) {
        records.forEach(this::add);
    }

    private void add(Delivery record) {
        InstanceIdentity identity = record.instance();
        String study = LedgerText.fit(identity.studyInstanceUid(), NAME);
        String instance = LedgerText.fit(identity.sopInstanceUid(), NAME);
        if (instance == null) {
            return; // nothing it could be found by
        }
        if (study != null) {
            studies.computeIfAbsent(study, uid -> new StudyRow()).add(record);
        }
        instances.computeIfAbsent(instance, uid -> new InstanceRow()).add(record, study);
        if (record.outcome() != Outcome.RECEIVED) {
            String destination = destination(record.destination());
            deliveries
                    .computeIfAbsent(instance + ' ' + destination, key -> new DeliveryRow(instance, destination))
                    .add(record);
        }
    }

    /** The hub itself is the empty name: a key cannot be null. */
    static String destination(String name) {
        String fit = LedgerText.fit(name, 255);
        return fit == null ? "" : fit;
    }

    /** Writes them; the caller commits. */
    void write(Connection connection, boolean postgres) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(STUDY.sql(postgres))) {
            for (var row : studies.entrySet()) {
                row.getValue().set(statement, row.getKey());
                statement.addBatch();
            }
            statement.executeBatch();
        }
        try (PreparedStatement statement = connection.prepareStatement(INSTANCE.sql(postgres))) {
            for (var row : instances.entrySet()) {
                row.getValue().set(statement, row.getKey());
                statement.addBatch();
            }
            statement.executeBatch();
        }
        try (PreparedStatement statement = connection.prepareStatement(DELIVERY.sql(postgres))) {
            for (DeliveryRow row : deliveries.values()) {
                row.set(statement);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static String known(String latest, String before) {
        return latest != null ? latest : before;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a == null || b != null && b.isBefore(a) ? b : a;
    }

    private static Instant later(Instant a, Instant b) {
        return a == null || b != null && b.isAfter(a) ? b : a;
    }

    private static Object time(Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static void setAll(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    private static final class StudyRow {
        private String accession;
        private String date;
        private String patientId;
        private String patientName;
        private Instant first;
        private Instant last;

        void add(Delivery record) {
            InstanceIdentity identity = record.instance();
            accession = known(LedgerText.fit(identity.accessionNumber(), NAME), accession);
            date = known(LedgerText.fit(identity.studyDate(), 16), date);
            patientId = known(LedgerText.fit(identity.patientId(), NAME), patientId);
            patientName = known(LedgerText.fit(identity.patientName(), 324), patientName);
            first = earlier(first, record.at());
            last = later(last, record.at());
        }

        void set(PreparedStatement statement, String uid) throws SQLException {
            setAll(statement, uid, accession, date, patientId, patientName, time(first), time(last));
        }
    }

    private static final class InstanceRow {
        private String sopClass;
        private String study;
        private String series;
        private String modality;
        private String callingAe;
        private Instant received;
        private Long bytes;
        private Instant last;

        void add(Delivery record, String studyUid) {
            InstanceIdentity identity = record.instance();
            sopClass = known(LedgerText.fit(identity.sopClassUid(), NAME), sopClass);
            study = known(studyUid, study);
            series = known(LedgerText.fit(identity.seriesInstanceUid(), NAME), series);
            modality = known(LedgerText.fit(identity.modality(), 16), modality);
            callingAe = known(LedgerText.fit(record.callingAeTitle(), NAME), callingAe);
            if (record.outcome() == Outcome.RECEIVED) {
                received = later(received, record.at());
            }
            if (record.bytes() > 0) {
                bytes = record.bytes();
            }
            last = later(last, record.at());
        }

        void set(PreparedStatement statement, String uid) throws SQLException {
            setAll(statement, uid, sopClass, study, series, modality, callingAe, time(received), bytes, time(last));
        }
    }

    private static final class DeliveryRow {
        private final String instance;
        private final String destination;
        private Outcome outcome;
        private String reason;
        private Instant first;
        private Instant last;
        private Instant delivered;
        private int failures;
        private String error;
        private Instant errorAt;

        DeliveryRow(String instance, String destination) {
            this.instance = instance;
            this.destination = destination;
        }

        void add(Delivery record) {
            String why = LedgerText.fit(record.reason(), 512);
            if (last == null || !record.at().isBefore(last)) {
                outcome = record.outcome();
                reason = why;
            }
            first = earlier(first, record.at());
            last = later(last, record.at());
            if (record.outcome().isDelivered()) {
                delivered = later(delivered, record.at());
            }
            if (record.outcome() == Outcome.FAILED || record.outcome() == Outcome.DEAD_LETTERED) {
                failures += record.outcome() == Outcome.FAILED ? 1 : 0;
                if (errorAt == null || !record.at().isBefore(errorAt)) {
                    errorAt = record.at();
                    error = why;
                }
            }
        }

        void set(PreparedStatement statement) throws SQLException {
            setAll(
                    statement,
                    instance,
                    destination,
                    outcome.word(),
                    reason,
                    time(first),
                    time(last),
                    time(delivered),
                    failures,
                    error,
                    time(errorAt));
        }
    }
}
