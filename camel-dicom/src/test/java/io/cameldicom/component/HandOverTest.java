package io.cameldicom.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A consumer takes the place of another one while associations are open. */
class HandOverTest {

    private final List<String> taken = new CopyOnWriteArrayList<>();
    private int port;
    private String kept;
    private String fresh;

    @BeforeEach
    void chooseAPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        kept = "dicom:HUB@127.0.0.1:" + port + "?associationLinger=60s";
        fresh = "dicom:HUB@127.0.0.1:" + port + "?associationLinger=0";
    }

    private RouteBuilder route(String id, String options) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("dicom:HUB@127.0.0.1:" + port + "?" + options).routeId(id).process(exchange -> taken.add(id));
            }
        };
    }

    @Test
    void open_associations_go_on_with_the_old_consumer_new_ones_meet_its_successor() throws Exception {
        try (DicomTestContext camel = new DicomTestContext(route("old", "maxObjectSize=1MiB")).start()) {
            assertNull(camel.send(kept, TestObjects.ct(10)).getException());

            camel.consumer("old").handOver();
            assertNull(camel.send(fresh, TestObjects.ct(10)).getException());
            camel.context.addRoutes(route("new", "maxObjectSize=2MiB"));
            camel.consumer("old").withdraw();
            assertNull(camel.send(kept, TestObjects.ct(10)).getException());
            assertNull(camel.send(fresh, TestObjects.ct(10)).getException());

            assertEquals(List.of("old", "old", "old", "new"), taken);
        }
    }

    @Test
    void a_successor_may_have_other_options_of_the_port() throws Exception {
        try (DicomTestContext camel = new DicomTestContext(route("old", "maxAssociations=3")).start()) {
            assertNull(camel.send(kept, TestObjects.ct(10)).getException());

            camel.consumer("old").handOver();
            camel.context.addRoutes(route("new", "maxAssociations=5"));
            camel.consumer("old").withdraw();
            assertNull(camel.send(kept, TestObjects.ct(10)).getException());
            assertNull(camel.send(fresh, TestObjects.ct(10)).getException());
            camel.context.getRouteController().stopRoute("old");
            assertNull(camel.send(fresh, TestObjects.ct(10)).getException());

            assertEquals(List.of("old", "old", "new", "new"), taken);
        }
    }

    @Test
    void a_successor_may_have_other_rules_for_who_calls() throws Exception {
        try (DicomTestContext camel =
                new DicomTestContext(route("old", "service=store"), route("asked", "service=commit")).start()) {
            camel.consumer("old").handOver();
            camel.consumer("asked").handOver();
            camel.context.addRoutes(route("new", "service=store&allowedCallingAeTitles=CT1"));
            String anyone = fresh;

            assertNotNull(DicomTestContext.failure(camel.send(anyone, TestObjects.ct(10))));
            assertNull(camel.send(anyone + "&callingAeTitle=CT1", TestObjects.ct(10))
                    .getException());
        }
    }

    @Test
    void the_port_is_free_when_the_last_consumer_has_withdrawn_while_its_associations_go_on() throws Exception {
        try (DicomTestContext camel = new DicomTestContext(route("old", "")).start()) {
            assertNull(camel.send(kept, TestObjects.ct(10)).getException());

            camel.consumer("old").withdraw();
            DicomOperationException refused = DicomTestContext.failure(camel.send(fresh, TestObjects.ct(10)));
            assertNull(camel.send(kept, TestObjects.ct(10)).getException());

            assertTrue(refused.getCause() instanceof ConnectException, refused.toString());
            assertEquals(List.of("old", "old"), taken);
        }
    }

    @Test
    void idle_associations_can_be_ended() throws Exception {
        try (DicomTestContext camel = new DicomTestContext(route("old", "")).start()) {
            assertNull(camel.send(kept, TestObjects.ct(10)).getException());
            DicomConsumer old = camel.consumer("old");
            old.withdraw();

            DicomTestContext.await("association ended", () -> {
                old.abortIdleAssociations();
                return old.getAssociations() == 0;
            });
        }
    }

    @Test
    void a_consumer_that_has_no_successor_may_stay() throws Exception {
        try (DicomTestContext camel = new DicomTestContext(route("old", "")).start()) {
            camel.consumer("old").handOver();
            camel.consumer("old").keep();

            assertNull(camel.send(fresh, TestObjects.ct(10)).getException());
        }
    }
}
