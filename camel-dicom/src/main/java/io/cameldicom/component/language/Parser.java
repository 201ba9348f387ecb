package io.cameldicom.component.language;

import io.cameldicom.dicom.dict.ElementDictionary;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.UidDictionary;
import io.cameldicom.dicom.dict.VR;
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

    private final String expression;
    private final List<Token> tokens;
    private int next;

    private Parser(String expression) {
        this.expression = expression;
        this.tokens = Lexer.tokens(expression);
    }

    /** @throws SyntaxException saying what is wrong, where, and what might have been meant */
    static Parsed parse(String expression) {
        return new Parser(expression).parse();
    }

    private Parsed parse() {
        if (peek().is(Token.Kind.END)) {
            throw error(peek(), "An empty expression");
        }
        if (isOperandNext()) {
            Operand alone = operand();
            if (peek().is(Token.Kind.END)) {
                return new Parsed(null, alone);
            }
            next = 0;
        }
        Condition condition = or();
        if (!peek().is(Token.Kind.END)) {
            throw error(peek(), "Expected && or || or the end, found " + found(peek()));
        }
        return new Parsed(condition, null);
    }

    private Condition or() {
        Condition condition = and();
        while (accept(Token.Kind.OR)) {
            condition = new Condition.Or(condition, and());
        }
        return condition;
    }

    private Condition and() {
        Condition condition = not();
        while (accept(Token.Kind.AND)) {
            condition = new Condition.And(condition, not());
        }
        return condition;
    }

    private Condition not() {
        if (accept(Token.Kind.NOT)) {
            return new Condition.Not(not());
        }
        if (accept(Token.Kind.OPEN)) {
            Condition inner = or();
            expect(Token.Kind.CLOSE, ")");
            return inner;
        }
        boolean function = isCall();
        if (function && peek().isWord("exists")) {
            return new Condition.Exists(argument());
        }
        if (function && peek().isWord("empty")) {
            return new Condition.Empty(argument());
        }
        return comparison();
    }

    /** Of {@code exists(X)} the X. */
    private AttributePath argument() {
        Token function = take();
        if (peek().is(Token.Kind.TAG)) {
            // exists(0010,0020): the parentheses of the function are those of the tag
            return attribute();
        }
        expect(Token.Kind.OPEN, "(");
        Token first = peek();
        if (!(operand() instanceof AttributePath path)) {
            throw error(first, function.text() + "(...) is about an attribute");
        }
        expect(Token.Kind.CLOSE, ")");
        return path;
    }

    private Condition comparison() {
        Operand left = operand();
        Token operator = take();
        if (operator.isWord("in")) {
            return in(left);
        }
        requireText(left);
        if (operator.isWord("like")) {
            return new Condition.Fits(left, new Wildcards(string("like wants a string with the wildcards * and ?")));
        }
        if (operator.is(Token.Kind.OPERATOR) && operator.text().equals("=~")) {
            return new Condition.Fits(left, regex());
        }
        if (!operator.is(Token.Kind.OPERATOR)) {
            throw error(
                    operator,
                    "Expected a comparison (== != < <= > >= =~ like in), found " + found(operator)
                            + "; whether an attribute is there is asked by exists(...)");
        }
        Operand right = operand();
        requireText(right);
        requireSameMeaning(left, right);
        requireSameMeaning(right, left);
        return new Condition.Comparison(left, Operator.of(operator.text()), right);
    }

    private Condition in(Operand left) {
        requireText(left);
        expect(Token.Kind.OPEN, "( after in");
        List<Operand> list = new ArrayList<>();
        do {
            Operand element = operand();
            requireText(element);
            requireSameMeaning(left, element);
            list.add(element);
        } while (accept(Token.Kind.COMMA));
        expect(Token.Kind.CLOSE, ") or , in the list");
        return new Condition.In(left, List.copyOf(list));
    }

    private GuardedRegex regex() {
        Token token = peek();
        String regex = string("=~ wants a regular expression in quotes");
        try {
            return new GuardedRegex(Pattern.compile(regex));
        } catch (PatternSyntaxException e) {
            throw error(token, "No regular expression: " + e.getDescription());
        }
    }

    private String string(String wanted) {
        Token token = take();
        if (!token.is(Token.Kind.STRING)) {
            throw error(token, wanted);
        }
        return token.text();
    }

    private boolean isOperandNext() {
        return switch (peek().kind()) {
            case NAME -> !isCall();
            case TAG, VARIABLE, STRING, NUMBER -> true;
            default -> false;
        };
    }

    private boolean isCall() {
        Token following = tokens.get(Math.min(next + 1, tokens.size() - 1));
        return following.is(Token.Kind.OPEN) || following.is(Token.Kind.TAG);
    }

    private Operand operand() {
        Token token = peek();
        return switch (token.kind()) {
            case STRING -> new Operand.Literal(new Value(take().text(), Meaning.TEXT), token.position());
            case NUMBER -> new Operand.Literal(new Value(take().text(), Meaning.NUMBER), token.position());
            case VARIABLE -> variable();
            case NAME, TAG -> attribute();
            default -> throw error(
                    token, "Expected an attribute, a $variable, a string or a number, found " + found(token));
        };
    }

    private Operand variable() {
        Token token = take();
        Variable variable = Variable.of(token.text());
        if (variable == null) {
            throw error(token, "No variable " + token.text() + "; there are " + Variable.names());
        }
        return variable;
    }

    private AttributePath attribute() {
        Token first = peek();
        List<AttributePath.Step> steps = new ArrayList<>();
        do {
            if (!steps.isEmpty()) {
                requireSequence(steps.get(steps.size() - 1));
            }
            steps.add(step());
        } while (accept(Token.Kind.DOT));
        return new AttributePath(List.copyOf(steps), first.position());
    }

    private void requireSequence(AttributePath.Step step) {
        VR vr = step.dictionaryVr();
        if (vr != VR.SQ && vr != VR.UN) {
            throw error(peek(), Tag.format(step.tag()) + " is no sequence, so it has no attributes");
        }
    }

    private AttributePath.Step step() {
        Token token = take();
        int tag;
        String creator = null;
        if (token.is(Token.Kind.TAG)) {
            creator = creator(token.text());
            tag = tag(token.text(), creator);
        } else if (token.is(Token.Kind.NAME)) {
            tag = keyword(token);
        } else {
            throw error(token, "Expected a keyword or a tag, found " + found(token));
        }
        requireDataSet(tag, token);
        return new AttributePath.Step(tag, creator, accept(Token.Kind.OPEN_INDEX) ? index() : AttributePath.ANY);
    }

    private int index() {
        Token token = take();
        int index = AttributePath.ANY;
        if (token.is(Token.Kind.NUMBER) && token.text().matches("\\d{1,9}")) {
            index = Integer.parseInt(token.text());
        } else if (!token.is(Token.Kind.ANY)) {
            throw error(token, "Expected an index from 0, or *, found " + found(token));
        }
        expect(Token.Kind.CLOSE_INDEX, "]");
        return index;
    }

    /** Of {@code (gggg,xx"CREATOR",ee)} the creator, otherwise null. */
    private static String creator(String tag) {
        for (int i = 0; i < tag.length(); i++) {
            if (tag.charAt(i) == '"' || tag.charAt(i) == '\'') {
                return tag.substring(i + 1, tag.indexOf(tag.charAt(i), i + 1));
            }
        }
        return null;
    }

    private static int tag(String written, String creator) {
        String inside = written.substring(1, written.length() - 1);
        int group = Integer.parseInt(inside.substring(0, inside.indexOf(',')).trim(), 16);
        int element =
                Integer.parseInt(inside.substring(inside.lastIndexOf(',') + 1).trim(), 16);
        // (gggg,10ee): with a creator any block stands for the one reserved
        return Tag.of(group, creator == null ? element : 0x1000 | element);
    }

    private int keyword(Token token) {
        int tag = ElementDictionary.tagOf(token.text());
        if (tag == -1) {
            throw error(
                    token,
                    "No DICOM keyword '" + token.text() + "'" + didYouMean(ElementDictionary.nearest(token.text())));
        }
        return tag;
    }

    private void requireDataSet(int tag, Token token) {
        if (tag == Tag.TransferSyntaxUID || tag == Tag.MediaStorageSOPClassUID) {
            String variable = tag == Tag.TransferSyntaxUID ? "$transferSyntax" : "$sopClass";
            throw error(token, Tag.format(tag) + " is not in the data set but in front of it; write " + variable);
        }
        if (Tag.group(tag) <= 2) {
            throw error(token, Tag.format(tag) + " is no element of a data set");
        }
    }

    private void requireText(Operand operand) {
        if (operand instanceof AttributePath path) {
            switch (path.dictionaryVr()) {
                case SQ -> throw error(
                        path.position(), path.described() + " is a sequence; compare an attribute of its items");
                case OB, OD, OF, OL, OV, OW -> throw error(
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
                        ? didYouMean(UidDictionary.nearest(literal.value().text()))
                        : "";
                throw error(
                        literal.position(),
                        "'" + literal.value().text() + "' is not " + both.described + ", such as " + both.example
                                + hint);
            }
        }
    }

    private static String didYouMean(List<String> nearest) {
        return nearest.isEmpty() ? "" : "; did you mean " + String.join(" or ", nearest) + "?";
    }

    private static String found(Token token) {
        return switch (token.text()) {
            case "and", "AND" -> "'and', which is written &&";
            case "or", "OR" -> "'or', which is written ||";
            case "not", "NOT" -> "'not', which is written !";
            default -> token.described();
        };
    }

    private Token peek() {
        return tokens.get(next);
    }

    private Token take() {
        Token token = tokens.get(next);
        next = Math.min(next + 1, tokens.size() - 1);
        return token;
    }

    private boolean accept(Token.Kind kind) {
        boolean there = peek().is(kind);
        if (there) {
            take();
        }
        return there;
    }

    private void expect(Token.Kind kind, String wanted) {
        if (!accept(kind)) {
            throw error(peek(), "Expected " + wanted + ", found " + found(peek()));
        }
    }

    private SyntaxException error(Token token, String problem) {
        return error(token.position(), problem);
    }

    private SyntaxException error(int position, String problem) {
        return new SyntaxException(expression, position, problem);
    }
}
