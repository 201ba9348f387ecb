package io.cameldicom.hub.index;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.TemporalRange;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.query.MatchingOptions;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What the database can tell of an identifier: rows it leaves out do not match, of those it finds
 * {@link io.cameldicom.dicom.query.Matching} has the last word.
 *
 * @param sql conditions, each with AND before it
 * @param values of its parameters
 */
record IndexConditions(String sql, List<Object> values) {

    static IndexConditions of(Attributes identifier, MatchingOptions options) {
        Builder builder = new Builder(identifier);
        builder.uids("t.study_uid", Tag.StudyInstanceUID);
        builder.text("t.patient_id", Tag.PatientID);
        builder.text("t.accession", Tag.AccessionNumber);
        // what is compared with the time, or in another zone, may be of the day before or after
        if (!options.combinedDateTime() && !identifier.containsValue(Tag.TimezoneOffsetFromUTC)) {
            builder.days();
        }
        builder.modalitiesInStudy();
        return builder.build();
    }

    static IndexConditions ofPatients(Attributes identifier) {
        Builder builder = new Builder(identifier);
        builder.text("t.patient_id", Tag.PatientID);
        return builder.build();
    }

    /** Of series too. */
    static IndexConditions ofSeries(Attributes identifier, MatchingOptions options) {
        Builder builder = new Builder(identifier);
        builder.uids("s.series_uid", Tag.SeriesInstanceUID);
        builder.text("s.modality", Tag.Modality);
        return of(identifier, options).and(builder.build());
    }

    /** Of instances too. */
    static IndexConditions ofInstances(Attributes identifier, MatchingOptions options) {
        Builder builder = new Builder(identifier);
        builder.uids("i.sop_uid", Tag.SOPInstanceUID);
        return ofSeries(identifier, options).and(builder.build());
    }

    private IndexConditions and(IndexConditions other) {
        List<Object> both = new ArrayList<>(values);
        both.addAll(other.values);
        return new IndexConditions(sql + other.sql, both);
    }

    private static final class Builder {

        private static final int MOST_VALUES = 1_000;

        private final Attributes identifier;
        private final StringBuilder sql = new StringBuilder();
        private final List<Object> values = new ArrayList<>();

        Builder(Attributes identifier) {
            this.identifier = identifier;
        }

        void uids(String column, int tag) {
            List<String> wanted = exact(tag);
            if (!wanted.isEmpty()) {
                sql.append(" AND ").append(column).append(in(wanted));
                values.addAll(wanted);
            }
        }

        /** Rows whose value does not fit the column have none there. */
        void text(String column, int tag) {
            List<String> wanted = exact(tag);
            if (!wanted.isEmpty()) {
                sql.append(" AND (").append(column).append(" IS NULL OR ").append(column);
                sql.append(in(wanted)).append(')');
                values.addAll(wanted);
            }
        }

        void days() {
            TemporalRange range = TemporalRange.parse(VR.DA, identifier.getString(Tag.StudyDate));
            if (range == null) {
                return;
            }
            sql.append(" AND (t.study_date IS NULL OR t.study_date BETWEEN ? AND ?)");
            values.add(range.first() == null ? "00000000" : day(range.first()));
            values.add(range.last() == null ? "99999999" : day(range.last()));
        }

        private static String day(Object date) {
            return DateTimeFormatter.BASIC_ISO_DATE.format((LocalDate) date);
        }

        void modalitiesInStudy() {
            List<String> wanted = exact(Tag.ModalitiesInStudy);
            if (!wanted.isEmpty()) {
                sql.append(" AND EXISTS (SELECT 1 FROM series m WHERE m.study_uid = t.study_uid"
                        + " AND (m.modality IS NULL OR m.modality");
                sql.append(in(wanted)).append("))");
                values.addAll(wanted);
            }
        }

        /** Values that are matched as they are; empty if there are none, or others among them. */
        private List<String> exact(int tag) {
            String[] wanted = identifier.getStrings(tag);
            if (wanted == null || wanted.length > MOST_VALUES) {
                return List.of();
            }
            for (String value : wanted) {
                if (value == null || value.isEmpty() || value.matches(".*[*?\"].*")) {
                    return List.of();
                }
            }
            return List.of(wanted);
        }

        private static String in(List<String> wanted) {
            return " IN (" + String.join(", ", Collections.nCopies(wanted.size(), "?")) + ")";
        }

        IndexConditions build() {
            return new IndexConditions(sql.toString(), List.copyOf(values));
        }
    }
}
