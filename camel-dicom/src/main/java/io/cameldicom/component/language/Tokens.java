package io.cameldicom.component.language;

import java.util.List;

/** The words of a text, read one after the other. Not thread-safe. */
public final class Tokens {
    private final String text;
    private final List<Token> tokens;
    private int next;

    /** @throws SyntaxException when there is a character that starts no word */
    public Tokens(String text) {
        this.text = text;
        this.tokens = Lexer.tokens(text);
    }

    /** The next word, which stays the next. */
    public Token peek() {
        return tokens.get(next);
    }

    /** The one after the next. */
    Token peekSecond() {
        return tokens.get(Math.min(next + 1, tokens.size() - 1));
    }

    /** The next word; at the end the end, as often as asked for. */
    public Token take() {
        Token token = tokens.get(next);
        next = Math.min(next + 1, tokens.size() - 1);
        return token;
    }

    /** Takes the next word if it is of this kind. */
    public boolean accept(Token.Kind kind) {
        boolean there = peek().is(kind);
        if (there) {
            take();
        }
        return there;
    }

    /** Takes the next word if it is this one. */
    public boolean acceptWord(String word) {
        boolean there = peek().isWord(word);
        if (there) {
            take();
        }
        return there;
    }

    /**
     * Takes the next word, which has to be of this kind.
     *
     * @param wanted for the error message
     */
    public Token expect(Token.Kind kind, String wanted) {
        if (!peek().is(kind)) {
            throw expected(wanted);
        }
        return take();
    }

    void rewind() {
        next = 0;
    }

    /** That something else was wanted in the place of the next word. */
    public SyntaxException expected(String wanted) {
        return expected(peek(), wanted);
    }

    SyntaxException expected(Token instead, String wanted) {
        return error(instead, "Expected " + wanted + ", found " + found(instead));
    }

    public SyntaxException error(Token token, String problem) {
        return error(token.position(), problem);
    }

    SyntaxException error(int position, String problem) {
        return new SyntaxException(text, position, problem);
    }

    private static String found(Token token) {
        return switch (token.text()) {
            case "and", "AND" -> "'and', which is written &&";
            case "or", "OR" -> "'or', which is written ||";
            case "not", "NOT" -> "'not', which is written !";
            default -> token.described();
        };
    }
}
