package io.cameldicom.dicom.dict;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The well-known UIDs of PS3.6 2026c Annex A: names, keywords, kinds, and the service class of PS3.4 a SOP class belongs to. Read on first
 * use; immutable and thread-safe.
 */
public final class UidDictionary {
    /**
     * A registered UID.
     *
     * @param keyword empty where PS3.6 gives none
     * @param type the standard's word: "SOP Class", "Meta SOP Class", "Transfer Syntax", "Well-known SOP Instance", ...
     * @param service the service class, lower case with hyphens ("storage", "qr", "print-management", ...), empty for none
     */
    public record Entry(String uid, String keyword, String name, String type, boolean retired, String service) {}

    private static final Pattern STORED = Pattern.compile(".*Storage(For(Presentation|Processing))?(Trial|Retired)?");
    private static final Map<String, Entry> BY_UID = new LinkedHashMap<>();
    private static final Map<String, String> BY_KEYWORD = new LinkedHashMap<>();

    static {
        byte[] text = DictionaryTable.resource("uids.tsv").array();
        new String(text, StandardCharsets.UTF_8).lines().forEach(line -> {
            String[] column = line.split("\t", -1);
            BY_UID.put(
                    column[0], new Entry(column[0], column[1], column[2], column[3], column[4].equals("Y"), column[5]));
            if (!column[1].isEmpty()) {
                BY_KEYWORD.put(column[1], column[0]);
            }
        });
    }

    private UidDictionary() {}

    /** The name, "CT Image Storage"; the UID itself when it is not registered. */
    public static String nameOf(String uid) {
        Entry entry = BY_UID.get(uid);
        return entry == null || entry.name.isEmpty() ? uid : entry.name;
    }

    /** The keyword, "CTImageStorage"; the UID itself when it is not registered or has none. */
    public static String keywordOf(String uid) {
        Entry entry = BY_UID.get(uid);
        return entry == null || entry.keyword.isEmpty() ? uid : entry.keyword;
    }

    /** The UID of a keyword (case counts), or null. */
    public static String forKeyword(String keyword) {
        return BY_KEYWORD.get(keyword);
    }

    /** What is registered for a UID, or null. */
    public static Entry get(String uid) {
        return BY_UID.get(uid);
    }

    /** All of PS3.6 tables. */
    public static Collection<Entry> all() {
        return Collections.unmodifiableCollection(BY_UID.values());
    }

    /**
     * Whether instances of this SOP class are sent by C-STORE: the Storage service class (PS3.4 Annex B), retired and DICOS classes, and
     * the non-patient objects (PS3.4 Annex GG). False for private and unknown UIDs, about which nothing is known.
     */
    public static boolean isStorageSopClass(String uid) {
        Entry entry = BY_UID.get(uid);
        return entry != null
                && entry.type.equals("SOP Class")
                && !entry.service.equals("media-storage")
                && (entry.service.equals("storage")
                        || STORED.matcher(entry.keyword).matches());
    }

    /** The UIDs of a service class as {@link Entry#service()} names it, in the order of PS3.6; empty for an unknown one. */
    public static List<String> ofService(String service) {
        return BY_UID.values().stream()
                .filter(entry -> entry.service.equals(service))
                .map(Entry::uid)
                .toList();
    }

    /** The keywords nearest to a misspelt one, best first, at most three; empty when none is near. */
    public static List<String> nearest(String keyword) {
        return NearestWords.of(keyword, new ArrayList<>(BY_KEYWORD.keySet()));
    }
}
