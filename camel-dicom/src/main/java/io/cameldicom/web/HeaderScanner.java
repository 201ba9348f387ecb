package io.cameldicom.web;

/** Reads tokens and quoted strings of a header's value (RFC 9110 5.6), from left to right and once. */
final class HeaderScanner {

    private static final int MAX_LENGTH = 8 * 1024;
    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

    private final String text;
    private int position;

    HeaderScanner(String text) {
        this.text = text == null ? "" : text;
        if (this.text.length() > MAX_LENGTH) {
            throw failure("it is longer than " + MAX_LENGTH + " characters");
        }
    }

    static boolean isToken(String value) {
        return !value.isEmpty() && value.chars().allMatch(HeaderScanner::isTokenCharacter);
    }

    private static boolean isTokenCharacter(int c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c >= '0' && c <= '9'
                || c < 0x7F && TOKEN_MARKS.indexOf(c) >= 0;
    }

    private void skipSpace() {
        while (position < text.length() && (text.charAt(position) == ' ' || text.charAt(position) == '\t')) {
            position++;
        }
    }

    boolean atEnd() {
        skipSpace();
        return position == text.length();
    }

    boolean peeks(char c) {
        skipSpace();
        return position < text.length() && text.charAt(position) == c;
    }

    boolean skip(char c) {
        boolean there = peeks(c);
        if (there) {
            position++;
        }
        return there;
    }

    void expect(char c) {
        if (!skip(c)) {
            throw failure("'" + c + "' is missing");
        }
    }

    String token() {
        skipSpace();
        int start = position;
        while (position < text.length() && isTokenCharacter(text.charAt(position))) {
            position++;
        }
        if (position == start) {
            throw failure("a name is missing");
        }
        return text.substring(start, position);
    }

    /** A quoted string, or what stands before the next separator: peers leave out quotes that they need. */
    String value() {
        if (skip('"')) {
            return quoted();
        }
        int start = position;
        while (position < text.length() && ";, \t".indexOf(text.charAt(position)) < 0) {
            position++;
        }
        return text.substring(start, position);
    }

    private String quoted() {
        StringBuilder value = new StringBuilder();
        while (position < text.length()) {
            char c = text.charAt(position++);
            if (c == '"') {
                return value.toString();
            }
            if (c == '\\' && position < text.length()) {
                c = text.charAt(position++);
            }
            value.append(c);
        }
        throw failure("a quotation mark is missing");
    }

    IllegalArgumentException failure(String why) {
        return new IllegalArgumentException("not a media type, at character " + (position + 1) + ": " + why);
    }
}
