package io.cameldicom.component;

import io.cameldicom.dicom.service.QueryOption;
import io.cameldicom.dicom.service.QueryOptions;
import io.cameldicom.dicom.service.RetrieveOptions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The names by which routes know what is negotiated for queries: in the option {@code queryOptions} and the header of it. */
final class NegotiatedOptions {

    private static final Map<String, QueryOption> NAMES = new LinkedHashMap<>();

    static {
        NAMES.put("relational", QueryOption.RELATIONAL);
        NAMES.put("combinedDateTime", QueryOption.COMBINED_DATE_TIME);
        NAMES.put("fuzzyNames", QueryOption.FUZZY_PERSON_NAMES);
        NAMES.put("timezone", QueryOption.TIMEZONE);
        NAMES.put("emptyValues", QueryOption.EMPTY_VALUE);
        NAMES.put("multipleValues", QueryOption.MULTIPLE_VALUE);
    }

    private NegotiatedOptions() {}

    /** @throws IllegalArgumentException naming those there are */
    static QueryOptions of(String names) {
        return new QueryOptions(OptionValues.list(names).stream()
                .map(name -> NAMES.entrySet().stream()
                        .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("queryOptions=" + names + ": " + name
                                + " is not known, must be of " + String.join(", ", NAMES.keySet())))
                        .getValue())
                .collect(Collectors.toSet()));
    }

    static RetrieveOptions ofRetrieval(String names) {
        return new RetrieveOptions(of(names).has(QueryOption.RELATIONAL), false);
    }

    static String names(QueryOptions options) {
        return NAMES.entrySet().stream()
                .filter(entry -> options.has(entry.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(","));
    }

    static String names(RetrieveOptions options) {
        return names(options.relational() ? new QueryOptions(Set.of(QueryOption.RELATIONAL)) : QueryOptions.NONE);
    }
}
