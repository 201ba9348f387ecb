package io.cameldicom.component.language;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts an expression into tokens. */
final class Lexer {
    private static final Pattern SPACE = Pattern.compile("\\s+");
    /** {@code (0010,0020)}, {@code (0009,xx"CREATOR",02)}: a parenthesis that is none. */
    private static final Pattern TAG = Pattern.compile(
            "\\(\\s*\\p{XDigit}{4}\\s*,\\s*(\\p{XDigit}{4}|[xX]{2}\\s*(\"[^\"]*\"|'[^']*')\\s*,\\s*\\p{XDigit}{2})\\s*\\)");

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern VARIABLE = Pattern.compile("\\$[A-Za-z0-9_]*");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");
    private static final Pattern SYMBOL = Pattern.compile("==|!=|<=|>=|=~|&&|\\|\\||[<>!(),.\\[\\]*]");

    private final String expression;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Lexer(String expression) {
        this.expression = expression;
    }

    /** All tokens and an {@link Token.Kind#END}. */
    static List<Token> tokens(String expression) {
        return new Lexer(expression).tokens();
    }

    private List<Token> tokens() {
        while (at < expression.length()) {
            if (!skip(SPACE)) {
                char c = expression.charAt(at);
                if (c == '\'' || c == '"') {
                    string(c);
                } else if (!isListNext() && take(TAG, Token.Kind.TAG)
                        || take(NAME, Token.Kind.NAME)
                        || take(VARIABLE, Token.Kind.VARIABLE)
                        || take(NUMBER, Token.Kind.NUMBER)) {
                    continue;
                } else {
                    symbol();
                }
            }
        }
        tokens.add(new Token(Token.Kind.END, "", expression.length()));
        return tokens;
    }

    /** After {@code in} two numbers of four digits are a list and no tag. */
    private boolean isListNext() {
        return !tokens.isEmpty() && tokens.get(tokens.size() - 1).isWord("in");
    }

    private boolean skip(Pattern pattern) {
        Matcher matcher = pattern.matcher(expression).region(at, expression.length());
        if (matcher.lookingAt()) {
            at = matcher.end();
            return true;
        }
        return false;
    }

    private boolean take(Pattern pattern, Token.Kind kind) {
        int from = at;
        if (skip(pattern)) {
            tokens.add(new Token(kind, expression.substring(from, at), from));
            return true;
        }
        return false;
    }

    /** A quote is doubled to stand for itself; a backslash is just a backslash, so that a regex stays readable. */
    private void string(char quote) {
        int from = at;
        StringBuilder text = new StringBuilder();
        for (at++; at < expression.length(); at++) {
            char c = expression.charAt(at);
            if (c != quote) {
                text.append(c);
            } else if (at + 1 < expression.length() && expression.charAt(at + 1) == quote) {
                text.append(quote);
                at++;
            } else {
                at++;
                tokens.add(new Token(Token.Kind.STRING, text.toString(), from));
                return;
            }
        }
        throw new SyntaxException(expression, from, "A string without its closing " + quote);
    }

    private void symbol() {
        int from = at;
        if (!skip(SYMBOL)) {
            throw new SyntaxException(expression, from, unexpected(expression.charAt(from)));
        }
        String text = expression.substring(from, at);
        Token.Kind kind =
                switch (text) {
                    case "&&" -> Token.Kind.AND;
                    case "||" -> Token.Kind.OR;
                    case "!" -> Token.Kind.NOT;
                    case "(" -> Token.Kind.OPEN;
                    case ")" -> Token.Kind.CLOSE;
                    case "," -> Token.Kind.COMMA;
                    case "." -> Token.Kind.DOT;
                    case "[" -> Token.Kind.OPEN_INDEX;
                    case "]" -> Token.Kind.CLOSE_INDEX;
                    case "*" -> Token.Kind.ANY;
                    default -> Token.Kind.OPERATOR;
                };
        tokens.add(new Token(kind, text, from));
    }

    private static String unexpected(char c) {
        return switch (c) {
            case '=' -> "'=' is no operator; write == to compare or =~ for a regular expression";
            case '&' -> "'&' is no operator; write &&";
            case '|' -> "'|' is no operator; write ||";
            default -> "'" + c + "' has no meaning";
        };
    }
}
