package io.cameldicom.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.cameldicom.component.DicomConstants;
import io.cameldicom.component.DicomObject;
import io.cameldicom.hub.live.LiveRoutes;
import io.cameldicom.hub.live.RouteFileStatus;
import io.cameldicom.hub.live.RouteWatch;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Route files change while a hub runs. Routes are told apart by the status they answer. */
@Timeout(120)
class LiveRoutesTest {

    @TempDir
    Path home;

    private final Map<String, String> system = new HashMap<>();
    private final CamelContext sender = new DefaultCamelContext();
    private ProducerTemplate template;
    private int port;
    private Hub hub;

    @BeforeEach
    void choose_settings() throws Exception {
        port = HubTest.freePort();
        system.put("hub.dicom.host", "127.0.0.1");
        system.put("hub.dicom.port", Integer.toString(port));
        system.put("hub.http.port", "0");
        system.put("hub.routes.reload", "false"); // tests say when; one lets the hub notice by itself
        system.put("hub.shutdownTimeout", "10s");
        sender.start();
        template = sender.createProducerTemplate();
    }

    @AfterEach
    void stop() {
        sender.stop();
        if (hub != null) {
            hub.close();
        }
    }

    @Test
    void open_associations_go_on_with_the_old_route_and_new_ones_meet_the_new_one() throws Exception {
        write("a", listener("HUB", "B001"));
        start();
        assertEquals(0xB001, store("HUB", "60s"));

        write("a", listener("HUB", "B002"));
        live().reload();

        assertEquals(0xB001, store("HUB", "60s"));
        assertEquals(0xB002, store("HUB", "0"));
        assertEquals(1, live().drainingAssociations());
    }

    @Test
    void old_route_ends_with_its_last_association() throws Exception {
        write("a", listener("HUB", "B001"));
        start();
        store("HUB", "1s");
        write("a", listener("HUB", "B002"));
        live().reload();

        Waiting.until("old route ended", () -> {
            live().endOldRoutes();
            return live().drainingAssociations() == 0;
        });
        assertEquals(0xB002, store("HUB", "0"));
    }

    @Test
    void associations_that_outlast_the_limit_are_ended_between_two_requests() throws Exception {
        system.put("hub.routes.drainTimeout", "1s");
        write("a", listener("HUB", "B001"));
        start();
        store("HUB", "60s");
        write("a", listener("HUB", "B002"));
        live().reload();

        Waiting.until("old association ended", () -> {
            live().endOldRoutes();
            return live().drainingAssociations() == 0;
        });
        assertEquals(0xB002, store("HUB", "60s"));
    }

    @Test
    void other_routes_on_the_listener_are_not_touched() throws Exception {
        write("a", listener("HUB", "B001"));
        write("b", listener("OTHER", "B00B"));
        start();
        store("OTHER", "60s");
        Object other = hub.context().getRoute("OTHER").getConsumer();

        write("a", listener("HUB", "B002"));
        live().reload();

        assertEquals(0xB00B, store("OTHER", "60s"));
        assertEquals(0, live().drainingAssociations());
        assertTrue(other == hub.context().getRoute("OTHER").getConsumer());
    }

    @Test
    void new_file_runs_and_a_removed_one_ends() throws Exception {
        write("a", listener("HUB", "B001"));
        start();
        write("b", listener("OTHER", "B00B"));
        live().reload();
        assertEquals(0xB00B, store("OTHER", "0"));

        Files.delete(file("b"));
        live().reload();
        assertEquals(-1, store("OTHER", "0"));
        assertEquals(0xB001, store("HUB", "0"));
    }

    @Test
    void broken_file_is_refused_with_line_and_reason_while_its_last_good_form_goes_on() throws Exception {
        write("a", listener("HUB", "B001"));
        start();

        write("a", listener("HUB", "B002").replace("setHeader", "setHeadr"));
        live().reload();

        RouteFileStatus status = live().files().get(0);
        assertTrue(status.isRefused());
        assertEquals(List.of("HUB"), status.routes());
        assertEquals(6, status.problems().get(0).line());
        assertTrue(status.problems().get(0).reason().contains("setHeadr"), status.toString());
        assertEquals(0xB001, store("HUB", "0"));

        write("a", listener("HUB", "B002"));
        live().reload();
        assertFalse(live().files().get(0).isRefused());
        assertEquals(0xB002, store("HUB", "0"));
    }

    @Test
    void broken_file_does_not_hold_up_a_good_one() throws Exception {
        write("a", listener("HUB", "B001"));
        start();

        write("a", listener("HUB", "B002"));
        write("b", "- route: [");
        live().reload();

        assertEquals(0xB002, store("HUB", "0"));
        assertEquals(
                List.of(false, true),
                live().files().stream().map(RouteFileStatus::isRefused).toList());
    }

    @Test
    void what_shows_only_when_a_route_starts_leads_back_to_the_old_one() throws Exception {
        write("a", listener("HUB", "B001"));
        start();
        store("HUB", "60s");
        try (ServerSocket taken = new ServerSocket(0)) {
            write("a", listener("HUB", "B002").replace("{{hub.dicom.port}}", Integer.toString(taken.getLocalPort())));
            live().reload();
        }

        RouteFileStatus status = live().files().get(0);
        assertTrue(status.problems().get(0).reason().contains("ddress already in use"), status.toString());
        assertEquals(0xB001, store("HUB", "0"));
        assertEquals(0xB001, store("HUB", "60s"));
    }

    @Test
    void rules_are_replaced_without_a_moment_in_which_they_are_missing() throws Exception {
        write(
                "a",
                """
                - route:
                    id: entry
                    from:
                      uri: direct:entry
                      steps:
                        - setBody:
                            constant: missed
                        - to: direct:rules?failIfNoConsumers=false&block=false
                """);
        write("rules", rules("first"));
        start();
        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger missed = new AtomicInteger();
        ProducerTemplate in = hub.context().createProducerTemplate();
        Thread busy = new Thread(() -> {
            while (!done.get()) {
                if (in.requestBody("direct:entry", null, String.class).equals("missed")) {
                    missed.incrementAndGet();
                }
            }
        });
        busy.start();

        for (int i = 0; i < 20; i++) {
            write("rules", rules("form " + i));
            live().reload();
        }
        done.set(true);
        busy.join();

        assertEquals(0, missed.get());
        assertEquals("form 19", in.requestBody("direct:entry", null, String.class));
    }

    @Test
    void exchange_in_a_replaced_route_finishes_in_it() throws Exception {
        CountDownLatch inRoute = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        write("a", listener("HUB", "B001"));
        start();
        hub.context().getRegistry().bind("slow", (Processor) exchange -> {
            inRoute.countDown();
            goOn.await();
        });
        write("a", listener("HUB", "B002") + "        - process: { ref: slow }\n");
        live().reload();
        int[] answer = new int[1];
        Thread sending = new Thread(() -> answer[0] = store("HUB", "60s"));
        sending.start();
        assertTrue(inRoute.await(20, TimeUnit.SECONDS));

        write("a", listener("HUB", "B003"));
        live().reload();
        assertEquals(0xB003, store("HUB", "0"));
        goOn.countDown();
        sending.join();

        assertEquals(0xB002, answer[0]);
    }

    @Test
    void changed_template_changes_the_routes_made_of_it() throws Exception {
        Files.createDirectories(home.resolve("routes/templates"));
        write("templates/t", template("B001"));
        write(
                "a",
                """
                - templatedRoute:
                    routeTemplateRef: answering
                    routeId: made
                    parameters: [ { name: aeTitle, value: HUB } ]
                """);
        start();
        assertEquals(0xB001, store("HUB", "0"));

        write("templates/t", template("B002"));
        live().reload();

        assertEquals(0xB002, store("HUB", "0"));
        assertEquals(List.of("made"), hub.routeIds());
    }

    @Test
    void file_with_beans_waits_for_the_next_start() throws Exception {
        write("a", listener("HUB", "B001"));
        start();

        write("a", "- beans:\n    - name: x\n      type: java.lang.Object\n" + listener("HUB", "B002"));
        live().reload();

        assertTrue(live().files().get(0).problems().get(0).reason().contains("next start"));
        assertEquals(0xB001, store("HUB", "0"));
    }

    @Test
    void hub_notices_changes_by_itself() throws Exception {
        system.put("hub.routes.reload", "true");
        write("a", listener("HUB", "B001"));
        start();

        write("a", listener("HUB", "B002"));

        Waiting.until("change", () -> store("HUB", "0") == 0xB002);
    }

    @Test
    void changed_settings_are_told_to_need_a_restart_by_name_and_without_values() throws Exception {
        system.put("hub.routes.reload", "true");
        write("a", listener("HUB", "B001"));
        Path settings = Files.createDirectories(home.resolve("conf")).resolve("application.properties");
        Files.writeString(settings, "hub.tls.keyStorePassword=old\n");
        Logger logger = (Logger) LoggerFactory.getLogger(RouteWatch.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        logger.setLevel(Level.WARN); // whatever commands have set in this JVM
        start();
        try {
            Files.writeString(settings, "hub.tls.keyStorePassword=secret\n");

            Waiting.until("warning", () -> !log.list.isEmpty());
            assertEquals(
                    settings + " has changed: hub.tls.keyStorePassword take effect at the next start of the hub",
                    log.list.get(0).getFormattedMessage());
        } finally {
            logger.detachAppender(log);
            logger.setLevel(null);
        }
    }

    @Test
    void stopping_hub_waits_for_what_old_routes_have_begun() throws Exception {
        write("a", listener("HUB", "B001"));
        start();
        store("HUB", "60s");
        write("a", listener("HUB", "B002"));
        live().reload();

        hub.close();

        assertEquals(-1, store("HUB", "0"));
        hub = null;
    }

    private static String listener(String aeTitle, String status) {
        return """
                - route:
                    id: %s
                    from:
                      uri: "dicom:%s@127.0.0.1:{{hub.dicom.port}}"
                      steps:
                        - setHeader: { name: CamelDicomStatus, constant: "%s" }
                """
                .formatted(aeTitle, aeTitle, status);
    }

    private static String rules(String answer) {
        return """
                - route:
                    id: rules
                    from:
                      uri: direct:rules
                      steps:
                        - setBody:
                            constant: %s
                """
                .formatted(answer);
    }

    private static String template(String status) {
        return """
                - routeTemplate:
                    id: answering
                    parameters: [ { name: aeTitle } ]
                    from:
                      uri: "dicom:{{aeTitle}}@127.0.0.1:{{hub.dicom.port}}"
                      steps:
                        - setHeader: { name: CamelDicomStatus, constant: "%s" }
                """
                .formatted(status);
    }

    private LiveRoutes live() {
        LiveRoutes live = hub.context().getRegistry().lookupByNameAndType("liveRoutes", LiveRoutes.class);
        assertNotNull(live);
        return live;
    }

    private Path file(String name) {
        return home.resolve("routes/" + name + ".camel.yaml");
    }

    private void write(String name, String text) throws IOException {
        Files.createDirectories(home.resolve("routes"));
        Files.writeString(file(name), text);
    }

    private void start() throws HubException {
        hub = new Hub(HubSettings.load(home, system, Map.of()));
        hub.start();
    }

    /** The status answered, -1 if the object was not taken. */
    private int store(String aeTitle, String linger) {
        DicomObject object;
        try {
            object = TestObjects.object("CT");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        String uri = "dicom:" + aeTitle + "@127.0.0.1:" + port + "?associationLinger=" + linger;
        Exchange exchange = template.send(uri, sending -> sending.getMessage().setBody(object));
        return exchange.getException() != null
                ? -1
                : exchange.getMessage().getHeader(DicomConstants.STATUS, 0, Integer.class);
    }
}
