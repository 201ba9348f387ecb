package io.cameldicom.dicom.query;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import java.util.List;

/**
 * Whether an identifier is one of its information model (PS3.4 C.4.1.2, C.4.2.1.4, C.4.3.1.3): a level the model has, and
 * for the entities above it one value of each unique key. Models without levels ask for nothing. Values padded with zero
 * bytes or blanks are taken as meant.
 */
public final class IdentifierCheck {

    private final InformationModel model;
    private final boolean relational;

    /** @param relational whether relational queries or retrieval were negotiated: then unique keys above may be missing */
    public IdentifierCheck(InformationModel model, boolean relational) {
        this.model = model;
        this.relational = relational;
    }

    /**
     * Checks the identifier of a C-FIND.
     *
     * @throws InvalidIdentifierException naming the first key that is missing or wrong
     */
    public void query(Attributes identifier) throws InvalidIdentifierException {
        QueryLevel level = level(identifier);
        if (level != null && !relational) {
            requireEntityAbove(level, identifier);
            refuseKeysBelow(level, identifier);
        }
    }

    /**
     * Checks the identifier of a C-MOVE or C-GET, which names what to retrieve: one patient, or any number of studies,
     * series or instances.
     *
     * @throws InvalidIdentifierException naming the first key that is missing or wrong
     */
    public void retrieve(Attributes identifier) throws InvalidIdentifierException {
        QueryLevel level = level(identifier);
        if (level == null) {
            if (!identifier.containsValue(Tag.SOPInstanceUID)) {
                throw missing(Tag.SOPInstanceUID);
            }
            return;
        }
        if (!relational) {
            requireEntityAbove(level, identifier);
            refuseKeysBelow(level, identifier);
        }
        if (level == QueryLevel.PATIENT) {
            requireSingle(level, identifier);
        } else if (values(level.uniqueKey(), identifier).isEmpty()) {
            throw missing(level.uniqueKey());
        } else if (hasWildcards(values(level.uniqueKey(), identifier))) {
            throw notSingle(level.uniqueKey());
        }
    }

    /** The level asked for; null where the model has none. */
    private QueryLevel level(Attributes identifier) throws InvalidIdentifierException {
        if (model.levels().isEmpty()) {
            return null;
        }
        String value = identifier.getString(Tag.QueryRetrieveLevel);
        if (value == null) {
            throw missing(Tag.QueryRetrieveLevel);
        }
        QueryLevel level = QueryLevel.of(value);
        if (level == null || !model.levels().contains(level)) {
            throw new InvalidIdentifierException(
                    Tag.QueryRetrieveLevel, "(0008,0052) Query/Retrieve Level: none of the SOP class");
        }
        return level;
    }

    private void requireEntityAbove(QueryLevel level, Attributes identifier) throws InvalidIdentifierException {
        for (QueryLevel above : model.levels()) {
            if (above.compareTo(level) < 0) {
                requireSingle(above, identifier);
            }
        }
    }

    private static void requireSingle(QueryLevel level, Attributes identifier) throws InvalidIdentifierException {
        List<String> values = values(level.uniqueKey(), identifier);
        if (values.isEmpty()) {
            throw missing(level.uniqueKey());
        }
        if (values.size() > 1 || hasWildcards(values)) {
            throw notSingle(level.uniqueKey());
        }
    }

    /** A unique key below the level selects nothing there; without a value it asks for nothing and is passed over. */
    private void refuseKeysBelow(QueryLevel level, Attributes identifier) throws InvalidIdentifierException {
        for (QueryLevel below : model.levels()) {
            if (below.compareTo(level) > 0
                    && !values(below.uniqueKey(), identifier).isEmpty()) {
                throw new InvalidIdentifierException(
                        below.uniqueKey(), Tag.format(below.uniqueKey()) + " is below the level of the query");
            }
        }
    }

    private static List<String> values(int tag, Attributes identifier) {
        String[] values = identifier.getStrings(tag);
        return values == null
                ? List.of()
                : List.of(values).stream().filter(value -> !value.isEmpty()).toList();
    }

    private static boolean hasWildcards(List<String> values) {
        return values.stream().anyMatch(value -> value.indexOf('*') >= 0 || value.indexOf('?') >= 0);
    }

    private static InvalidIdentifierException missing(int tag) {
        return new InvalidIdentifierException(tag, Tag.format(tag) + " is missing or empty");
    }

    private static InvalidIdentifierException notSingle(int tag) {
        return new InvalidIdentifierException(tag, Tag.format(tag) + " must be a single value, no list or wildcard");
    }
}
