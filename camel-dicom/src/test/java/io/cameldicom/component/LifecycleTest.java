package io.cameldicom.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

/** Start, shared ports, suspension and shutdown of consumers. */
class LifecycleTest {

    private final List<String> taken = new CopyOnWriteArrayList<>();

    private RouteBuilder route(String id, String uri) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).routeId(id).process(exchange -> taken.add(id));
            }
        };
    }

    @Test
    void consumers_share_a_port_by_ae_title() throws Exception {
        try (DicomTestContext camel = new DicomTestContext(
                        route("a", "dicom:A@127.0.0.1:0"),
                        route("b", "dicom:B@127.0.0.1:0?maxObjectSize=1MiB"),
                        route("any", "dicom:*@127.0.0.1:0"))
                .start()) {
            assertEquals(camel.consumer("a").getPort(), camel.consumer("b").getPort());
            assertNull(camel.send(camel.uri("a"), TestObjects.ct(10)).getException());
            assertNull(camel.send(camel.uri("b"), TestObjects.ct(10)).getException());
            assertNull(camel.send(camel.uri("any"), TestObjects.ct(10)).getException());

            assertEquals(List.of("a", "b", "any"), taken);
        }
    }

    @Test
    void two_routes_with_one_ae_title_on_a_port_do_not_start_and_are_both_named() {
        Exception failure = assertThrows(
                Exception.class,
                () -> startAndStop(new DicomTestContext(
                        route("first", "dicom:A@127.0.0.1:0"),
                        route("second", "dicom:A@127.0.0.1:0?maxObjectSize=1MiB"))));

        String message = rootMessage(failure);
        assertTrue(message.contains("first") && message.contains("second") && message.contains("AE title A"), message);
    }

    @Test
    void routes_that_share_a_port_agree_on_its_options() {
        Exception failure = assertThrows(
                Exception.class,
                () -> startAndStop(new DicomTestContext(
                        route("first", "dicom:A@127.0.0.1:0"),
                        route("second", "dicom:B@127.0.0.1:0?maxAssociations=5"))));

        String message = rootMessage(failure);
        assertTrue(message.contains("first") && message.contains("maxAssociations=5"), message);
    }

    @Test
    void a_port_in_use_stops_the_start_with_a_sentence() throws Exception {
        try (var other = new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            Exception failure = assertThrows(
                    Exception.class,
                    () -> startAndStop(new DicomTestContext(route("a", "dicom:A@127.0.0.1:" + other.getLocalPort()))));

            assertTrue(failure.getCause().getMessage().contains("cannot listen on 127.0.0.1:" + other.getLocalPort()));
        }
    }

    private static void startAndStop(DicomTestContext camel) {
        try (camel) {
            camel.start();
        }
    }

    @Test
    void a_suspended_consumer_rejects_new_associations_and_finishes_open_ones() throws Exception {
        try (DicomTestContext camel = new DicomTestContext(route("hub", "dicom:HUB@127.0.0.1:0")).start()) {
            String open = camel.uri("hub") + "?associationLinger=60s";
            String fresh = camel.uri("hub") + "?associationLinger=0";
            assertNull(camel.send(open, TestObjects.ct(10)).getException());

            camel.context.getRouteController().suspendRoute("hub");
            assertNull(camel.send(open, TestObjects.ct(10)).getException());
            DicomOperationException rejected = DicomTestContext.failure(camel.send(fresh, TestObjects.ct(10)));
            assertTrue(rejected.isRetryable());
            assertTrue(rejected.getMessage().contains("(result 2"), rejected.getMessage());

            camel.context.getRouteController().resumeRoute("hub");
            assertNull(camel.send(fresh, TestObjects.ct(10)).getException());
        }
    }

    @Test
    void a_consumer_starts_again_on_its_port() throws Exception {
        try (DicomTestContext camel = new DicomTestContext(route("hub", "dicom:HUB@127.0.0.1:0")).start()) {
            camel.context.getRouteController().stopRoute("hub");
            camel.context.getRouteController().startRoute("hub");

            assertNull(camel.send(camel.uri("hub"), TestObjects.ct(10)).getException());
        }
    }

    @Test
    void shutdown_waits_for_the_exchange_and_its_answer() throws Exception {
        CountDownLatch inRoute = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        RouteBuilder slow = new RouteBuilder() {
            @Override
            public void configure() {
                from("dicom:HUB@127.0.0.1:0").routeId("hub").process(exchange -> {
                    inRoute.countDown();
                    goOn.await();
                });
            }
        };
        DicomTestContext sender = new DicomTestContext().start();
        DicomTestContext camel = new DicomTestContext(slow).start();
        String uri = camel.uri("hub");
        Exchange[] sent = new Exchange[1];
        Thread sending = new Thread(() -> sent[0] = sender.send(uri, TestObjects.ct(300_000)));
        sending.start();
        inRoute.await();

        Thread stopping = new Thread(camel::close);
        stopping.start();
        DicomTestContext.await(
                "suspended", () -> DicomTestContext.failure(sender.send(uri + "?operation=echo", null)) != null);
        assertFalse(camel.context.isStopped());
        goOn.countDown();
        sending.join();
        sender.close();
        stopping.join();

        assertNull(sent[0].getException());
        assertTrue(camel.context.isStopped());
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage();
    }
}
