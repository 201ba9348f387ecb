package io.cameldicom.component.language;

import io.cameldicom.dicom.dict.UidDictionary;
import io.cameldicom.dicom.query.WildcardPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Reads an expression:
 * <pre>
 *   or         = and { "||" and }
 *   and        = not { "&amp;&amp;" not }
 *   not        = "!" not | "(" or ")" | ("exists" | "empty") "(" attribute ")" | comparison
 *   comparison = operand ("==" | "!=" | "&lt;" | "&lt;=" | "&gt;" | "&gt;=") operand
 *              | operand ("=~" | "like") string | operand "in" "(" operand { "," operand } ")"
 *   operand    = attribute | variable | string | number
 *   attribute  = step { "." step }
 *   step       = (keyword | tag) [ "[" (index | "*") "]" ]
 * </pre>
 */
final class Parser {
    /** Of a condition the condition, of a lone operand the operand; the other is null. */
    record Parsed(Condition condition, Operand operand) {}

    private final Tokens tokens;

    private Parser(String expression) {
        this.tokens = new Tokens(expression);
    }

    /** @throws SyntaxException saying what is wrong, where, and what might have been meant */
    static Parsed parse(String expression) {
        return new Parser(expression).parse();
    }

    private Parsed parse() {
        if (tokens.peek().is(Token.Kind.END)) {
            throw tokens.error(tokens.peek(), "An empty expression");
        }
        if (isOperandNext()) {
            Operand alone = operand();
            if (tokens.peek().is(Token.Kind.END)) {
                return new Parsed(null, alone);
            }
            tokens.rewind();
        }
        Condition condition = or();
        if (!tokens.peek().is(Token.Kind.END)) {
            throw tokens.expected("&& or || or the end");
        }
        return new Parsed(condition, null);
    }

    private Condition or() {
        Condition condition = and();
        while (tokens.accept(Token.Kind.OR)) {
            condition = new Condition.Or(condition, and());
        }
        return condition;
    }

    private Condition and() {
        Condition condition = not();
        while (tokens.accept(Token.Kind.AND)) {
            condition = new Condition.And(condition, not());
        }
        return condition;
    }

    private Condition not() {
        if (tokens.accept(Token.Kind.NOT)) {
            return new Condition.Not(not());
        }
        if (tokens.accept(Token.Kind.OPEN)) {
            Condition inner = or();
            tokens.expect(Token.Kind.CLOSE, ")");
            return inner;
        }
        boolean function = isCall();
        if (function && tokens.peek().isWord("exists")) {
            return new Condition.Exists(argument());
        }
        if (function && tokens.peek().isWord("empty")) {
            return new Condition.Empty(argument());
        }
        return comparison();
    }

    /** Of {@code exists(X)} the X. */
    private AttributePath argument() {
        Token function = tokens.take();
        if (tokens.peek().is(Token.Kind.TAG)) {
            // exists(0010,0020): the parentheses of the function are those of the tag
            return AttributePathParser.parse(tokens);
        }
        tokens.expect(Token.Kind.OPEN, "(");
        Token first = tokens.peek();
        if (!(operand() instanceof AttributePath path)) {
            throw tokens.error(first, function.text() + "(...) is about an attribute");
        }
        tokens.expect(Token.Kind.CLOSE, ")");
        return path;
    }

    private Condition comparison() {
        Operand left = operand();
        Token operator = tokens.take();
        if (operator.isWord("in")) {
            return in(left);
        }
        requireText(left);
        if (operator.isWord("like")) {
            return new Condition.Fits(
                    left, new WildcardPattern(string("like wants a string with the wildcards * and ?")));
        }
        if (operator.is(Token.Kind.OPERATOR) && operator.text().equals("=~")) {
            return new Condition.Fits(left, regex());
        }
        if (!operator.is(Token.Kind.OPERATOR)) {
            throw tokens.expected(
                    operator,
                    "a comparison (== != < <= > >= =~ like in; exists(...) asks whether an attribute is there)");
        }
        Operand right = operand();
        requireText(right);
        requireSameMeaning(left, right);
        requireSameMeaning(right, left);
        return new Condition.Comparison(left, Operator.of(operator.text()), right);
    }

    private Condition in(Operand left) {
        requireText(left);
        tokens.expect(Token.Kind.OPEN, "( after in");
        List<Operand> list = new ArrayList<>();
        do {
            Operand element = operand();
            requireText(element);
            requireSameMeaning(left, element);
            list.add(element);
        } while (tokens.accept(Token.Kind.COMMA));
        tokens.expect(Token.Kind.CLOSE, ") or , in the list");
        return new Condition.In(left, List.copyOf(list));
    }

    private GuardedRegex regex() {
        Token token = tokens.peek();
        String regex = string("=~ wants a regular expression in quotes");
        try {
            return new GuardedRegex(Pattern.compile(regex));
        } catch (PatternSyntaxException e) {
            throw tokens.error(token, "No regular expression: " + e.getDescription());
        }
    }

    private String string(String wanted) {
        Token token = tokens.take();
        if (!token.is(Token.Kind.STRING)) {
            throw tokens.error(token, wanted);
        }
        return token.text();
    }

    private boolean isOperandNext() {
        return switch (tokens.peek().kind()) {
            case NAME -> !isCall();
            case TAG, VARIABLE, STRING, NUMBER -> true;
            default -> false;
        };
    }

    private boolean isCall() {
        Token following = tokens.peekSecond();
        return following.is(Token.Kind.OPEN) || following.is(Token.Kind.TAG);
    }

    private Operand operand() {
        Token token = tokens.peek();
        return switch (token.kind()) {
            case STRING -> new Operand.Literal(new Value(tokens.take().text(), Meaning.TEXT), token.position());
            case NUMBER -> new Operand.Literal(new Value(tokens.take().text(), Meaning.NUMBER), token.position());
            case VARIABLE -> variable();
            case NAME, TAG -> AttributePathParser.parse(tokens);
            default -> throw tokens.expected("an attribute, a $variable, a string or a number");
        };
    }

    private Operand variable() {
        Token token = tokens.take();
        Variable variable = Variable.of(token.text());
        if (variable == null) {
            throw tokens.error(token, "No variable " + token.text() + "; there are " + Variable.names());
        }
        return variable;
    }

    private void requireText(Operand operand) {
        if (operand instanceof AttributePath path) {
            switch (path.dictionaryVr()) {
                case SQ -> throw tokens.error(
                        path.position(), path.described() + " is a sequence; compare an attribute of its items");
                case OB, OD, OF, OL, OV, OW -> throw tokens.error(
                        path.position(), path.described() + " has no text to compare; use exists(...) or empty(...)");
                default -> {}
            }
        }
    }

    /** A comparison that could never hold is a mistake of whoever wrote it. */
    private void requireSameMeaning(Operand operand, Operand other) {
        if (operand.meaning() != null && other instanceof Operand.Literal literal) {
            Meaning both = operand.meaning().with(literal.meaning());
            if (both.parse(literal.value().text()) == null) {
                String hint = both == Meaning.UID
                        ? AttributePathParser.didYouMean(
                                UidDictionary.nearest(literal.value().text()))
                        : "";
                throw tokens.error(
                        literal.position(),
                        "'" + literal.value().text() + "' is not " + both.described + ", such as " + both.example
                                + hint);
            }
        }
    }
}
