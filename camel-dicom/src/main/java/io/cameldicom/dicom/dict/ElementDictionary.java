package io.cameldicom.dicom.dict;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The data dictionary: PS3.6 2026c, the command elements of PS3.7, and private elements by their creator ({@link PrivateDictionary}).
 * Read on first use; immutable and thread-safe. A private creator of {@code null} stands for none or an unknown one.
 */
public final class ElementDictionary {
    private static final DictionaryTable TABLE;
    /** Entries in the order of their keywords. */
    private static final short[] BY_KEYWORD;
    /** Repeating groups (PS3.5 7.6): which bits of a tag count, what they are, and the entry. */
    private static final int[] REPEATING_MASK;

    private static final int[] REPEATING_ENTRY;

    static {
        ByteBuffer in = DictionaryTable.resource("elements.bin");
        TABLE = new DictionaryTable(in);
        BY_KEYWORD = new short[TABLE.size()];
        in.asShortBuffer().get(BY_KEYWORD);
        in.position(in.position() + 2 * BY_KEYWORD.length);
        int repeating = in.getShort();
        REPEATING_MASK = new int[repeating];
        REPEATING_ENTRY = new int[repeating];
        for (int i = 0; i < repeating; i++) {
            REPEATING_MASK[i] = in.getInt();
            REPEATING_ENTRY[i] = in.getShort();
        }
    }

    private ElementDictionary() {}

    /**
     * The VR to take where none is stated (implicit VR): that of the dictionary; the one for the wider values where it leaves a choice
     * ({@code OW} for "OB or OW"), {@code US} for "US or SS". {@code UL} for group lengths, {@code LO} for private creators (PS3.5 7.8.1),
     * {@code UN} for what is not known.
     */
    public static VR vrOf(int tag, String privateCreator) {
        String vrs = vrsOf(tag, privateCreator);
        if (vrs.isEmpty()) {
            return VR.UN;
        }
        return VR.of(vrs.endsWith("|OW") ? twoBytes(vrs, vrs.length() - 2) : twoBytes(vrs, 0));
    }

    /** All VRs the dictionary allows, in its order; empty for what is not known and for the delimiters of group FFFE. */
    public static List<VR> vrChoicesOf(int tag, String privateCreator) {
        String vrs = vrsOf(tag, privateCreator);
        return IntStream.iterate(0, i -> i < vrs.length(), i -> i + 3)
                .mapToObj(i -> VR.of(twoBytes(vrs, i)))
                .toList();
    }

    /**
     * The keyword; {@code GenericGroupLength} for a group length without one of its own, {@code PrivateCreator} for (gggg,0010-00FF);
     * empty for what is not known and for private elements, which have none.
     */
    public static String keywordOf(int tag, String privateCreator) {
        int entry = entryOf(tag);
        if (entry >= 0) {
            return TABLE.keyword(entry);
        }
        return Tag.isGroupLength(tag) ? "GenericGroupLength" : Tag.isPrivateCreator(tag) ? "PrivateCreator" : "";
    }

    /** The name for people, "Patient's Name"; also of known private elements; empty for what is not known. */
    public static String nameOf(int tag, String privateCreator) {
        int entry = entryOf(tag);
        if (entry >= 0) {
            return TABLE.name(entry);
        }
        if (Tag.isGroupLength(tag)) {
            return "Generic Group Length";
        }
        if (Tag.isPrivateCreator(tag)) {
            return "Private Creator";
        }
        return Tag.isPrivate(tag) ? PrivateDictionary.nameOf(tag, privateCreator) : "";
    }

    /** The value multiplicity as the standard writes it: {@code 1}, {@code 1-n}, {@code 3-3n}; {@code 1-n} for what is not known. */
    public static String vmOf(int tag, String privateCreator) {
        int entry = entryOf(tag);
        if (entry >= 0) {
            return TABLE.vm(entry);
        }
        if (Tag.isGroupLength(tag) || Tag.isPrivateCreator(tag)) {
            return "1";
        }
        return Tag.isPrivate(tag) ? PrivateDictionary.vmOf(tag, privateCreator) : "1-n";
    }

    /** Whether PS3.6 has this element, or PS3.7 for the command group. */
    public static boolean contains(int tag) {
        return entryOf(tag) >= 0;
    }

    public static boolean isRetired(int tag) {
        int entry = entryOf(tag);
        return entry >= 0 && TABLE.retired(entry);
    }

    /** The tag of a keyword (case counts), or -1 when there is none. A repeating group's as {@link Tag} says. */
    public static int tagOf(String keyword) {
        int low = 0;
        int high = BY_KEYWORD.length - 1;
        while (low <= high) {
            int middle = low + high >>> 1;
            int order = TABLE.compareKeyword(BY_KEYWORD[middle], keyword);
            if (order == 0) {
                return TABLE.key(BY_KEYWORD[middle]);
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    /**
     * The tag of a keyword.
     *
     * @throws IllegalArgumentException when there is none; the message names the nearest ones
     */
    public static int requireTagOf(String keyword) {
        int tag = tagOf(keyword);
        if (tag == -1) {
            throw new IllegalArgumentException(
                    "No DICOM keyword '" + keyword + "'" + NearestWords.hint(nearest(keyword)));
        }
        return tag;
    }

    /**
     * The tag of a keyword whose case and underscores do not count, as columns of databases are named: {@code
     * STUDY_INSTANCE_UID}; -1 when there is none.
     */
    public static int tagOfColumn(String name) {
        return Columns.TAGS.getOrDefault(Columns.plain(name), -1);
    }

    /** Made when the first column is asked for. */
    private static final class Columns {
        private static final Map<String, Integer> TAGS = new HashMap<>();

        static {
            for (int entry = 0; entry < TABLE.size(); entry++) {
                TAGS.put(plain(TABLE.keyword(entry)), TABLE.key(entry));
            }
        }

        private static String plain(String name) {
            return name.replace("_", "").toLowerCase(Locale.ROOT);
        }
    }

    /** The keywords nearest to a misspelt one, best first, at most three; empty when none is near. */
    public static List<String> nearest(String keyword) {
        List<String> keywords = new ArrayList<>(TABLE.size());
        for (int entry = 0; entry < TABLE.size(); entry++) {
            keywords.add(TABLE.keyword(entry));
        }
        return NearestWords.of(keyword, keywords);
    }

    private static String vrsOf(int tag, String privateCreator) {
        if (Tag.isGroupLength(tag)) {
            return "UL";
        }
        if (Tag.isPrivate(tag)) {
            return Tag.isPrivateCreator(tag) ? "LO" : PrivateDictionary.vrsOf(tag, privateCreator);
        }
        int entry = entryOf(tag);
        return entry >= 0 ? TABLE.vrs(entry) : "";
    }

    private static int entryOf(int tag) {
        if (Tag.isPrivate(tag)) {
            return -1;
        }
        int entry = TABLE.find(tag, 0, TABLE.size());
        for (int i = 0; entry < 0 && i < REPEATING_MASK.length; i++) {
            if (((tag ^ TABLE.key(REPEATING_ENTRY[i])) & REPEATING_MASK[i]) == 0) {
                entry = REPEATING_ENTRY[i];
            }
        }
        return entry;
    }

    private static int twoBytes(String vrs, int index) {
        return vrs.charAt(index) << 8 | vrs.charAt(index + 1);
    }
}
