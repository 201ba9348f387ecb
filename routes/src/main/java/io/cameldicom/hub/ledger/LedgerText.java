package io.cameldicom.hub.ledger;

import java.nio.charset.StandardCharsets;

/** Makes what peers send fit for a column: PostgreSQL takes neither NUL nor half characters. */
final class LedgerText {

    private LedgerText() {}

    /** At most this many characters, null for nothing. */
    static String fit(String text, int length) {
        if (text == null) {
            return null;
        }
        String clean = text.indexOf('\0') < 0 ? text : text.replace("\0", "");
        if (clean.length() > length) {
            clean = clean.substring(0, length);
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(clean)) {
            clean = new String(clean.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        }
        clean = clean.strip();
        return clean.isEmpty() ? null : clean;
    }
}
