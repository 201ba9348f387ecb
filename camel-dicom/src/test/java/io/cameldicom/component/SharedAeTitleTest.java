package io.cameldicom.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.service.StorageCommitmentReport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Routes that divide the services of one AE title among them. */
class SharedAeTitleTest {

    private final List<String> took = new CopyOnWriteArrayList<>();
    private int port;

    @BeforeEach
    void chooseAPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
    }

    private RouteBuilder routes(String storing, String committing) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(uri() + "?service=store" + storing).routeId("store").process(exchange -> took.add("store"));
                from(uri() + "?service=" + committing).routeId("commit").process(exchange -> {
                    took.add("commit");
                    exchange.getMessage().setBody(true);
                });
            }
        };
    }

    private String uri() {
        return "dicom:HUB@127.0.0.1:" + port;
    }

    @Test
    void each_route_gets_the_requests_of_its_service() throws Exception {
        DicomObject object = TestObjects.ct(10);
        try (DicomTestContext camel = new DicomTestContext(routes("", "commit")).start()) {
            assertNull(camel.send(uri(), object).getException());
            Exchange asked = camel.send(uri() + "?operation=commit", object);

            assertNotNull(asked.getMessage().getBody(StorageCommitmentReport.class));
            assertEquals(List.of("store", "commit"), took);
        }
    }

    @Test
    void a_service_belongs_to_one_route() throws Exception {
        try (DicomTestContext camel = new DicomTestContext(routes("", "commit,store"))) {
            String message = sentences(assertThrows(Exception.class, camel::start));

            assertTrue(message.contains("Route commit and route store both answer to AE title HUB"), message);
            assertTrue(message.contains("with store"), message);
        }
    }

    @Test
    void who_may_call_is_the_same_for_all_of_them() throws Exception {
        try (DicomTestContext camel = new DicomTestContext(routes("&allowedCallingAeTitles=CT1", "commit"))) {
            String message = sentences(assertThrows(Exception.class, camel::start));

            assertTrue(message.contains("different calling AE titles"), message);
        }
    }

    @Test
    void requestors_come_again_while_one_of_them_is_suspended() throws Exception {
        try (DicomTestContext camel = new DicomTestContext(routes("", "commit")).start()) {
            camel.context.getRouteController().suspendRoute("commit");
            DicomOperationException rejected = DicomTestContext.failure(camel.send(uri(), TestObjects.ct(10)));
            camel.context.getRouteController().resumeRoute("commit");

            assertTrue(rejected.isRetryable());
            assertNull(camel.send(uri(), TestObjects.ct(10)).getException());
        }
    }

    @Test
    void when_one_stops_the_others_go_on() throws Exception {
        try (DicomTestContext camel = new DicomTestContext(routes("", "commit")).start()) {
            camel.context.getRouteController().stopRoute("commit");

            assertNull(camel.send(uri(), TestObjects.ct(10)).getException());
            String message = DicomTestContext.failure(camel.send(uri() + "?operation=commit", TestObjects.ct(10)))
                    .getMessage();
            assertTrue(message.contains("Storage Commitment"), message);
        }
    }

    private static String sentences(Throwable failure) {
        StringBuilder sentences = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            sentences.append(cause.getMessage()).append('\n');
        }
        return sentences.toString();
    }
}
