package io.cameldicom.component.edit;

import io.cameldicom.component.language.SyntaxException;
import io.cameldicom.component.language.Tokens;
import io.cameldicom.dicom.data.Attributes;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;

/** The steps of an endpoint, one after the other. Immutable and thread-safe. */
final class EditScript {

    /** Changes nothing. */
    static final EditScript NONE = new EditScript(List.of());

    private final List<EditStep> steps;

    private EditScript(List<EditStep> steps) {
        this.steps = List.copyOf(steps);
    }

    /**
     * Reads the steps: one a line or separated by semicolons; a line that starts with {@code #} is a comment.
     *
     * @throws IllegalArgumentException saying which step is wrong, where and why
     */
    static EditScript parse(String text, EditStepParser.Surroundings surroundings) {
        List<EditStep> steps = new ArrayList<>();
        for (String statement : statements(text)) {
            try {
                steps.add(new EditStepParser(new Tokens(statement), surroundings).parse());
            } catch (SyntaxException e) {
                throw new IllegalArgumentException("Step " + (steps.size() + 1) + ": " + e.getMessage(), e);
            }
        }
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("There is no step");
        }
        return new EditScript(steps);
    }

    private static List<String> statements(String text) {
        List<String> statements = new ArrayList<>();
        for (String line : text.split("\\R")) {
            if (!line.stripLeading().startsWith("#")) {
                int from = 0;
                char quote = 0;
                for (int i = 0; i < line.length(); i++) {
                    char c = line.charAt(i);
                    if (quote != 0) {
                        quote = c == quote ? 0 : quote;
                    } else if (c == '\'' || c == '"') {
                        quote = c;
                    } else if (c == ';') {
                        statements.add(line.substring(from, i).strip());
                        from = i + 1;
                    }
                }
                statements.add(line.substring(from).strip());
            }
        }
        statements.removeIf(String::isEmpty);
        return statements;
    }

    /**
     * Changes the data set.
     *
     * @return what was done to it
     * @throws IllegalArgumentException when a value does not go where it is to go, naming the tag; the data set is then half changed
     */
    Edit apply(Attributes dataSet, Exchange exchange) {
        Edit edit = new Edit(dataSet, exchange);
        steps.forEach(step -> step.apply(edit));
        return edit;
    }
}
