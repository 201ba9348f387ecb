package io.cameldicom.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

/** An application that has no room for more says so before anything is kept, and goes on when it has. */
class ResourceGuardTest {

    private final AtomicInteger routed = new AtomicInteger();
    private volatile boolean associations = true;
    private volatile boolean objects = true;

    private DicomTestContext camel() throws Exception {
        DicomTestContext camel = new DicomTestContext(new RouteBuilder() {
            @Override
            public void configure() {
                from("dicom:HUB@127.0.0.1:0").routeId("hub").process(exchange -> routed.incrementAndGet());
            }
        });
        camel.context.getRegistry().bind("guard", new ResourceGuard() {
            @Override
            public boolean takesAssociations() {
                return associations;
            }

            @Override
            public boolean takesObjects() {
                return objects;
            }
        });
        return camel.start();
    }

    @Test
    void without_room_for_objects_a_store_is_out_of_resources_and_the_association_goes_on() throws Exception {
        try (DicomTestContext camel = camel()) {
            String uri = camel.uri("hub") + "?callingAeTitle=CT1";
            objects = false;
            Exception refusal = camel.send(uri, TestObjects.ct(500_000)).getException();
            assertTrue(refusal.getMessage().contains("A700"), refusal.getMessage());
            assertEquals(0, routed.get());

            associations = false; // the next object has to come over the association that lingers
            objects = true;
            assertNull(camel.send(uri, TestObjects.ct(500_000)).getException());
            assertEquals(1, routed.get());
        }
    }

    @Test
    void without_room_for_associations_new_ones_are_rejected_for_now() throws Exception {
        try (DicomTestContext camel = camel()) {
            associations = false;
            Exception rejection =
                    camel.send(camel.uri("hub"), TestObjects.ct(100)).getException();
            assertTrue(rejection.getMessage().contains("temporary-congestion"), rejection.getMessage());

            associations = true;
            assertNull(camel.send(camel.uri("hub"), TestObjects.ct(100)).getException());
        }
    }
}
