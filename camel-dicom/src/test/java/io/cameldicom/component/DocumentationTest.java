package io.cameldicom.component;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The option tables of the pages come from the generated catalog, those of the conformance statement from the code. After a change of the options: {@code mvn -pl camel-dicom
 * test -Dtest=DocumentationTest -Ddocs.rewrite=true}.
 */
class DocumentationTest {

    private static final Path PAGES = Path.of("src/main/docs");
    private static final Path CONFORMANCE = Path.of("../src/site/markdown/conformance-statement.md");
    private static final Path CATALOG = Path.of("src/generated/resources/META-INF/io/cameldicom/component");
    private static final String START = "// options: START";
    private static final String END = "// options: END";

    @ParameterizedTest
    @CsvSource({"dicom, dicom.json", "dicom-web, web/dicom-web.json"})
    void option_tables_are_those_of_the_catalog(String component, String catalog) throws Exception {
        Path file = page(component);
        String page = Files.readString(file);
        int start = page.indexOf(START) + START.length();
        int end = page.indexOf(END);
        String rendered =
                page.substring(0, start) + "\n" + tables(component, CATALOG.resolve(catalog)) + page.substring(end);
        if (Boolean.getBoolean("docs.rewrite")) {
            Files.writeString(file, rendered);
        }

        assertEquals(rendered, Files.readString(file), "rewrite with -Ddocs.rewrite=true");
    }

    @Test
    void conformance_statement_is_what_the_code_does() throws Exception {
        String rendered = ConformanceTables.rendered(Files.readString(CONFORMANCE));
        if (Boolean.getBoolean("docs.rewrite")) {
            Files.writeString(CONFORMANCE, rendered);
        }

        assertEquals(rendered, Files.readString(CONFORMANCE), "rewrite with -Ddocs.rewrite=true");
    }

    private static Path page(String component) {
        return PAGES.resolve(component + "-component.adoc");
    }

    @ParameterizedTest
    @CsvSource({"dicom, 2", "dicom-web, 1"})
    void yaml_examples_are_routes(String component, int count) throws Exception {
        List<String> examples = Pattern.compile("\\[source,yaml]\\R----\\R(.*?)\\R----", Pattern.DOTALL)
                .matcher(Files.readString(page(component)))
                .results()
                .map(example -> example.group(1))
                .toList();

        for (String example : examples) {
            try (DefaultCamelContext context = new DefaultCamelContext()) {
                PluginHelper.getRoutesLoader(context)
                        .loadRoutes(ResourceHelper.fromString("example.camel.yaml", example));
                assertEquals(1, context.getRouteDefinitions().size(), example);
            }
        }
        assertEquals(count, examples.size());
    }

    private static String tables(String name, Path file) throws Exception {
        JsonNode catalog = new ObjectMapper().readTree(file.toFile());
        JsonNode options = catalog.get("properties");
        StringBuilder text = new StringBuilder();
        text.append("== Endpoint options\n\n");
        options(text, "Path", options, o -> o.get("kind").asText().equals("path"));
        for (String side : List.of("Common", "Consumer", "Producer")) {
            options(text, side, options, o -> isParameter(o) && side(o).equals(side));
        }
        String example = name.equals("dicom") ? "store-timeout=2m" : "response-timeout=2m";
        text.append(
                        "== Component options\n\nAll endpoint options above can also be set for the component, as defaults of")
                .append(" its endpoints (`camel.component.")
                .append(name)
                .append('.')
                .append(example)
                .append("`). Besides there are:\n\n");
        JsonNode component = catalog.get("componentProperties");
        options(
                text,
                null,
                component,
                o -> !isParameter(options.path(o.get("name").asText())));
        text.append("== Message headers\n\n");
        options(text, null, catalog.get("headers"), o -> true);
        return text.toString();
    }

    private static boolean isParameter(JsonNode option) {
        return option.path("kind").asText().equals("parameter");
    }

    private static String side(JsonNode option) {
        String label = option.get("label").asText();
        return label.startsWith("consumer") ? "Consumer" : label.startsWith("producer") ? "Producer" : "Common";
    }

    private static void options(StringBuilder text, String title, JsonNode options, Predicate<JsonNode> which) {
        List<JsonNode> chosen = new ArrayList<>();
        options.fields().forEachRemaining(field -> {
            JsonNode option =
                    ((com.fasterxml.jackson.databind.node.ObjectNode) field.getValue()).put("name", field.getKey());
            if (which.test(option)) {
                chosen.add(option);
            }
        });
        if (title != null) {
            text.append("=== ").append(title).append("\n\n");
        }
        text.append("[cols=\"2,5,1,1\",options=\"header\"]\n|===\n| Name | Description | Default | Type\n\n");
        for (JsonNode option : chosen) {
            text.append("| `")
                    .append(option.get("name").asText())
                    .append("` | ")
                    .append(description(option))
                    .append(" | ")
                    .append(option.path("defaultValue").asText())
                    .append(" | ")
                    .append(type(option))
                    .append('\n');
        }
        text.append("|===\n\n");
    }

    private static String description(JsonNode option) {
        String description = option.get("description").asText().replace("|", "\\|");
        List<String> values = new ArrayList<>();
        option.path("enum").forEach(value -> values.add(value.asText()));
        return (option.path("required").asBoolean() ? "*Required* " : "")
                + description
                + (values.isEmpty() ? "" : " One of: " + String.join(", ", values) + ".");
    }

    private static String type(JsonNode option) {
        String type = option.get("javaType").asText();
        return type.substring(type.lastIndexOf('.') + 1);
    }
}
