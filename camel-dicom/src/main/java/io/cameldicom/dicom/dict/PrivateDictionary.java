package io.cameldicom.dicom.dict;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Private elements (PS3.5 7.8) that vendors have published, by private creator. Read when a private element with a creator is first asked
 * for; immutable and thread-safe. Spaces around a creator do not count.
 */
public final class PrivateDictionary {
    private static final DictionaryTable TABLE;
    private static final String[] CREATORS;
    /** The entries of creator {@code i} are {@code FIRST[i]} to {@code FIRST[i + 1] - 1}. */
    private static final int[] FIRST;

    static {
        ByteBuffer in = DictionaryTable.resource("private.bin");
        TABLE = new DictionaryTable(in);
        int creators = in.getShort();
        CREATORS = new String[creators];
        FIRST = new int[creators + 1];
        for (int i = 0; i < creators; i++) {
            CREATORS[i] = new String(DictionaryTable.bytes(in, in.get()), StandardCharsets.UTF_8);
            FIRST[i + 1] = FIRST[i] + in.getShort();
        }
    }

    private PrivateDictionary() {}

    /** Whether any element of this creator is known. */
    public static boolean knows(String creator) {
        return creator != null && Arrays.binarySearch(CREATORS, creator.trim()) >= 0;
    }

    static String vrsOf(int tag, String creator) {
        int entry = entryOf(tag, creator);
        return entry >= 0 ? TABLE.vrs(entry) : "";
    }

    static String vmOf(int tag, String creator) {
        int entry = entryOf(tag, creator);
        return entry >= 0 ? TABLE.vm(entry) : "1-n";
    }

    static String nameOf(int tag, String creator) {
        int entry = entryOf(tag, creator);
        return entry >= 0 ? TABLE.name(entry) : "";
    }

    private static int entryOf(int tag, String creator) {
        int i = creator == null ? -1 : Arrays.binarySearch(CREATORS, creator.trim());
        if (i < 0 || Tag.element(tag) < 0x1000) {
            return -1;
        }
        // an element of any block is kept as (gggg,00ee), one at a fixed place by its whole tag: these cannot collide
        int entry = TABLE.find(tag & 0xFFFF00FF, FIRST[i], FIRST[i + 1]);
        return entry >= 0 ? entry : TABLE.find(tag, FIRST[i], FIRST[i + 1]);
    }
}
