package io.cameldicom.dicom.dict;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A generated dictionary resource, kept in the arrays it is written as: no object per entry, so that it is read in a moment and takes a
 * few hundred KiB.
 *
 * <p>The file, in big endian:
 * <pre>
 *   u2 number of VR combinations, each: u1 length, ASCII ("US|SS")
 *   u2 number of VMs,             each: u1 length, ASCII ("1-n")
 *   u2 n, the number of entries
 *   n x s4 key, n x u1 index of the VRs, n x u1 index of the VM (0x80: retired)
 *   n x u1 length of the keyword, n x u1 length of the name, both in UTF-8
 *   all keywords and names, entry after entry
 * </pre>
 */
final class DictionaryTable {
    private static final int RETIRED = 0x80;

    private final String[] vrs;
    private final String[] vms;
    private final int[] keys;
    private final byte[] vr;
    private final byte[] vm;
    private final byte[] keywordLength;
    private final int[] textOffset;
    private final byte[] text;

    DictionaryTable(ByteBuffer in) {
        vrs = words(in);
        vms = words(in);
        int n = in.getShort() & 0xFFFF;
        keys = new int[n];
        in.asIntBuffer().get(keys);
        in.position(in.position() + 4 * n);
        vr = bytes(in, n);
        vm = bytes(in, n);
        keywordLength = bytes(in, n);
        byte[] nameLength = bytes(in, n);
        textOffset = new int[n + 1];
        for (int i = 0; i < n; i++) {
            textOffset[i + 1] = textOffset[i] + (keywordLength[i] & 0xFF) + (nameLength[i] & 0xFF);
        }
        text = bytes(in, textOffset[n]);
    }

    static ByteBuffer resource(String name) {
        try (InputStream in = DictionaryTable.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(
                        "The jar is incomplete: no " + name + " beside " + DictionaryTable.class.getName());
            }
            return ByteBuffer.wrap(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] bytes(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    private static String[] words(ByteBuffer in) {
        String[] words = new String[in.getShort()];
        for (int i = 0; i < words.length; i++) {
            words[i] = new String(bytes(in, in.get()), StandardCharsets.US_ASCII);
        }
        return words;
    }

    int size() {
        return keys.length;
    }

    int key(int entry) {
        return keys[entry];
    }

    /** The entry of a key between two entries (keys ascend as unsigned numbers), or a negative number. */
    int find(int key, int from, int to) {
        int low = from;
        int high = to - 1;
        while (low <= high) {
            int middle = low + high >>> 1;
            int order = Integer.compareUnsigned(keys[middle], key);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    /** As in the standard's table, with {@code |} for "or"; empty for the delimiters of group FFFE. */
    String vrs(int entry) {
        return vrs[vr[entry]];
    }

    String vm(int entry) {
        return vms[vm[entry] & 0xFF & ~RETIRED];
    }

    boolean retired(int entry) {
        return (vm[entry] & RETIRED) != 0;
    }

    String keyword(int entry) {
        return new String(text, textOffset[entry], keywordLength[entry] & 0xFF, StandardCharsets.UTF_8);
    }

    String name(int entry) {
        int from = textOffset[entry] + (keywordLength[entry] & 0xFF);
        return new String(text, from, textOffset[entry + 1] - from, StandardCharsets.UTF_8);
    }

    /** The order of an entry's keyword, which is ASCII, and a word. */
    int compareKeyword(int entry, String word) {
        int length = keywordLength[entry] & 0xFF;
        int common = Math.min(length, word.length());
        for (int i = 0; i < common; i++) {
            int order = text[textOffset[entry] + i] - word.charAt(i);
            if (order != 0) {
                return order;
            }
        }
        return length - word.length();
    }
}
