package io.cameldicom.dicom.pdu;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Application entity titles: at most 16 characters of the default repertoire without backslash and control characters;
 * leading and trailing spaces do not count; upper and lower case differ (PS3.5 6.2 AE, PS3.8 Table 9-11).
 */
public final class AeTitle {

    /** Bytes of the field in a PDU. */
    public static final int LENGTH = 16;

    private AeTitle() {}

    /**
     * Checks a title from the configuration. Too long ones are refused, never cut: a cut title would address another
     * application.
     *
     * @return the title without leading and trailing spaces
     * @throws IllegalArgumentException saying what is wrong
     */
    public static String requireValid(String title) {
        String trimmed = title == null ? "" : title.strip();
        if (trimmed.isEmpty()) {
            throw new IllegalArgumentException("AE title is blank: it must have 1 to 16 characters");
        }
        if (trimmed.length() > LENGTH) {
            throw new IllegalArgumentException("AE title '" + trimmed + "' has " + trimmed.length()
                    + " characters: at most 16 are possible (PS3.5 6.2)");
        }
        for (int i = 0; i < trimmed.length(); i++) {
            char c = trimmed.charAt(i);
            if (c < ' ' || c > '~' || c == '\\') {
                throw new IllegalArgumentException("AE title has character U+" + String.format("%04X", (int) c)
                        + " at index " + i + ": only ASCII without backslash and control characters is possible");
            }
        }
        return trimmed;
    }

    /**
     * Reads the field of a PDU. Field devices pad with NUL or end the title with a control byte and leave rubbish
     * behind: what follows the first such byte is dropped. Bytes above 7EH become question marks, so that a title is
     * safe to log.
     */
    static String decode(ByteBuffer field) {
        byte[] bytes = new byte[LENGTH];
        field.get(bytes);
        int length = 0;
        while (length < LENGTH && (bytes[length] < 0 || bytes[length] >= ' ') && bytes[length] != 0x7f) {
            if (bytes[length] < 0) {
                bytes[length] = '?';
            }
            length++;
        }
        return new String(bytes, 0, length, StandardCharsets.US_ASCII).strip();
    }

    static byte[] encode(String title) {
        byte[] ascii = title.getBytes(StandardCharsets.US_ASCII);
        if (ascii.length > LENGTH) {
            throw new IllegalArgumentException("AE title of " + ascii.length + " characters: at most 16 are possible");
        }
        byte[] field = new byte[LENGTH];
        Arrays.fill(field, (byte) ' ');
        System.arraycopy(ascii, 0, field, 0, ascii.length);
        return field;
    }
}
