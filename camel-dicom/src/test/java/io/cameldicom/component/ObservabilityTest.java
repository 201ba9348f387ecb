package io.cameldicom.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import io.cameldicom.dicom.dimse.DicomServiceException;
import io.cameldicom.dicom.dimse.Status;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What operators see: logs without patients, health, console, errors that belong to no exchange. */
class ObservabilityTest {

    @TempDir
    Path spool;

    private RouteBuilder hub(String options) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("dicom:HUB@127.0.0.1:0" + options).routeId("hub").to("log:hub?showAll=true&multiline=true");
            }
        };
    }

    @Test
    void a_disk_that_cannot_be_written_is_told_with_its_reason() throws Exception {
        RouteBuilder route = new RouteBuilder() {
            @Override
            public void configure() {
                from("dicom:HUB@127.0.0.1:0?spoolThreshold=1KiB&spoolDirectory=" + spool)
                        .routeId("hub")
                        .process(exchange -> {
                            throw new DicomServiceException(
                                    Status.OutOfResources, "no archive", new IOException("No space left on device"));
                        });
            }
        };
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.list = new CopyOnWriteArrayList<>();
        log.start();
        Logger logger = (Logger) LoggerFactory.getLogger(StoreService.class);
        logger.addAppender(log);
        logger.setLevel(Level.WARN);
        try (DicomTestContext camel = new DicomTestContext(route).start()) {
            camel.send(camel.uri("hub"), TestObjects.ct(100));
            try (var folders = Files.list(spool)) {
                for (Path folder : folders.toList()) {
                    Files.move(folder, folder.resolveSibling("gone"));
                }
            }
            camel.send(camel.uri("hub"), TestObjects.ct(500_000));
        } finally {
            logger.detachAppender(log);
            logger.setLevel(null);
        }

        assertEquals(2, log.list.size(), log.list.toString());
        String routed = log.list.get(0).getFormattedMessage();
        assertTrue(routed.endsWith("no archive, because of java.io.IOException: No space left on device"), routed);
        String refused = log.list.get(1).getFormattedMessage();
        assertTrue(refused.contains("C-STORE answered A700"), refused);
        assertTrue(refused.contains("NoSuchFileException"), refused);
    }

    @Test
    void what_was_tolerated_is_logged_once_for_each_calling_ae_title() throws Exception {
        Logger logger = (Logger) LoggerFactory.getLogger(ToleranceLog.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.list = new CopyOnWriteArrayList<>();
        log.start();
        logger.addAppender(log);
        logger.setLevel(Level.WARN);
        try (DicomTestContext camel = new DicomTestContext(hub("")).start()) {
            for (String sender : new String[] {"CT1", "CT1", "CT2"}) {
                camel.send(camel.uri("hub") + "?callingAeTitle=" + sender, TestObjects.outOfOrder());
            }
        } finally {
            logger.detachAppender(log);
            logger.setLevel(null);
        }

        assertEquals(
                List.of("CT1", "CT2"),
                log.list.stream().map(event -> event.getArgumentArray()[2]).toList());
        assertTrue(log.list.get(0).getFormattedMessage().contains("elements out of order"));
    }

    @Test
    void no_patient_is_in_the_log() throws Exception {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.list = new CopyOnWriteArrayList<>();
        log.start();
        Level before = root.getLevel();
        root.addAppender(log);
        root.setLevel(Level.INFO);
        RouteBuilder route = new RouteBuilder() {
            @Override
            public void configure() {
                from("dicom:HUB@127.0.0.1:0?spoolDirectory=" + spool)
                        .routeId("hub")
                        .to("log:hub?showAll=true&multiline=true")
                        .log("got ${body} ${headers} ${bodyAs(String)}")
                        .choice()
                        .when(simple("${body.string('Modality')} == 'MR'"))
                        .throwException(new DicomServiceException(Status.NotAuthorized, "no MR here"));
            }
        };
        try (DicomTestContext camel = new DicomTestContext(route).start()) {
            camel.send(camel.uri("hub"), TestObjects.ct(100));
            camel.send(camel.uri("hub"), TestObjects.ct(400_000));
            camel.send(camel.uri("hub"), TestObjects.mr(100));
            camel.send(camel.uri("hub") + "?transcode=never&transferSyntaxes=JPEGBaseline8Bit", TestObjects.ct(10));
            byte[] broken = TestObjects.dataSet(TestObjects.ct(100));
            java.util.Arrays.fill(broken, 300, broken.length, (byte) 0xFE);
            camel.send(camel.uri("hub"), broken);
        } finally {
            root.detachAppender(log);
            root.setLevel(before);
        }

        assertTrue(log.list.size() > 5);
        for (ILoggingEvent event : log.list) {
            String text = event.getFormattedMessage()
                    + (event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy()));
            assertFalse(text.contains("Recognisable"), text);
            assertFalse(text.contains(TestObjects.PATIENT_ID), text);
        }
    }

    @Test
    void health_tells_whether_the_port_is_open_and_the_peer_answers() throws Exception {
        try (DicomTestContext camel = new DicomTestContext(hub("")).start()) {
            HealthCheck listening = camel.consumer("hub").getHealthCheck();
            assertEquals(HealthCheck.State.UP, listening.callReadiness().getState());

            DicomHealthCheck reachable = peerCheck(camel, camel.uri("hub"));
            assertEquals(HealthCheck.State.UP, reachable.callReadiness().getState());

            camel.context.getRouteController().stopRoute("hub");
            assertEquals(HealthCheck.State.DOWN, reachable.callReadiness().getState());
            assertEquals(HealthCheck.State.DOWN, listening.callReadiness().getState());
            listening.setEnabled(false);
            assertEquals(HealthCheck.State.UNKNOWN, listening.callReadiness().getState());
        }
    }

    private static DicomHealthCheck peerCheck(DicomTestContext camel, String uri) {
        DicomEndpoint endpoint = camel.context.getEndpoint(uri, DicomEndpoint.class);
        endpoint.addHealthCheck();
        return endpoint.healthCheck();
    }

    @Test
    void the_console_lists_open_associations() throws Exception {
        try (DicomTestContext camel = new DicomTestContext(hub("")).start()) {
            camel.send(camel.uri("hub") + "?callingAeTitle=CT1", TestObjects.ct(100));
            DicomConsole console = new DicomConsole();
            console.setCamelContext(camel.context);

            String text = (String) console.call(org.apache.camel.console.DevConsole.MediaType.TEXT, Map.of());
            assertTrue(text.contains("SCP HUB on port " + camel.consumer("hub").getPort()), text);
            assertTrue(text.contains("1 taken, 0 refused"), text);
            assertTrue(text.contains("HUB<-CT1#"), text);
            assertTrue(text.contains("CT1->HUB#"), text);

            JsonObject json = (JsonObject) console.call(org.apache.camel.console.DevConsole.MediaType.JSON, Map.of());
            JsonObject scp = (JsonObject) ((JsonArray) json.get("scps")).get(0);
            JsonObject association = (JsonObject) ((JsonArray) scp.get("associations")).get(0);
            assertEquals("CT1", association.get("callingAeTitle"));
        }
    }

    @Test
    void the_console_is_found_by_its_name() throws Exception {
        try (DicomTestContext camel = new DicomTestContext(hub("")).start()) {
            assertTrue(camel.context
                    .getCamelContextExtension()
                    .getBootstrapFactoryFinder("META-INF/services/org/apache/camel/dev-console/")
                    .findClass("dicom")
                    .isPresent());
        }
    }

    @Test
    void a_peer_that_breaks_the_protocol_reaches_the_route_with_bridge_error_handler() throws Exception {
        List<Exception> handled = new CopyOnWriteArrayList<>();
        RouteBuilder route = new RouteBuilder() {
            @Override
            public void configure() {
                onException(Exception.class)
                        .handled(true)
                        .process(exchange ->
                                handled.add(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class)));
                from("dicom:HUB@127.0.0.1:0?bridgeErrorHandler=true")
                        .routeId("hub")
                        .to("mock:x");
            }
        };
        try (DicomTestContext camel = new DicomTestContext(route).start()) {
            camel.send(camel.uri("hub"), TestObjects.ct(100));
            assertEquals(List.of(), handled);

            BrokenSender.storeHalf(camel.consumer("hub").getPort(), "HUB");

            DicomTestContext.await("handled", () -> !handled.isEmpty());
            assertNull(camel.send(camel.uri("hub"), TestObjects.ct(100)).getException());
        }
    }

    @Test
    void garbage_on_the_port_harms_nobody() throws Exception {
        try (DicomTestContext camel = new DicomTestContext(hub("")).start()) {
            try (Socket scanner = new Socket("127.0.0.1", camel.consumer("hub").getPort())) {
                OutputStream out = scanner.getOutputStream();
                out.write("GET / HTTP/1.1\r\nHost: hub\r\n\r\n".getBytes());
                out.flush();
                assertNull(camel.send(camel.uri("hub"), TestObjects.ct(100)).getException());
            }
        }
    }
}
