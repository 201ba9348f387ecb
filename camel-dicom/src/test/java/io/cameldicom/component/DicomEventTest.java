package io.cameldicom.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.component.event.AssociationEvent;
import io.cameldicom.component.event.AssociationEvent.Kind;
import io.cameldicom.component.event.ConversionEvent;
import io.cameldicom.component.event.DicomEvent;
import io.cameldicom.component.event.ObjectEvent;
import io.cameldicom.component.event.ObjectEvent.Direction;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dimse.DicomServiceException;
import io.cameldicom.dicom.dimse.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.junit.jupiter.api.Test;

/** What event notifiers are told: enough to count and audit, and no patient. */
class DicomEventTest {

    private final Listener events = new Listener();

    private DicomTestContext camel(String options, Exception refusal) throws Exception {
        DicomTestContext camel = new DicomTestContext(new RouteBuilder() {
            @Override
            public void configure() {
                from("dicom:HUB@127.0.0.1:0" + options).routeId("hub").process(exchange -> {
                    if (refusal != null) {
                        throw refusal;
                    }
                });
            }
        });
        camel.context.getManagementStrategy().addEventNotifier(events);
        return camel.start();
    }

    @Test
    void an_object_is_told_of_by_the_side_that_sends_and_by_the_one_that_receives() throws Exception {
        try (DicomTestContext camel = camel("", null)) {
            camel.send(camel.uri("hub") + "?callingAeTitle=CT1&associationLinger=0", TestObjects.ct(100));

            AssociationEvent opened = events.take(AssociationEvent.class);
            assertEquals(Kind.opened, opened.kind());
            assertEquals("CT1", opened.callingAeTitle());
            assertEquals("HUB", opened.calledAeTitle());
            assertNull(opened.reason());
            for (Direction direction : Direction.values()) {
                ObjectEvent object = events.take(ObjectEvent.class, e -> e.direction() == direction);
                assertEquals("CT1", object.callingAeTitle());
                assertEquals("HUB", object.calledAeTitle());
                assertTrue(object.isTaken());
                assertTrue(object.bytes() > 100, direction + " " + object.bytes());
            }
            assertEquals(Kind.released, events.take(AssociationEvent.class).kind());
        }
    }

    @Test
    void a_refused_object_has_its_status() throws Exception {
        try (DicomTestContext camel = camel("", new DicomServiceException(Status.OutOfResources, "full"))) {
            camel.send(camel.uri("hub"), TestObjects.ct(100));

            for (Direction direction : Direction.values()) {
                ObjectEvent object = events.take(ObjectEvent.class, e -> e.direction() == direction);
                assertFalse(object.isTaken());
                assertEquals(
                        direction == Direction.received ? Status.OutOfResources : Status.ProcessingFailure,
                        object.status());
            }
        }
    }

    @Test
    void a_rejected_association_has_its_reason_whoever_was_called_and_whoever_rejects() throws Exception {
        try (DicomTestContext camel = camel("?allowedCallingAeTitles=CT*&maxAssociations=1", null)) {
            String uri = camel.uri("hub");
            camel.send(uri + "?callingAeTitle=MR1", TestObjects.ct(100));
            assertEquals("calling-AE-title-not-recognized", rejection().reason());

            camel.send(uri.replace("HUB@", "OTHER@") + "?callingAeTitle=CT1", TestObjects.ct(100));
            AssociationEvent unknown = rejection();
            assertEquals("called-AE-title-not-recognized", unknown.reason());
            assertEquals("OTHER", unknown.calledAeTitle());

            camel.send(uri + "?callingAeTitle=CT1", TestObjects.ct(100)); // lingers
            camel.send(uri + "?callingAeTitle=CT2", TestObjects.ct(100));
            assertEquals("local-limit-exceeded", rejection().reason());
        }
    }

    private AssociationEvent rejection() throws InterruptedException {
        return events.take(AssociationEvent.class, e -> e.kind() == Kind.rejected);
    }

    @Test
    void a_conversion_is_told_of_with_the_time_it_took() throws Exception {
        try (DicomTestContext camel = camel("", null)) {
            camel.send("dicom-transcode:RLELossless", TestImages.native16());

            ConversionEvent step = events.take(ConversionEvent.class);
            assertEquals(TransferSyntax.resolve("RLELossless").get(0), step.to());
            assertTrue(step.duration().toNanos() > 0);

            camel.send(camel.uri("hub") + "?transcode=RLELossless", TestImages.native16());
            assertEquals(step.to(), events.take(ConversionEvent.class).to());
        }
    }

    @Test
    void a_notifier_that_fails_harms_no_association() throws Exception {
        DicomTestContext camel = camel("", null);
        try (camel) {
            camel.context.getManagementStrategy().addEventNotifier(new EventNotifierSupport() {
                @Override
                public void notify(CamelEvent event) {
                    throw new IllegalStateException("broken notifier");
                }

                @Override
                public boolean isEnabled(CamelEvent event) {
                    return event instanceof DicomEvent;
                }
            });
            assertNull(camel.send(camel.uri("hub"), TestObjects.ct(100)).getException());
        }
    }

    private static final class Listener extends EventNotifierSupport {

        private final BlockingQueue<DicomEvent> received = new LinkedBlockingQueue<>();

        @Override
        public boolean isEnabled(CamelEvent event) {
            return event instanceof DicomEvent;
        }

        @Override
        public void notify(CamelEvent event) {
            received.add((DicomEvent) event);
        }

        <T extends DicomEvent> T take(Class<T> kind) throws InterruptedException {
            return take(kind, e -> true);
        }

        /** The next such event; those of other kinds are left. */
        <T extends DicomEvent> T take(Class<T> kind, Predicate<T> wanted) throws InterruptedException {
            List<DicomEvent> others = new ArrayList<>();
            try {
                while (true) {
                    DicomEvent event = received.poll(20, TimeUnit.SECONDS);
                    if (event == null) {
                        throw new AssertionError("no " + kind.getSimpleName() + ", but " + others);
                    }
                    if (kind.isInstance(event) && wanted.test(kind.cast(event))) {
                        return kind.cast(event);
                    }
                    others.add(event);
                }
            } finally {
                received.addAll(others);
            }
        }
    }
}
