package io.cameldicom.dicom.data;

import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Text in the bytes of a value: characters, values separated by backslash, insignificant spaces (PS3.5 6.2). */
final class StringValues {

    private static final String[] NONE = {};

    private StringValues() {}

    /** All values, trimmed. */
    static String[] all(SpecificCharacterSet charset, VR vr, byte[] b, int offset, int length) {
        if (length == 0) {
            return NONE;
        }
        String text = decode(charset, vr, b, offset, length);
        if (!vr.isMultiValued() || text.indexOf('\\') < 0) {
            return new String[] {trim(vr, text, 0, text.length())};
        }
        List<String> values = new ArrayList<>();
        int start = 0;
        for (int end = text.indexOf('\\'); end >= 0; end = text.indexOf('\\', start)) {
            values.add(trim(vr, text, start, end));
            start = end + 1;
        }
        values.add(trim(vr, text, start, text.length()));
        return values.toArray(NONE);
    }

    /** The value of this index, trimmed; null when there are not so many. */
    static String at(int index, SpecificCharacterSet charset, VR vr, byte[] b, int offset, int length) {
        if (length == 0) {
            return null;
        }
        String text = decode(charset, vr, b, offset, length);
        if (!vr.isMultiValued()) {
            return index == 0 ? trim(vr, text, 0, text.length()) : null;
        }
        int start = 0;
        for (int i = 0; i < index; i++) {
            int separator = text.indexOf('\\', start);
            if (separator < 0) {
                return null;
            }
            start = separator + 1;
        }
        int end = text.indexOf('\\', start);
        return trim(vr, text, start, end < 0 ? text.length() : end);
    }

    static String decode(SpecificCharacterSet charset, VR vr, byte[] b, int offset, int length) {
        return vr.usesSpecificCharacterSet()
                ? charset.decode(b, offset, length, vr)
                : new String(b, offset, length, StandardCharsets.ISO_8859_1);
    }

    /**
     * The values as bytes of even length.
     *
     * @param charset for the VRs that use one
     * @throws IllegalArgumentException when it cannot hold the characters; the message has no value
     */
    static byte[] encode(int tag, VR vr, SpecificCharacterSet charset, String[] values) {
        try {
            return encode(charset, vr, join(values));
        } catch (CharacterCodingException e) {
            String repertoire = charset == null ? "the default repertoire" : "character set " + charset.terms();
            throw new IllegalArgumentException(
                    Tag.format(tag) + " " + vr + ": characters that " + repertoire + " does not have", e);
        }
    }

    private static String join(String[] values) {
        if (values == null) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < values.length; i++) {
            text.append(i == 0 ? "" : "\\").append(values[i] == null ? "" : values[i]);
        }
        return text.toString();
    }

    /** Bytes of even length. */
    static byte[] encode(SpecificCharacterSet charset, VR vr, String text) throws CharacterCodingException {
        byte[] bytes = vr.usesSpecificCharacterSet() ? charset.encode(text, vr) : ascii(text);
        return padded(bytes, vr);
    }

    static byte[] padded(byte[] bytes, VR vr) {
        if ((bytes.length & 1) == 0) {
            return bytes;
        }
        byte[] even = Arrays.copyOf(bytes, bytes.length + 1);
        even[bytes.length] = (byte) vr.paddingByte();
        return even;
    }

    private static byte[] ascii(String text) throws CharacterCodingException {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7E) {
                throw new CharacterCodingException();
            }
        }
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String trim(VR vr, String text, int start, int end) {
        int from = start;
        int to = end;
        while (to > from && isPadding(text.charAt(to - 1))) {
            to--;
        }
        while (vr.ignoresLeadingSpaces() && from < to && text.charAt(from) == ' ') {
            from++;
        }
        return text.substring(from, to);
    }

    static String withoutPadding(String text) {
        int to = text.length();
        while (to > 0 && isPadding(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(0, to);
    }

    /** Zero bytes pad UI; elsewhere they are wrong but common. */
    private static boolean isPadding(char c) {
        return c == ' ' || c == 0;
    }
}
