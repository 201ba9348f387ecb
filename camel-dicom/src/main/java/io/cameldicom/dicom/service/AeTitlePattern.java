package io.cameldicom.dicom.service;

/** An AE title with wildcards: {@code *} for any characters, {@code ?} for one. Case counts, as in AE titles (PS3.5 6.2). */
record AeTitlePattern(String pattern) {
    static final String ANY = "*";

    AeTitlePattern {
        if (pattern.isBlank()) {
            throw new IllegalArgumentException("AE title pattern is blank: use * for any");
        }
        pattern = pattern.strip();
    }

    boolean matches(String aeTitle) {
        return matches(0, aeTitle, 0);
    }

    private boolean matches(int at, String text, int from) {
        for (int i = at; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '*') {
                for (int rest = from; rest <= text.length(); rest++) {
                    if (matches(i + 1, text, rest)) {
                        return true;
                    }
                }
                return false;
            }
            if (from == text.length() || c != '?' && c != text.charAt(from)) {
                return false;
            }
            from++;
        }
        return from == text.length();
    }
}
