package io.cameldicom.component.deidentify;

import io.cameldicom.component.language.AttributePath;
import io.cameldicom.component.language.AttributePathParser;
import io.cameldicom.component.language.Token;
import io.cameldicom.component.language.Tokens;
import io.cameldicom.dicom.deid.SafePrivateAttribute;
import io.cameldicom.dicom.dict.Tag;
import java.util.HashSet;
import java.util.Set;

/** Reads the option {@code safePrivateAttributes}: {@code (0019,xx"GEMS_ACQU_01",02), (0019,xx"GEMS_ACQU_01",23)}. */
final class SafePrivateAttributes {
    private SafePrivateAttributes() {}

    static Set<SafePrivateAttribute> parse(String list) {
        Set<SafePrivateAttribute> attributes = new HashSet<>();
        Tokens tokens = new Tokens(list);
        do {
            Token first = tokens.peek();
            AttributePath path = AttributePathParser.parse(tokens);
            AttributePath.Step step = path.first();
            if (path.steps().size() > 1 || step.creator() == null || !Tag.isPrivate(step.tag())) {
                throw tokens.error(first, "Expected a private attribute like (0019,xx\"CREATOR\",02)");
            }
            attributes.add(new SafePrivateAttribute(Tag.group(step.tag()), step.creator(), step.tag() & 0xFF));
        } while (tokens.accept(Token.Kind.COMMA));
        if (!tokens.peek().is(Token.Kind.END)) {
            throw tokens.expected("a comma or the end");
        }
        return attributes;
    }
}
