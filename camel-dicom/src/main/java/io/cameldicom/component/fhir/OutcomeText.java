package io.cameldicom.component.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.PrimitiveType;

/**
 * What a server says went wrong, apart by whether it can quote the patient's data.
 *
 * @param words of each issue, its severity, code, coded details and place: fixed texts of FHIR and of the server
 * @param diagnostics what the server wrote for people
 */
record OutcomeText(String words, List<String> diagnostics) {

    private static final OutcomeText NOTHING = new OutcomeText("", List.of());
    private static final int MOST_ISSUES = 5;

    /** @param body of any kind; what is no OperationOutcome says nothing */
    static OutcomeText of(String body) {
        String text = body == null ? "" : body.strip();
        if (text.isEmpty()) {
            return NOTHING;
        }
        FhirContext fhir = FhirContext.forR4Cached();
        IParser parser = text.startsWith("<") ? fhir.newXmlParser() : fhir.newJsonParser();
        try {
            IBaseResource resource = parser.parseResource(text);
            return resource instanceof OperationOutcome outcome ? of(outcome) : NOTHING;
        } catch (DataFormatException | ClassCastException e) {
            return NOTHING; // a page of a gateway, for instance
        }
    }

    static OutcomeText of(OperationOutcome outcome) {
        List<String> diagnostics = new ArrayList<>();
        List<String> words = new ArrayList<>();
        for (OperationOutcomeIssueComponent issue : outcome.getIssue()) {
            Stream.of(issue.getDiagnostics(), issue.getDetails().getText())
                    .filter(text -> text != null && !text.isBlank())
                    .forEach(diagnostics::add);
            if (words.size() < MOST_ISSUES) {
                words.add(words(issue));
            }
        }
        return new OutcomeText(String.join("; ", words), diagnostics);
    }

    private static String words(OperationOutcomeIssueComponent issue) {
        StringBuilder words = new StringBuilder();
        words.append(issue.hasSeverity() ? issue.getSeverity().toCode() : "issue");
        words.append(' ').append(issue.hasCode() ? issue.getCode().toCode() : "without code");
        String codes = issue.getDetails().getCoding().stream()
                .map(Coding::getCode)
                .filter(OutcomeText::isCode)
                .collect(Collectors.joining(","));
        if (!codes.isEmpty()) {
            words.append(" (").append(codes).append(')');
        }
        String places = Stream.concat(issue.getExpression().stream(), issue.getLocation().stream())
                .map(PrimitiveType::getValue)
                .filter(OutcomeText::isPath)
                .distinct()
                .limit(MOST_ISSUES)
                .collect(Collectors.joining(", "));
        if (!places.isEmpty()) {
            words.append(" at ").append(places);
        }
        return words.toString();
    }

    private static boolean isCode(String code) {
        return code != null && code.toLowerCase(Locale.ROOT).matches("[a-z][a-z_-]{0,40}");
    }

    /** A path of element names and indexes; one with a filter could have a value in it. */
    private static boolean isPath(String path) {
        return path != null && path.matches("[A-Za-z]+(\\[\\d{1,6}])?([./][A-Za-z:]+(\\[\\d{1,6}])?){0,15}");
    }
}
