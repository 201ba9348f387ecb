package io.cameldicom.dicom.dimse;

/** Error Comment (0000,0902) is LO: at most 64 characters of the default repertoire, no backslash (PS3.7 Annex C). */
final class ErrorComment {
    static final int MAX_LENGTH = 64;

    private ErrorComment() {}

    /** What of a text may travel as an error comment; null stays null. */
    static String fit(String text) {
        if (text == null) {
            return null;
        }
        StringBuilder fitted = new StringBuilder(Math.min(text.length(), MAX_LENGTH));
        for (int i = 0; i < text.length() && fitted.length() < MAX_LENGTH; i++) {
            char c = text.charAt(i);
            fitted.append(c < ' ' ? ' ' : c > '~' || c == '\\' ? '?' : c);
        }
        return fitted.toString();
    }
}
