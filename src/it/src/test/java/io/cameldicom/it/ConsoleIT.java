package io.cameldicom.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.it.peer.Await;
import io.cameldicom.it.peer.Browser;
import io.cameldicom.it.peer.Hub;
import io.cameldicom.it.peer.Ports;
import io.cameldicom.it.peer.Scu;
import io.cameldicom.it.peer.StoreScp;
import io.cameldicom.it.wire.Part10File;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The console of a hub at work, in a browser. */
@Tag("interop")
class ConsoleIT {
    /** Patient's Name (0010,0010) of the object that is sent. */
    private static final String PATIENT = "CompressedSamples^CT1";

    private static final String PASSWORD = "only for this test";
    private static final int HTTP = Ports.free();
    private static final Path USERS =
            Path.of("target", "it", "console-users.properties").toAbsolutePath();

    private static final Path ROUTES = Path.of("target", "it", "console-routes").toAbsolutePath();

    @RegisterExtension
    static final StoreScp archive = StoreScp.with();

    @RegisterExtension
    static final Hub hub = new Hub()
            .set("hub.routes", ROUTES)
            .set("hub.http.port", HTTP)
            .set("hub.console.users", USERS)
            .set("it.archive", archive.aeTitle() + "@127.0.0.1:" + archive.port())
            .set("it.nobody", Ports.free());

    private static Part10File ct;
    private static Browser browser;

    /** Before the hub is started: a test changes what is in the folder. */
    static {
        try {
            Files.createDirectories(ROUTES);
            Files.copy(
                    Path.of("src/test/routes/console/console.camel.yaml"),
                    ROUTES.resolve("console.camel.yaml"),
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeAll
    static void a_hub_that_has_forwarded_an_object_and_a_user_of_each_kind() throws Exception {
        Files.write(USERS, List.of(user("viewer", "view"), user("operator", "operate"), user("doctor", "patients")));
        ct = Part10File.read(Corpus.file("native/ct-explicit-le.dcm"));
        Scu.Result sent = Scu.store(hub.port(), Hub.AE_TITLE, ct.path());
        assertEquals(0, sent.exitCode(), sent::output);
        Await.until(
                Duration.ofSeconds(30),
                () -> archive.find(ct.sopInstanceUid()).isPresent(),
                () -> "the archive does not get the object");
        browser = new Browser();
    }

    /** What `hub password` prints for a password on its standard input. */
    private static String user(String name, String permissions) throws Exception {
        Process process = new ProcessBuilder(Hub.program(), "password", name, "--permissions", permissions).start();
        try (Writer input = process.outputWriter()) {
            input.write(PASSWORD + "\n");
        }
        try (BufferedReader output = process.inputReader()) {
            return output.readLine();
        }
    }

    @AfterAll
    static void close() throws Exception {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void usual_window() {
        browser.resize(1280, 900).prefers("light");
    }

    private static Browser signedIn(String user) {
        browser.open("http://127.0.0.1:" + HTTP + "/api/session"); // a page without scripts
        browser.forget();
        return browser.open("http://127.0.0.1:" + HTTP + "/")
                .await("Sign in")
                .type("user", user)
                .type("password", PASSWORD)
                .enter()
                .await("Sign out");
    }

    @Test
    void a_wrong_password_is_said_and_shows_nothing() throws Exception {
        browser.open("http://127.0.0.1:" + HTTP + "/api/session");
        browser.forget();
        browser.open("http://127.0.0.1:" + HTTP + "/")
                .await("Sign in")
                .type("user", "viewer")
                .type("password", "something else")
                .enter()
                .await("Name and password do not match.");
        assertFalse(browser.text().contains("ARCHIVE"));
        browser.picture("sign-in");
    }

    @Test
    void every_destination_shows_its_own_fate() throws Exception {
        signedIn("viewer").await("ARCHIVE").await("AWAY").await("backing off").await("REFUSING");

        assertFalse(browser.text().contains("Pause"), "a viewer may not operate");
        assertEquals(List.of(), browser.complaints());
        browser.picture("destinations-light");
        String light = browser.background();
        browser.prefers("dark");
        assertNotEquals(light, browser.background());
        browser.picture("destinations-dark");
    }

    @Test
    void the_button_for_light_and_dark_is_remembered() {
        signedIn("viewer").await("ARCHIVE");
        String before = browser.background();

        browser.press("\u25d0", null);

        String after = browser.background();
        assertNotEquals(before, after);
        browser.open("http://127.0.0.1:" + HTTP + "/").await("ARCHIVE");
        assertEquals(after, browser.background());
        browser.press("\u25d0", null);
    }

    @Test
    void an_operator_pauses_and_resumes_a_destination_and_asks_whether_it_answers() throws Exception {
        signedIn("operator").await("ARCHIVE").press("Pause", "ARCHIVE").await("paused");
        browser.picture("paused");
        browser.press("Resume", "ARCHIVE").awaitNot("paused");

        browser.press("Echo", "ARCHIVE").await(archive.aeTitle() + " answered in");
        browser.press("Echo", "AWAY").await("No answer");
    }

    @Test
    void a_study_is_found_by_the_keyboard_and_where_its_instances_went() throws Exception {
        signedIn("viewer").await("ARCHIVE").keys("/");
        browser.await("Instance UID");
        browser.awaitFocus("accession").type("instance", ct.sopInstanceUid()).enter();
        browser.await("ARCHIVE: 1").await("sent");
        browser.picture("studies");

        browser.press(browser.firstLinkOf("uid"), null).await("Where it went").await(ct.sopInstanceUid());
        browser.picture("instances");
    }

    @Test
    void patients_are_shown_to_those_only_who_may_see_them() throws Exception {
        signedIn("operator").keys("2").await("Study UID").await("ARCHIVE: 1");
        assertFalse(browser.text().contains(PATIENT));

        signedIn("doctor").keys("2").await("Study UID").await(PATIENT);
    }

    @Test
    void what_was_given_up_is_tried_again_or_discarded() throws Exception {
        signedIn("operator").keys("3");
        browser.await("Dead letters: 1").await("REFUSING").await("C000");
        browser.picture("dead-letters");

        browser.press("Retry", "REFUSING").await("done").await("Dead letters: 1");
        browser.press("Discard", "REFUSING").agree().await("Nothing was given up.");
    }

    @Test
    void a_route_file_that_was_refused_is_among_the_errors() throws Exception {
        Path file = Files.writeString(ROUTES.resolve("broken.camel.yaml"), "- route:\n    form: direct:a\n");
        try {
            signedIn("viewer").keys("5");
            browser.await("Route files that were refused").await("broken.camel.yaml");
            browser.picture("errors");
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void a_destination_out_of_reach_is_no_reason_to_restart_the_hub() throws Exception {
        String health = "http://127.0.0.1:" + HTTP + "/q/health";
        signedIn("viewer").await("backing off");

        assertTrue(browser.open(health).text().contains("\"destinations\",\"status\":\"DOWN\""), browser.text());
        browser.open(health + "/live");
        assertTrue(browser.text().startsWith("{\"status\":\"UP\""), browser.text());
        assertTrue(browser.text().contains("\"broker\",\"status\":\"UP\""), browser.text());
    }

    @Test
    void it_fits_a_phone() throws Exception {
        browser.resize(390, 844);
        signedIn("operator").await("ARCHIVE");

        assertTrue(browser.fitsWidth(), "scrolls sideways");
        browser.picture("phone");
    }
}
