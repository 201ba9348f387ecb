package io.cameldicom.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.hub.check.RouteCheck;
import io.cameldicom.hub.check.RouteFile;
import io.cameldicom.hub.check.RouteFolder;
import io.cameldicom.hub.check.RouteProblem;
import io.cameldicom.hub.check.StandIns;
import io.cameldicom.hub.check.Workbench;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong with route files is told by file, line and reason, before they run. */
class RouteCheckTest {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```yaml\\n(.*?)^```$");

    @TempDir
    Path home;

    @Test
    void shipped_routes_are_sound() throws Exception {
        assertEquals(
                List.of(),
                check(new RouteFolder(Project.root().resolve("routes"))
                        .read()
                        .values()
                        .toArray(RouteFile[]::new)));
    }

    @Test
    void shipped_routes_that_are_off_by_default_are_sound_too() throws Exception {
        assertEquals(
                List.of(),
                check(
                        Map.of("hub.dicomweb.enabled", "true", "hub.archive.enabled", "true"),
                        new RouteFolder(Project.root().resolve("routes"))
                                .read()
                                .values()
                                .toArray(RouteFile[]::new)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "to: dicm:PACS@pacs:104                    | there is no component dicm; did you mean dicom?",
                "to: dicom:PACS@pacs:104?storTimeout=5s    | dicom has no option storTimeout; did you mean storeTimeout?",
                "to: dicom-edit:a?steps=RAW(set Modalty 'CT') | No DICOM keyword 'Modalty'; did you mean Modality?",
                "to: dicom:{{peer}}                        | Property with key [peer] not found",
                "to: destination:PACS                      | there is no destination PACS",
                "setHeadr: { name: a }                     | Unknown node id: setHeadr",
            })
    void mistake_in_a_step_is_told_with_its_line(String step, String reason) throws Exception {
        List<RouteProblem> problems = check(file(
                "a",
                """
                - route:
                    id: a
                    from:
                      uri: direct:a
                      steps:
                        - %s
                """
                        .formatted(step)));

        assertEquals(1, problems.size(), problems::toString);
        assertTrue(problems.get(0).reason().contains(reason), problems::toString);
        assertEquals(6, problems.get(0).line(), problems::toString);
        assertTrue(problems.get(0).isError());
    }

    @Test
    void mistake_within_a_step_is_told_with_the_line_of_the_step() throws Exception {
        List<RouteProblem> problems = check(
                file(
                        "a",
                        """
                - route:
                    id: a
                    from:
                      uri: direct:a
                      steps:
                        - process:
                            ref: stor
                        - filter:
                            expression:
                              language:
                                language: dicom
                                expression: "Modalty == 'CT'"
                        - choice:
                            when:
                              - expression:
                                  language:
                                    language: dicom
                                    expression: "PatinetID == '1'"
                """));

        assertEquals(
                List.of(6, 8, 15), problems.stream().map(RouteProblem::line).toList(), problems::toString);
        assertEquals("there is no bean stor", problems.get(0).reason());
        assertEquals(
                "No DICOM keyword 'Modalty'; did you mean Modality?",
                problems.get(1).reason());
        assertEquals(
                "No DICOM keyword 'PatinetID'; did you mean PatientID?",
                problems.get(2).reason());
    }

    @Test
    void every_mistake_is_told_at_once() throws Exception {
        List<RouteProblem> problems = check(
                file(
                        "a",
                        "- route: { id: a, from: { uri: 'direct:a', steps: [ { to: 'dicm:x' }, { to: 'dicmo:y' } ] } }\n"),
                file("b", "- rout: {}\n"),
                file("c", "no list\n"),
                file("d", "- route: [\n"));

        assertEquals(5, problems.size(), problems::toString);
    }

    @Test
    void values_of_options_are_not_told() throws Exception {
        List<RouteProblem> problems =
                check(file("a", route("a", "direct:a", "dicom:PACS@pacs:104?pasword=RAW(geheim&more)")));

        assertTrue(problems.get(0).reason().contains("pasword"), problems::toString);
        assertTrue(problems.stream().noneMatch(problem -> problem.toString().contains("geheim")), problems::toString);
    }

    @Test
    void two_routes_may_not_have_one_id_one_listener_or_one_direct_name() throws Exception {
        List<RouteProblem> problems = check(
                file("a", route("a", "dicom:HUB@0.0.0.0:11112", "log:a")),
                file("b", route("a", "dicom:HUB@0.0.0.0:11112", "log:a")),
                file("c", route("c", "direct:x", "log:a") + route("d", "direct:x", "log:a")));

        assertEquals(3, problems.size(), problems::toString);
        assertTrue(problems.toString().contains("route a is there already"), problems::toString);
        assertTrue(
                problems.toString().contains("answers to AE title HUB on port 11112 with store"), problems::toString);
        assertTrue(problems.toString().contains("direct:x has a route already"), problems::toString);
    }

    @Test
    void routes_that_share_an_ae_title_by_service_are_no_mistake() throws Exception {
        assertEquals(
                List.of(),
                check(
                        file("a", route("a", "dicom:HUB@0.0.0.0:11112?service=store", "log:a")),
                        file("b", route("b", "dicom:HUB@0.0.0.0:11112?service=find", "log:a"))));
    }

    @Test
    void routes_that_lead_back_to_themselves_are_warned_of() throws Exception {
        List<RouteProblem> problems = check(
                file("a", route("in", "dicom:HUB@0.0.0.0:11112", "direct:rules")),
                file("b", route("rules", "direct:rules", "destination:BACK")),
                file("c", route("back", "destination:BACK", "dicom:HUB@127.0.0.1:11112")),
                file("d", route("self", "seda:self", "seda:self")));

        assertEquals(2, problems.size(), problems::toString);
        assertTrue(problems.stream().noneMatch(RouteProblem::isError));
        assertTrue(
                problems.get(0)
                        .reason()
                        .endsWith("in -> direct:rules -> rules -> destination:BACK -> back -> dicom:HUB@127.0.0.1:11112"
                                + " -> in"),
                problems::toString);
    }

    @Test
    void parameters_of_templates_are_checked() throws Exception {
        List<RouteProblem> problems = check(
                template("destination"),
                file("a", destination("filtr", "x")),
                file("b", destination("filter", "Modalty == 'CT'").replace("PACS", "B")),
                file("c", destination("filter", "exists(Modality)").replace("value: PACS", "value: C")));

        assertEquals(2, problems.size(), problems::toString);
        assertTrue(
                problems.get(0).reason().contains("has no parameter filtr; did you mean filter?"), problems::toString);
        assertTrue(problems.get(1).reason().contains("did you mean Modality?"), problems::toString);
        assertEquals(1, problems.get(1).line());
    }

    @ParameterizedTest
    @MethodSource
    void snippet_of_the_templates_page_is_sound(String yaml) throws Exception {
        assertEquals(List.of(), check(template("destination"), template("listener"), file("snippet", yaml)));
    }

    static List<String> snippet_of_the_templates_page_is_sound() throws Exception {
        List<String> snippets = BLOCK.matcher(
                        Files.readString(Project.root().resolve("src/site/markdown/guide/templates.md")))
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();
        assertTrue(snippets.size() > 3, "the page has lost its snippets");
        return snippets;
    }

    @Test
    void every_bean_of_a_running_hub_has_a_stand_in() throws Exception {
        Files.createDirectories(home.resolve("routes"));
        Files.writeString(home.resolve("routes/a.camel.yaml"), route("a", "direct:a", "log:a"));
        try (Hub hub = new Hub(HubSettings.load(home, Map.of("hub.http.port", "0"), Map.of()))) {
            hub.start();
            List<String> forRoutes =
                    new ArrayList<>(List.of("store", "filtered", "hubTls", "destinations", "ledger", "liveRoutes"));
            forRoutes.removeIf(name -> hub.context().getRegistry().lookupByName(name) == null);

            assertTrue(StandIns.NAMES.containsAll(forRoutes));
        }
    }

    private static String route(String id, String from, String to) {
        return """
                - route:
                    id: %s
                    from:
                      uri: "%s"
                      steps:
                        - to: "%s"
                """
                .formatted(id, from, to);
    }

    private static String destination(String parameter, String value) {
        return """
                - templatedRoute:
                    routeTemplateRef: destination
                    parameters:
                      - { name: name, value: PACS }
                      - { name: to, value: "PACS@pacs:104" }
                      - { name: %s, value: "%s" }
                """
                .formatted(parameter, value);
    }

    private static RouteFile template(String name) throws Exception {
        Path path = Project.root().resolve("routes/templates/" + name + ".camel.yaml");
        return RouteFile.of(path, Files.readString(path));
    }

    private RouteFile file(String name, String text) {
        return RouteFile.of(home.resolve(name + ".camel.yaml"), text);
    }

    private List<RouteProblem> check(RouteFile... files) throws Exception {
        return check(Map.of(), files);
    }

    private List<RouteProblem> check(Map<String, String> system, RouteFile... files) throws Exception {
        HubSettings settings = HubSettings.load(home, system, Map.of());
        return new RouteCheck(new Workbench(settings.placeholders(), new StandIns())).check(List.of(files));
    }
}
