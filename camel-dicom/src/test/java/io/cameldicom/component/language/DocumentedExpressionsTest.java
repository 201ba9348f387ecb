package io.cameldicom.component.language;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What the pages show is what the language takes. */
class DocumentedExpressionsTest {
    private static final Pattern IN_YAML =
            Pattern.compile("language: dicom,?\\s+expression: (?:\"([^\"]*)\"|([^\\s}\"]+))");
    private static final Pattern IN_JAVA = Pattern.compile("\\bdicom\\(\"([^\"]*)\"\\)");

    @TestFactory
    Stream<DynamicTest> expressions_of_the_documentation_compile() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        try (Stream<Path> pages = pages()) {
            for (Path page : (Iterable<Path>) pages::iterator) {
                String text = Files.readString(page);
                for (Pattern pattern : List.of(IN_YAML, IN_JAVA)) {
                    Matcher matcher = pattern.matcher(text);
                    while (matcher.find()) {
                        String expression = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
                        tests.add(DynamicTest.dynamicTest(
                                page.getFileName() + ": " + expression,
                                () -> assertDoesNotThrow(() -> Parser.parse(expression))));
                    }
                }
            }
        }
        assertTrue(tests.size() > 5, "only " + tests.size() + " expressions found");
        return tests.stream();
    }

    private static Stream<Path> pages() throws IOException {
        Stream<Path> own = Files.list(Path.of("src/main/docs"));
        Stream<Path> readme = Stream.of(Path.of("../README.md"));
        Stream<Path> guide = Files.list(Path.of("../src/site/markdown/guide"));
        return Stream.of(own, readme, guide).flatMap(pages -> pages);
    }
}
