package io.cameldicom.hub;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every YAML block of the route authors' page and of README.md is a route file that starts. */
class RouteGuideTest {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```yaml\\n(.*?)^```$");

    @TempDir
    Path home;

    @ParameterizedTest
    @MethodSource
    void snippet_starts_in_a_hub(String yaml) throws Exception {
        Files.createDirectories(home.resolve("routes"));
        Files.writeString(home.resolve("routes/snippet.camel.yaml"), yaml);
        copyTemplates();
        String port = Integer.toString(HubTest.freePort());
        String tlsPort = Integer.toString(HubTest.freePort());

        try (Hub hub = new Hub(HubSettings.load(
                home,
                Map.of(
                        "hub.dicom.port",
                        port,
                        "hub.tls.port",
                        tlsPort,
                        "hub.dicom.host",
                        "127.0.0.1",
                        "hub.http.port",
                        "0"),
                Map.of()))) {
            hub.start();
            assertFalse(hub.routeIds().isEmpty());
        }
    }

    private void copyTemplates() throws Exception {
        Path templates = Files.createDirectories(home.resolve("routes/templates"));
        try (Stream<Path> shipped = Files.list(Project.root().resolve("routes/templates"))) {
            for (Path template : shipped.toList()) {
                Files.copy(template, templates.resolve(template.getFileName()));
            }
        }
    }

    static List<String> snippet_starts_in_a_hub() throws Exception {
        List<String> snippets = new ArrayList<>();
        for (String page : List.of(
                "src/site/markdown/guide/routes.md",
                "src/site/markdown/guide/templates.md",
                "src/site/markdown/guide/query.md",
                "src/site/markdown/guide/worklist.md",
                "src/site/markdown/guide/move.md",
                "src/site/markdown/guide/get.md",
                "src/site/markdown/guide/proxy.md",
                "src/site/markdown/guide/commitment.md",
                "src/site/markdown/guide/mpps.md",
                "src/site/markdown/guide/availability.md",
                "src/site/markdown/guide/fhir.md",
                "src/site/markdown/guide/tls.md",
                "src/site/markdown/guide/print.md",
                "README.md")) {
            BLOCK.matcher(Files.readString(Project.root().resolve(page)))
                    .results()
                    .map(block -> block.group(1).replace("0.0.0.0:11112", "127.0.0.1:{{hub.dicom.port}}"))
                    .forEach(snippets::add);
        }
        assertTrue(snippets.size() > 6, "the pages have lost their snippets");
        return snippets;
    }
}
