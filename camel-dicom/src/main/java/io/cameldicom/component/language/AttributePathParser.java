package io.cameldicom.component.language;

import io.cameldicom.dicom.dict.ElementDictionary;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads an attribute:
 * <pre>
 *   attribute = step { "." step }
 *   step      = (keyword | tag) [ "[" (index | "*") "]" ]
 *   tag       = (gggg,eeee) | (gggg,xx"CREATOR",ee)
 * </pre>
 */
public final class AttributePathParser {
    private final Tokens tokens;

    private AttributePathParser(Tokens tokens) {
        this.tokens = tokens;
    }

    /** @throws SyntaxException saying what is wrong and where */
    public static AttributePath parse(Tokens tokens) {
        return new AttributePathParser(tokens).attribute();
    }

    private AttributePath attribute() {
        Token first = tokens.peek();
        List<AttributePath.Step> steps = new ArrayList<>();
        do {
            if (!steps.isEmpty()) {
                requireSequence(steps.get(steps.size() - 1));
            }
            steps.add(step());
        } while (tokens.accept(Token.Kind.DOT));
        return new AttributePath(List.copyOf(steps), first.position());
    }

    private void requireSequence(AttributePath.Step step) {
        VR vr = step.dictionaryVr();
        if (vr != VR.SQ && vr != VR.UN) {
            throw tokens.error(tokens.peek(), Tag.format(step.tag()) + " is no sequence, so it has no attributes");
        }
    }

    private AttributePath.Step step() {
        Token token = tokens.take();
        int tag;
        String creator = null;
        if (token.is(Token.Kind.TAG)) {
            creator = creator(token.text());
            tag = tag(token.text(), creator);
        } else if (token.is(Token.Kind.NAME)) {
            tag = keyword(token);
        } else {
            throw tokens.expected(token, "a keyword or a tag");
        }
        requireDataSet(tag, token);
        return new AttributePath.Step(tag, creator, tokens.accept(Token.Kind.OPEN_INDEX) ? index() : AttributePath.ANY);
    }

    private int index() {
        Token token = tokens.take();
        int index = AttributePath.ANY;
        if (token.is(Token.Kind.NUMBER) && token.text().matches("\\d{1,9}")) {
            index = Integer.parseInt(token.text());
        } else if (!token.is(Token.Kind.ANY)) {
            throw tokens.expected(token, "an index from 0, or *");
        }
        tokens.expect(Token.Kind.CLOSE_INDEX, "]");
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
            throw tokens.error(
                    token,
                    "No DICOM keyword '" + token.text() + "'" + didYouMean(ElementDictionary.nearest(token.text())));
        }
        return tag;
    }

    private void requireDataSet(int tag, Token token) {
        if (tag == Tag.TransferSyntaxUID || tag == Tag.MediaStorageSOPClassUID) {
            String variable = tag == Tag.TransferSyntaxUID ? "$transferSyntax" : "$sopClass";
            throw tokens.error(
                    token, Tag.format(tag) + " is not in the data set but in front of it; write " + variable);
        }
        if (Tag.group(tag) <= 2) {
            throw tokens.error(token, Tag.format(tag) + " is no element of a data set");
        }
    }

    static String didYouMean(List<String> nearest) {
        return nearest.isEmpty() ? "" : "; did you mean " + String.join(" or ", nearest) + "?";
    }
}
