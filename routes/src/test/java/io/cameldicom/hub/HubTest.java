package io.cameldicom.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The hub around the routes: settings, start, screen, health, stop. {@link HubRoutesTest} has the routes. */
class HubTest {

    @TempDir
    Path home;

    private final Map<String, String> system = new HashMap<>(Map.of("hub.http.port", "0"));

    @BeforeEach
    void one_route_without_network() throws Exception {
        route("a.camel.yaml", "direct:a", "{{greeting:none}} {{hub.data}}");
    }

    @Test
    void placeholders_in_routes_follow_the_hubs_order_of_precedence() throws Exception {
        Files.createDirectories(home.resolve("conf"));
        Files.writeString(home.resolve("conf/application.properties"), "greeting=file\n");
        system.put("greeting", "property");

        try (Hub hub = started()) {
            assertEquals(
                    "property " + home.resolve("data"),
                    hub.context().createProducerTemplate().requestBody("direct:a", null, String.class));
        }
    }

    @Test
    void camels_own_settings_work_from_the_same_file() throws Exception {
        Files.createDirectories(home.resolve("conf"));
        Files.writeString(home.resolve("conf/application.properties"), "camel.main.name=radiology\n");

        try (Hub hub = started()) {
            assertEquals("radiology", hub.context().getName());
        }
    }

    @Test
    void all_route_files_are_loaded() throws Exception {
        route("b.camel.yaml", "direct:b", "b");

        try (Hub hub = started()) {
            assertEquals(
                    List.of("a.camel.yaml", "b.camel.yaml"),
                    hub.routeIds().stream().sorted().toList());
        }
    }

    @Test
    void folder_of_the_routes_may_have_blanks() throws Exception {
        Path folder = home.resolve("our routes");
        Files.move(home.resolve("routes"), folder);
        system.put("hub.routes", folder.toString());

        try (Hub hub = started()) {
            assertEquals(List.of("a.camel.yaml"), hub.routeIds());
        }
    }

    @Test
    void hub_without_routes_does_not_start() throws Exception {
        Files.delete(home.resolve("routes/a.camel.yaml"));

        HubException e = assertThrows(HubException.class, this::started);

        assertEquals("No *.camel.yaml in " + home.resolve("routes") + " (hub.routes)", e.getMessage());
    }

    @Test
    void broken_route_file_stops_the_start_with_its_name_and_lets_go_of_everything() throws Exception {
        Files.writeString(home.resolve("routes/b.camel.yaml"), "- route:\n    fro: x\n");

        HubException e = assertThrows(HubException.class, this::started);
        assertTrue(e.getMessage().contains("b.camel.yaml"), e.getMessage());

        Files.delete(home.resolve("routes/b.camel.yaml"));
        started().close();
    }

    @Test
    void misspelt_option_stops_the_start_with_its_name() throws Exception {
        route("b.camel.yaml", "direct:b?blok=true", "b");

        HubException e = assertThrows(HubException.class, this::started);

        assertTrue(e.getMessage().contains("blok"), e.getMessage());
    }

    @Test
    void second_hub_on_the_same_data_does_not_start() throws Exception {
        try (Hub first = started()) {
            HubException e = assertThrows(HubException.class, this::started);
            assertTrue(e.getMessage().startsWith("Another hub works in"), e.getMessage());
        }
    }

    @Test
    void health_page_is_up_while_every_route_is_and_down_otherwise() throws Exception {
        int port = freePort();
        system.put("hub.http.port", Integer.toString(port));

        try (Hub hub = started()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/health"))
                    .build();
            var up = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
            hub.context().getRouteController().stopRoute("a.camel.yaml");
            var down = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());

            assertEquals(200, up.statusCode(), up.body());
            assertTrue(up.body().contains("\"route:a.camel.yaml\",\"status\":\"UP\""), up.body());
            assertEquals(503, down.statusCode(), down.body());
            assertTrue(down.body().contains("\"status\":\"DOWN\""), down.body());
        }
    }

    @Test
    void taken_port_is_said_with_the_setting_to_change() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            system.put("hub.http.port", Integer.toString(taken.getLocalPort()));

            HubException e = assertThrows(HubException.class, this::started);

            assertTrue(e.getMessage().contains("hub.http.port"), e.getMessage());
        }
    }

    @Test
    void start_screen_says_what_runs_where_and_what_to_try() throws Exception {
        try (Hub hub = started()) {
            StringWriter screen = new StringWriter();
            StartScreen.print(hub, new PrintWriter(screen));

            for (String expected : List.of(
                    "AE title    HUB",
                    "DICOM       0.0.0.0:11112",
                    "data        " + home.resolve("data"),
                    "a.camel.yaml from " + home.resolve("routes"),
                    "--to HUB@127.0.0.1:11112",
                    "storescu -aec HUB 127.0.0.1 11112")) {
                assertTrue(screen.toString().contains(expected), () -> "no '" + expected + "' in " + screen);
            }
        }
    }

    private Hub started() throws HubException {
        Hub hub = new Hub(HubSettings.load(home, system, Map.of()));
        hub.start();
        return hub;
    }

    private void route(String file, String uri, String answer) throws Exception {
        Files.createDirectories(home.resolve("routes"));
        Files.writeString(
                home.resolve("routes").resolve(file),
                """
                - route:
                    id: %s
                    from:
                      uri: %s
                      steps:
                        - setBody:
                            constant: "%s"
                """
                        .formatted(file, uri, answer));
    }

    static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}
