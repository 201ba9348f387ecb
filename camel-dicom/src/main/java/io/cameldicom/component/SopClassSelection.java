package io.cameldicom.component;

import io.cameldicom.dicom.dict.UidDictionary;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The option {@code sopClasses}: names, UIDs, or beginnings of either with {@code *}. Immutable, thread-safe. */
final class SopClassSelection {

    private final Set<String> uids;
    private final List<String> beginnings;

    private SopClassSelection(Set<String> uids, List<String> beginnings) {
        this.uids = uids;
        this.beginnings = beginnings;
    }

    /**
     * @param text a comma list, or null for no selection
     * @throws IllegalArgumentException if an entry is neither a UID nor a name this version knows
     */
    static SopClassSelection of(String text) {
        Set<String> uids = new LinkedHashSet<>();
        List<String> beginnings = new ArrayList<>();
        for (String entry : OptionValues.list(text)) {
            if (entry.endsWith("*")) {
                beginnings.add(entry.substring(0, entry.length() - 1));
            } else {
                uids.add(uid(entry));
            }
        }
        return new SopClassSelection(uids, List.copyOf(beginnings));
    }

    boolean isEmpty() {
        return uids.isEmpty() && beginnings.isEmpty();
    }

    boolean hasWildcards() {
        return !beginnings.isEmpty();
    }

    /** The SOP class UIDs named without a wildcard, in the order written. */
    Set<String> uids() {
        return uids;
    }

    boolean contains(String uid) {
        if (uids.contains(uid)) {
            return true;
        }
        String keyword = UidDictionary.keywordOf(uid);
        return beginnings.stream()
                .anyMatch(beginning -> uid.startsWith(beginning) || keyword != null && keyword.startsWith(beginning));
    }

    private static String uid(String entry) {
        if (entry.matches("[0-2](\\.[0-9]+)+")) {
            return entry;
        }
        String uid = UidDictionary.forKeyword(entry);
        if (uid == null) {
            throw new IllegalArgumentException("sopClasses: " + entry
                    + " is not known; did you mean "
                    + String.join(" or ", UidDictionary.nearest(entry))
                    + "? It must be a name, a UID, or either with * at the end");
        }
        return uid;
    }
}
