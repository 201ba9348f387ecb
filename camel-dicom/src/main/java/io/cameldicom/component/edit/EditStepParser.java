package io.cameldicom.component.edit;

import io.cameldicom.component.language.AttributePath;
import io.cameldicom.component.language.AttributePathParser;
import io.cameldicom.component.language.GuardedRegex;
import io.cameldicom.component.language.SyntaxException;
import io.cameldicom.component.language.Token;
import io.cameldicom.component.language.Tokens;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.deid.KeyedHash;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Reads one step:
 * <pre>
 *   ("set" | "default") attribute ["as" VR] text { "," text }
 *   "copy" attribute "to" attribute ["as" VR]
 *   "remove" (attribute | "private")
 *   "hash" attribute
 *   "shift" ("dates" | attribute) "by" number "days"
 *   "map" attribute (text "to" text { "," text "to" text } | "from" resource) [ "else" text ]
 *   "replace" attribute regex "with" text
 * </pre>
 */
final class EditStepParser {
    private static final String WORDS = "set, default, copy, remove, hash, shift, map or replace";
    private static final Pattern REFERENCE = Pattern.compile("\\$(\\d?)");
    private static final int FIRST_BEHIND_HEAD = 0x7FE0;
    private static final int MOST_DAYS = 365_000;

    /** What a script may refer to outside itself. */
    interface Surroundings {
        /** @throws IllegalArgumentException when there is no key */
        KeyedHash hash();

        /** A text with Simple functions in it. */
        SetStep.Text simple(String text);

        /** The text of a resource. */
        String load(String resource);
    }

    private final Tokens tokens;
    private final Surroundings surroundings;

    EditStepParser(Tokens tokens, Surroundings surroundings) {
        this.tokens = tokens;
        this.surroundings = surroundings;
    }

    /** @throws SyntaxException saying what is wrong and where */
    EditStep parse() {
        Token word = tokens.take();
        EditStep step =
                switch (word.text()) {
                    case "set" -> set(false);
                    case "default" -> set(true);
                    case "copy" -> copy();
                    case "remove" -> remove();
                    case "hash" -> hash();
                    case "shift" -> shift();
                    case "map" -> map();
                    case "replace" -> replace();
                    default -> throw tokens.error(word, "Expected " + WORDS + ", found '" + word.text() + "'");
                };
        if (!tokens.peek().is(Token.Kind.END)) {
            throw tokens.expected("the end of the step");
        }
        return step;
    }

    private EditStep set(boolean onlyIfEmpty) {
        Token first = tokens.peek();
        EditTarget target = target();
        List<SetStep.Text> values = new ArrayList<>();
        List<String> literals = new ArrayList<>();
        do {
            Token token = value();
            boolean simple = token.text().contains("${");
            if (!simple) {
                check(target, token);
                literals.add(token.text());
            }
            values.add(simple ? surroundings.simple(token.text()) : exchange -> token.text());
        } while (tokens.accept(Token.Kind.COMMA));
        if (target.path().first().tag() == Tag.SpecificCharacterSet) {
            if (onlyIfEmpty || literals.size() < values.size()) {
                throw tokens.error(first, "The character set is set to terms of the standard, such as 'ISO_IR 192'");
            }
            return new CharacterSetStep(List.copyOf(literals));
        }
        return new SetStep(target, List.copyOf(values), onlyIfEmpty);
    }

    private EditStep copy() {
        AttributePath source = AttributePathParser.parse(tokens);
        word("to");
        return new CopyStep(source, unlessCharacterSet(target()));
    }

    private EditStep remove() {
        if (tokens.acceptWord("private")) {
            return new RemovePrivateStep();
        }
        AttributePath path = path();
        return new RemoveStep(unlessCharacterSet(new EditTarget(path, path.dictionaryVr())));
    }

    private EditStep hash() {
        Token first = tokens.peek();
        EditTarget target = unlessCharacterSet(target());
        int digits =
                switch (target.vr()) {
                    case AE, CS, SH -> 16;
                    case LO, LT, PN, ST, UC, UT, UI -> 32;
                    default -> throw tokens.error(
                            first,
                            "A " + target.vr()
                                    + " cannot be a hash; dates are hidden by shift, others by set or remove");
                };
        KeyedHash hash;
        try {
            hash = surroundings.hash();
        } catch (IllegalArgumentException e) {
            throw tokens.error(first, e.getMessage());
        }
        return new RewriteStep(target, (value, vr) -> vr == VR.UI ? hash.uid(value) : hash.hex(value, digits), true);
    }

    private EditStep shift() {
        boolean all = tokens.acceptWord("dates");
        Token first = tokens.peek();
        EditTarget target = all ? null : target();
        if (!all && target.vr() != VR.DA && target.vr() != VR.DT) {
            throw tokens.error(first, "Only dates (DA, DT) can be shifted");
        }
        word("by");
        Token number = tokens.expect(Token.Kind.NUMBER, "a number of days");
        if (!number.text().matches("-?\\d{1,6}") || Math.abs(Integer.parseInt(number.text())) > MOST_DAYS) {
            throw tokens.error(number, "Expected a whole number of days, at most " + MOST_DAYS);
        }
        word("days");
        int days = Integer.parseInt(number.text());
        return all
                ? new ShiftDatesStep(days)
                : new RewriteStep(target, (value, vr) -> ShiftDatesStep.shift(value, vr, days), true);
    }

    private EditStep map() {
        EditTarget target = unlessCharacterSet(target());
        Map<String, String> table = new HashMap<>();
        if (tokens.acceptWord("from")) {
            Token resource = tokens.expect(Token.Kind.STRING, "the resource of a table, in quotes");
            readTable(resource, table);
        } else {
            do {
                String from = tokens.expect(Token.Kind.STRING, "the value to map, in quotes")
                        .text();
                word("to");
                Token to = value();
                check(target, to);
                table.put(from, to.text());
            } while (tokens.accept(Token.Kind.COMMA));
        }
        String otherwise = null;
        if (tokens.acceptWord("else")) {
            Token to = value();
            check(target, to);
            otherwise = to.text();
        }
        String others = otherwise;
        return new RewriteStep(
                target, (value, vr) -> table.getOrDefault(value, others == null ? value : others), false);
    }

    /** Two columns with a tab between them; empty lines and those that start with # do not count. */
    private void readTable(Token resource, Map<String, String> table) {
        int number = 0;
        for (String line : surroundings.load(resource.text()).split("\\R")) {
            number++;
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] column = line.split("\t");
                if (column.length != 2) {
                    throw tokens.error(
                            resource, "Line " + number + " of the table is not two columns with a tab between them");
                }
                table.put(column[0].strip(), column[1].strip());
            }
        }
    }

    private EditStep replace() {
        EditTarget target = unlessCharacterSet(target());
        Token regex = tokens.expect(Token.Kind.STRING, "a regular expression in quotes");
        word("with");
        Token replacement = tokens.expect(Token.Kind.STRING, "the replacement, in quotes");
        try {
            GuardedRegex guarded = new GuardedRegex(Pattern.compile(regex.text()));
            requireGroups(replacement, guarded.pattern());
            String with = replacement.text();
            return new RewriteStep(target, (value, vr) -> guarded.replaceAll(value, with), false);
        } catch (PatternSyntaxException e) {
            throw tokens.error(regex, "No regular expression: " + e.getDescription());
        }
    }

    /** A replacement may refer to $0 to the last group; any other $ would be an error with the first value that fits. */
    private void requireGroups(Token replacement, Pattern pattern) {
        int groups = pattern.matcher("").groupCount();
        Matcher reference = REFERENCE.matcher(replacement.text());
        while (reference.find()) {
            if (reference.group(1).isEmpty() || reference.group(1).charAt(0) - '0' > groups) {
                throw tokens.error(replacement, "A $ in the replacement stands for a group, $0 to $" + groups);
            }
        }
    }

    private EditTarget target() {
        Token first = tokens.peek();
        AttributePath path = path();
        VR vr = path.dictionaryVr();
        if (tokens.acceptWord("as")) {
            Token name = tokens.expect(Token.Kind.NAME, "a VR");
            vr = name.text().length() == 2
                    ? VR.of(name.text().charAt(0) << 8 | name.text().charAt(1))
                    : null;
            if (vr == null) {
                throw tokens.error(name, "'" + name.text() + "' is no VR");
            }
        }
        if (vr == VR.SQ || vr.isBulk() && vr != VR.UN) {
            throw tokens.error(
                    first, "The value is " + (vr == VR.SQ ? "a sequence" : "binary") + " and can only be removed");
        }
        if (vr == VR.UN) {
            throw tokens.error(first, "The dictionary does not know it: say its VR, such as as LO");
        }
        return new EditTarget(path, vr);
    }

    private AttributePath path() {
        Token first = tokens.peek();
        AttributePath path = AttributePathParser.parse(tokens);
        if (path.last().index() != AttributePath.ANY) {
            throw tokens.error(first, "All values are edited at once: leave out the last index");
        }
        if (Tag.group(path.first().tag()) >= FIRST_BEHIND_HEAD) {
            throw tokens.error(first, "Pixel data and what is behind it cannot be edited");
        }
        return path;
    }

    private EditTarget unlessCharacterSet(EditTarget target) {
        if (target.path().first().tag() == Tag.SpecificCharacterSet) {
            throw tokens.error(tokens.peek(), "The character set can only be set");
        }
        return target;
    }

    private Token value() {
        return tokens.peek().is(Token.Kind.NUMBER)
                ? tokens.take()
                : tokens.expect(Token.Kind.STRING, "a value in quotes or a number");
    }

    private void check(EditTarget target, Token value) {
        int tag = target.path().last().tag();
        try {
            if (target.vr().isString()) {
                ValueRules.check(tag, target.vr(), value.text());
            } else if (!value.text().isEmpty()) {
                new Attributes().setString(tag, target.vr(), value.text());
            }
        } catch (IllegalArgumentException e) {
            throw tokens.error(value, e.getMessage());
        }
    }

    private void word(String word) {
        if (!tokens.acceptWord(word)) {
            throw tokens.expected("'" + word + "'");
        }
    }
}
