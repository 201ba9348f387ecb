package io.cameldicom.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;
import org.junit.jupiter.api.Test;

/** The table of options in README.md is the component's own metadata. */
class ReadmeOptionsTest {

    private static final String METADATA = "/META-INF/io/cameldicom/component/dicom.json";
    private static final String START = "<!-- options:start -->\n";
    private static final String END = "<!-- options:end -->\n";

    @Test
    void options_in_the_readme_are_those_of_the_component() throws Exception {
        Path file = Project.root().resolve("README.md");
        String readme = Files.readString(file);
        int start = readme.indexOf(START) + START.length();
        int end = readme.indexOf(END);
        assertTrue(start >= START.length() && end >= start, "README.md has lost the marks of its table");
        String expected = readme.substring(0, start) + table() + readme.substring(end);
        if (Boolean.getBoolean("docs.rewrite")) {
            Files.writeString(file, expected);
        } else {
            assertEquals(expected, readme, "-Dtest=ReadmeOptionsTest -Ddocs.rewrite=true writes the table anew");
        }
    }

    private static String table() throws Exception {
        StringBuilder table = new StringBuilder("| option | side | default | meaning |\n|---|---|---|---|\n");
        for (Map.Entry<String, Object> entry : options().entrySet()) {
            JsonObject option = (JsonObject) entry.getValue();
            if ("parameter".equals(option.getString("kind")) && !isCamels(option)) {
                table.append("| `").append(entry.getKey()).append("` | ").append(side(option));
                table.append(" | ").append(defaultValue(option));
                table.append(" | ")
                        .append(cell(option.getString("description")))
                        .append(" |\n");
            }
        }
        return table.toString();
    }

    private static JsonObject options() throws Exception {
        try (Reader reader =
                new InputStreamReader(ReadmeOptionsTest.class.getResourceAsStream(METADATA), StandardCharsets.UTF_8)) {
            return ((JsonObject) Jsoner.deserialize(reader)).getMap("properties");
        } catch (NullPointerException e) {
            throw new IOException(METADATA + " is not in the component's jar", e);
        }
    }

    /** What every Camel endpoint has ({@code exchangePattern}, {@code lazyStartProducer} ...) is in Camel's manual. */
    private static boolean isCamels(JsonObject option) {
        return !option.containsKey("configurationClass");
    }

    private static String side(JsonObject option) {
        String label = String.valueOf(option.getString("label"));
        return label.contains("consumer") ? "SCP" : label.contains("producer") ? "SCU" : "both";
    }

    private static String defaultValue(JsonObject option) {
        Object value = option.get("defaultValue");
        return value == null || value.toString().isEmpty() ? "" : "`" + value + "`";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", " ");
    }
}
