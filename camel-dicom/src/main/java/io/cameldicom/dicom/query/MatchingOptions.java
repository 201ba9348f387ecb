package io.cameldicom.dicom.query;

import java.time.ZoneOffset;
import java.util.Set;

/**
 * What was agreed with the requestor about matching, by SOP Class Extended Negotiation (PS3.4 C.5.1.1), and what the
 * source of the entities can do. Immutable.
 *
 * @param combinedDateTime ranges in a date and in its time are one range of moments, not two ranges
 * @param fuzzyNames person names match by likeness, see {@link FuzzyName}
 * @param emptyValues a key of two quotation marks matches what has no value
 * @param multipleValues each value of a key with several must be among those of the entity
 * @param supportedKeys tags the source knows, at whatever depth; others are neither matched nor returned. Null: all
 * @param timezone where the source's dates and times are from when they do not say; null: not known, taken as meant
 * @param retrieveAeTitle the AE title (0008,0054) from which what is found can be retrieved; null: the entities' own
 */
public record MatchingOptions(
        boolean combinedDateTime,
        boolean fuzzyNames,
        boolean emptyValues,
        boolean multipleValues,
        Set<Integer> supportedKeys,
        ZoneOffset timezone,
        String retrieveAeTitle) {

    /** Nothing negotiated, every key supported. */
    public static final MatchingOptions DEFAULT = new MatchingOptions(false, false, false, false, null, null, null);

    public MatchingOptions {
        supportedKeys = supportedKeys == null ? null : Set.copyOf(supportedKeys);
    }

    public MatchingOptions withCombinedDateTime(boolean combined) {
        return new MatchingOptions(
                combined, fuzzyNames, emptyValues, multipleValues, supportedKeys, timezone, retrieveAeTitle);
    }

    public MatchingOptions withFuzzyNames(boolean fuzzy) {
        return new MatchingOptions(
                combinedDateTime, fuzzy, emptyValues, multipleValues, supportedKeys, timezone, retrieveAeTitle);
    }

    public MatchingOptions withEmptyValues(boolean empty) {
        return new MatchingOptions(
                combinedDateTime, fuzzyNames, empty, multipleValues, supportedKeys, timezone, retrieveAeTitle);
    }

    public MatchingOptions withMultipleValues(boolean multiple) {
        return new MatchingOptions(
                combinedDateTime, fuzzyNames, emptyValues, multiple, supportedKeys, timezone, retrieveAeTitle);
    }

    public MatchingOptions withSupportedKeys(Set<Integer> tags) {
        return new MatchingOptions(
                combinedDateTime, fuzzyNames, emptyValues, multipleValues, tags, timezone, retrieveAeTitle);
    }

    public MatchingOptions withTimezone(ZoneOffset offset) {
        return new MatchingOptions(
                combinedDateTime, fuzzyNames, emptyValues, multipleValues, supportedKeys, offset, retrieveAeTitle);
    }

    public MatchingOptions withRetrieveAeTitle(String aeTitle) {
        return new MatchingOptions(
                combinedDateTime, fuzzyNames, emptyValues, multipleValues, supportedKeys, timezone, aeTitle);
    }

    boolean supports(int tag) {
        return supportedKeys == null || supportedKeys.contains(tag);
    }
}
