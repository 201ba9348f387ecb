package io.cameldicom.hub.index;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.query.MatchingOptions;
import io.cameldicom.dicom.query.QueryLevel;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.camel.RuntimeCamelException;

/**
 * The patients, studies, series or instances that an identifier may ask for, in the order of their unique keys, read page by
 * page as they are taken: nothing is open in between. A patient is what the study with the greatest UID says of it. For one
 * thread.
 */
final class IndexedEntities implements Iterator<Attributes> {

    private static final int PAGE = 200;

    private static final String OF_STUDY =
            """
            (SELECT COUNT(*) FROM series c WHERE c.study_uid = t.study_uid),
            (SELECT COUNT(*) FROM instance c WHERE c.study_uid = t.study_uid),
            (SELECT LISTAGG(DISTINCT c.modality, '\\') FROM series c WHERE c.study_uid = t.study_uid)""";
    private static final String OF_SERIES =
            "(SELECT COUNT(*) FROM instance c WHERE c.study_uid = s.study_uid AND c.series_uid = s.series_uid)";

    private final IndexDatabase database;
    private final QueryLevel level;
    private final IndexConditions conditions;
    private final Deque<Attributes> page = new ArrayDeque<>();
    private String[] last = {"", "", ""};
    private boolean ended;

    IndexedEntities(IndexDatabase database, QueryLevel level, Attributes identifier, MatchingOptions options) {
        this.database = database;
        this.level = level;
        this.conditions = switch (level) {
            case PATIENT -> IndexConditions.ofPatients(identifier);
            case SERIES -> IndexConditions.ofSeries(identifier, options);
            case IMAGE -> IndexConditions.ofInstances(identifier, options);
            default -> IndexConditions.of(identifier, options);
        };
    }

    @Override
    public boolean hasNext() {
        if (page.isEmpty() && !ended) {
            try {
                read();
            } catch (SQLException e) {
                throw new RuntimeCamelException("The index cannot be read", e);
            }
        }
        return !page.isEmpty();
    }

    @Override
    public Attributes next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return page.poll();
    }

    private String sql() {
        return switch (level) {
            case PATIENT -> "SELECT t.patient_id, '', '', t.attributes FROM study t WHERE t.study_uid ="
                    + " (SELECT MAX(u.study_uid) FROM study u WHERE u.patient_id = t.patient_id)"
                    + " AND t.patient_id > ?" + conditions.sql() + " ORDER BY t.patient_id LIMIT " + PAGE;
            case SERIES -> "SELECT s.study_uid, s.series_uid, '', t.attributes, s.attributes, '', " + OF_STUDY + ", "
                    + OF_SERIES + " FROM series s JOIN study t ON t.study_uid = s.study_uid"
                    + " WHERE s.study_uid >= ? AND (s.study_uid > ? OR s.series_uid > ?)" + conditions.sql()
                    + " ORDER BY s.study_uid, s.series_uid LIMIT " + PAGE;
            case IMAGE -> "SELECT i.study_uid, i.series_uid, i.sop_uid, t.attributes, s.attributes, i.attributes, "
                    + OF_STUDY + ", " + OF_SERIES + " FROM instance i"
                    + " JOIN series s ON s.study_uid = i.study_uid AND s.series_uid = i.series_uid"
                    + " JOIN study t ON t.study_uid = i.study_uid"
                    + " WHERE i.study_uid >= ? AND (i.study_uid > ? OR i.series_uid > ?"
                    + " OR i.series_uid = ? AND i.sop_uid > ?)" + conditions.sql()
                    + " ORDER BY i.study_uid, i.series_uid, i.sop_uid LIMIT " + PAGE;
            default -> "SELECT t.study_uid, '', '', t.attributes, '', '', " + OF_STUDY + ", 0 FROM study t"
                    + " WHERE t.study_uid > ?" + conditions.sql() + " ORDER BY t.study_uid LIMIT " + PAGE;
        };
    }

    private List<Object> values() {
        List<Object> values = new ArrayList<>();
        values.add(last[0]);
        if (level == QueryLevel.SERIES || level == QueryLevel.IMAGE) {
            values.add(last[0]);
            values.add(last[1]);
        }
        if (level == QueryLevel.IMAGE) {
            values.add(last[1]);
            values.add(last[2]);
        }
        values.addAll(conditions.values());
        return values;
    }

    private void read() throws SQLException {
        int count = 0;
        try (Connection connection = database.connect();
                PreparedStatement query = connection.prepareStatement(sql())) {
            int parameter = 0;
            for (Object value : values()) {
                query.setObject(++parameter, value);
            }
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    count++;
                    page.add(entity(rows));
                    last = new String[] {rows.getString(1), rows.getString(2), rows.getString(3)};
                }
            }
        }
        ended = count < PAGE;
    }

    private Attributes entity(ResultSet row) throws SQLException {
        return level == QueryLevel.PATIENT
                ? IndexedAttributes.ofPatient(IndexedAttributes.attributes(row.getString(4)))
                : composite(row);
    }

    private Attributes composite(ResultSet row) throws SQLException {
        Attributes entity = new Attributes();
        entity.setSpecificCharacterSet("ISO_IR 192");
        for (int column = 4; column <= 6; column++) {
            String text = row.getString(column);
            if (text != null && !text.isEmpty()) {
                entity.addAll(IndexedAttributes.attributes(text));
            }
        }
        entity.setInt(Tag.NumberOfStudyRelatedSeries, VR.IS, row.getInt(7));
        entity.setInt(Tag.NumberOfStudyRelatedInstances, VR.IS, row.getInt(8));
        String modalities = row.getString(9);
        if (modalities != null) {
            entity.setString(Tag.ModalitiesInStudy, VR.CS, modalities.split("\\\\"));
        }
        if (level != QueryLevel.STUDY) {
            entity.setInt(Tag.NumberOfSeriesRelatedInstances, VR.IS, row.getInt(10));
        }
        return entity;
    }
}
