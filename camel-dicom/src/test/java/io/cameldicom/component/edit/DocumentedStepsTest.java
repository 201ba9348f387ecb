package io.cameldicom.component.edit;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.deid.KeyedHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What the page shows is what the endpoint takes. */
class DocumentedStepsTest {
    private static final Pattern STEP = Pattern.compile("`((?:set|default|copy|remove|hash|shift|map|replace) [^`]+)`");

    @TestFactory
    Stream<DynamicTest> steps_of_the_documentation_can_be_read() throws IOException {
        Matcher matcher = STEP.matcher(Files.readString(Path.of("src/main/docs/dicom-edit-component.adoc")));
        List<String> steps = matcher.results().map(result -> result.group(1)).toList();
        assertTrue(steps.size() > 10, "only " + steps.size() + " steps found");
        return steps.stream().map(step -> DynamicTest.dynamicTest(step, () -> assertDoesNotThrow(() -> parse(step))));
    }

    private static EditScript parse(String step) {
        return EditScript.parse(step, new EditStepParser.Surroundings() {
            @Override
            public KeyedHash hash() {
                return new KeyedHash("a key nobody can guess");
            }

            @Override
            public SetStep.Text simple(String text) {
                return exchange -> text;
            }

            @Override
            public String load(String resource) {
                return "";
            }
        });
    }
}
