package io.cameldicom.component.language;

/**
 * A word of the language.
 *
 * @param text what was written; of a string without its quotes
 * @param position index in the expression, from 0
 */
public record Token(Kind kind, String text, int position) {
    public enum Kind {
        NAME,
        TAG,
        VARIABLE,
        STRING,
        NUMBER,
        OPERATOR,
        AND,
        OR,
        NOT,
        OPEN,
        CLOSE,
        COMMA,
        DOT,
        OPEN_INDEX,
        CLOSE_INDEX,
        ANY,
        END
    }

    public boolean is(Kind kind) {
        return this.kind == kind;
    }

    public boolean isWord(String word) {
        return kind == Kind.NAME && text.equals(word);
    }

    /** For error messages. */
    String described() {
        return kind == Kind.END ? "the end" : "'" + text + "'";
    }
}
