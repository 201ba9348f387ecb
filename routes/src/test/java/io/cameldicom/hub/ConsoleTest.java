package io.cameldicom.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.hub.console.PasswordHash;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may see and do what at the console, without a browser. */
class ConsoleTest {

    private static final String PASSWORD = "correct horse battery";

    @TempDir
    Path home;

    private final Map<String, String> system = new HashMap<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private Hub hub;
    private int port;

    @BeforeEach
    void settings() throws Exception {
        Path routes = Files.createDirectories(home.resolve("routes"));
        Files.writeString(routes.resolve("a.camel.yaml"), "- from:\n    uri: direct:a\n    steps:\n      - log: a\n");
        Files.createDirectories(home.resolve("conf"));
        Files.writeString(home.resolve("conf/application.properties"), "");
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        system.put("hub.http.port", Integer.toString(port));
    }

    @AfterEach
    void stop() {
        if (hub != null) {
            hub.close();
        }
    }

    private void start() throws HubException {
        hub = new Hub(HubSettings.load(home, system, Map.of()));
        hub.start();
    }

    private void users(String... lines) throws Exception {
        Files.write(home.resolve("conf/users.properties"), List.of(lines));
    }

    private static String hash() {
        return PasswordHash.of(PASSWORD.toCharArray()).toString();
    }

    @Test
    void the_page_lets_browsers_run_its_own_scripts_only() throws Exception {
        start();

        HttpResponse<String> page = get("/");
        assertEquals(200, page.statusCode());
        assertTrue(page.body().contains("camel-dicom hub"), page.body());
        String policy = page.headers().firstValue("Content-Security-Policy").orElseThrow();
        assertTrue(policy.contains("default-src 'none'") && policy.contains("script-src 'self'"), policy);
        assertEquals(200, get("/console.js").statusCode());
        assertEquals(200, get("/console.css").statusCode());
        assertEquals(404, get("/console.html").statusCode());
        assertEquals(404, get("/..%2fconf%2fapplication.properties").statusCode());
    }

    @Test
    void without_users_this_machine_may_view_but_not_operate() throws Exception {
        start();

        assertEquals("local", field(get("/api/session").body(), "signIn"));
        assertEquals(200, get("/api/destinations").statusCode());
        assertEquals(403, post("/api/destinations/PACS/pause", "").statusCode());
    }

    @ParameterizedTest
    @CsvSource({
        "localhost,         200",
        "LOCALHOST:8080,    200",
        "127.0.0.1:1,       200",
        "[::1]:8080,        200",
        "rebound.example,   421",
        "127.0.0.1.example, 421",
        "192.0.2.7,         421",
    })
    void without_users_a_page_of_another_name_sees_nothing(String host, int status) throws Exception {
        start();

        assertEquals(status, statusFor(host, "/api/destinations"));
        assertEquals(status, statusFor(host, "/api/session"));
    }

    @Test
    void with_users_the_console_may_have_any_name() throws Exception {
        users("alice=operate;" + hash());
        start();

        assertEquals(200, statusFor("hub.hospital.example", "/api/session"));
    }

    private int statusFor(String host, String path) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Integer.parseInt(answer.split(" ")[1]);
        }
    }

    @Test
    void without_users_a_port_open_to_others_shows_nothing() throws Exception {
        system.put("hub.http.host", "0.0.0.0");
        start();

        assertEquals("closed", field(get("/api/session").body(), "signIn"));
        assertEquals(401, get("/api/destinations").statusCode());
    }

    @Test
    void with_users_nothing_is_shown_before_signing_in() throws Exception {
        users("alice=operate;" + hash());
        start();

        for (String path : new String[] {"destinations", "studies", "instances", "errors", "associations", "hub"}) {
            assertEquals(401, get("/api/" + path).statusCode(), path);
        }
        assertEquals(401, signIn("alice", "wrong password").statusCode());
        assertEquals(401, signIn("mallory", PASSWORD).statusCode());
    }

    @Test
    void a_session_is_a_cookie_that_scripts_and_other_sites_do_not_get() throws Exception {
        users("alice=operate;" + hash());
        start();

        String cookie =
                signIn("alice", PASSWORD).headers().firstValue("Set-Cookie").orElseThrow();
        assertTrue(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), cookie);

        String session = session(cookie);
        assertEquals(
                200,
                send(request("/api/destinations").header("Cookie", session)).statusCode());
        HttpResponse<String> who = send(request("/api/session").header("Cookie", session));
        assertEquals("alice", field(who.body(), "user"));
        assertEquals("no-store", who.headers().firstValue("Cache-Control").orElseThrow());
    }

    @Test
    void what_changes_something_needs_the_page_s_own_token() throws Exception {
        users("alice=operate;" + hash());
        start();
        String session = session(
                signIn("alice", PASSWORD).headers().firstValue("Set-Cookie").orElseThrow());
        String csrf =
                field(send(request("/api/session").header("Cookie", session)).body(), "csrf");

        HttpRequest.Builder pause = request("/api/destinations/NOWHERE/pause")
                .header("Cookie", session)
                .POST(HttpRequest.BodyPublishers.noBody());
        assertEquals(403, send(pause.copy()).statusCode());
        assertEquals(403, send(pause.copy().header("X-CSRF-Token", "guess")).statusCode());
        assertEquals(404, send(pause.copy().header("X-CSRF-Token", csrf)).statusCode());
    }

    @Test
    void a_session_ends_with_signing_out() throws Exception {
        users("alice=view;" + hash());
        start();
        String session = session(
                signIn("alice", PASSWORD).headers().firstValue("Set-Cookie").orElseThrow());
        String csrf =
                field(send(request("/api/session").header("Cookie", session)).body(), "csrf");

        send(request("/api/session")
                .header("Cookie", session)
                .header("X-CSRF-Token", csrf)
                .DELETE());

        assertEquals(
                401,
                send(request("/api/destinations").header("Cookie", session)).statusCode());
    }

    @Test
    void guessing_passwords_becomes_slow() throws Exception {
        users("alice=view;pbkdf2-sha256:1000:c2FsdHNhbHQ=:AAAA");
        start();

        int last = 0;
        for (int i = 0; i < 8 && last != 429; i++) {
            last = signIn("alice", "guess number " + i).statusCode();
        }
        assertEquals(429, last);
    }

    @Test
    void users_are_read_again_when_their_file_changes_and_a_broken_one_changes_nothing() throws Exception {
        users("alice=view;" + hash());
        start();
        String session = session(
                signIn("alice", PASSWORD).headers().firstValue("Set-Cookie").orElseThrow());

        users("alice=everything;" + hash());
        touch(1);
        assertEquals(
                200,
                send(request("/api/destinations").header("Cookie", session)).statusCode());

        users("bob=view;" + hash());
        touch(2);
        assertEquals(
                401,
                send(request("/api/destinations").header("Cookie", session)).statusCode());
    }

    private void touch(int seconds) throws Exception {
        Files.setLastModifiedTime(
                home.resolve("conf/users.properties"),
                FileTime.fromMillis(System.currentTimeMillis() + 10_000L * seconds));
    }

    @Test
    void a_reverse_proxy_is_believed_from_its_address_only() throws Exception {
        users("alice=operate,patients");
        system.put("hub.console.proxyHeader", "X-Forwarded-User");
        start();

        assertEquals(401, get("/api/destinations").statusCode());
        String known = send(request("/api/session").header("X-Forwarded-User", "alice"))
                .body();
        assertTrue(known.contains("patients") && known.contains("operate"), known);
        String other =
                send(request("/api/session").header("X-Forwarded-User", "bob")).body();
        assertFalse(other.contains("operate"), other);
        hub.close();

        system.put("hub.console.proxyAddresses", "192.0.2.1");
        start();
        assertEquals(
                401,
                send(request("/api/destinations").header("X-Forwarded-User", "alice"))
                        .statusCode());
    }

    @Test
    void wrong_parameters_are_said_and_not_logged_as_faults() throws Exception {
        start();

        assertEquals(400, get("/api/studies?from=yesterday").statusCode());
        assertEquals(400, get("/api/studies?limit=1000000").statusCode());
        assertEquals(405, send(request("/api/destinations").DELETE()).statusCode());
        assertEquals(404, get("/api/nothing").statusCode());
    }

    private HttpResponse<String> signIn(String user, String password) throws Exception {
        return post("/api/session", "{\"user\":\"" + user + "\",\"password\":\"" + password + "\"}");
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(request(path));
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static String session(String cookie) {
        return cookie.substring(0, cookie.indexOf(';'));
    }

    private static String field(String json, String name) {
        Matcher matcher = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(json);
        assertTrue(matcher.find(), name + " in " + json);
        return matcher.group(1);
    }
}
