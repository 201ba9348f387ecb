package io.cameldicom.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.dimse.Status;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

/** Instance availability, and DIMSE-N requests of any kind. */
class NormalizedRouteTest {

    private final List<String> studies = new CopyOnWriteArrayList<>();

    private final RouteBuilder ris = new RouteBuilder() {
        @Override
        public void configure() {
            from("dicom:RIS@127.0.0.1:0?service=ian,mpps")
                    .routeId("ris")
                    .process(exchange -> studies.add(
                            exchange.getIn().getBody(Attributes.class).getString(Tag.StudyInstanceUID)));
        }
    };

    @Test
    void notification_arrives_under_a_uid_of_its_own() throws Exception {
        try (DicomTestContext camel = new DicomTestContext(ris).start()) {
            Exchange sent = camel.send(
                    camel.uri("ris") + "?operation=ian",
                    notification(),
                    // of the image that came before in the route
                    Map.of(DicomConstants.SOP_CLASS_UID, UID.CTImageStorage, DicomConstants.SOP_INSTANCE_UID, "1.2.3"));

            assertNull(sent.getException());
            assertEquals(List.of("1.2.3.4"), studies);
            assertTrue(sent.getMessage()
                    .getHeader(DicomConstants.SOP_INSTANCE_UID, String.class)
                    .startsWith("2.25."));
        }
    }

    @Test
    void notification_of_nothing_is_refused() throws Exception {
        try (DicomTestContext camel = new DicomTestContext(ris).start()) {
            Attributes empty = notification();
            empty.remove(Tag.ReferencedSeriesSequence);

            Exchange sent = camel.send(camel.uri("ris") + "?operation=ian", empty);

            assertEquals(Status.MissingAttribute, DicomTestContext.failure(sent).getStatus());
            assertEquals(List.of(), studies);
        }
    }

    @Test
    void any_normalized_request_is_made_of_headers_and_body() throws Exception {
        try (DicomTestContext camel = new DicomTestContext(ris).start()) {
            Exchange sent = camel.send(
                    camel.uri("ris") + "?operation=nCreate",
                    notification(),
                    Map.of(DicomConstants.SOP_CLASS_UID, UID.InstanceAvailabilityNotification));

            assertNull(sent.getException());
            assertNotNull(sent.getMessage().getHeader(DicomConstants.SOP_INSTANCE_UID));
        }
    }

    @Test
    void request_without_what_it_needs_is_not_sent() throws Exception {
        try (DicomTestContext camel = new DicomTestContext(ris).start()) {
            String message = DicomTestContext.failure(camel.send(camel.uri("ris") + "?operation=nGet", null))
                    .getMessage();

            assertTrue(message.contains(DicomConstants.SOP_CLASS_UID), message);
        }
    }

    @Test
    void request_nobody_serves_is_not_recognized() throws Exception {
        try (DicomTestContext camel = new DicomTestContext(ris).start()) {
            Exchange sent = camel.send(
                    camel.uri("ris") + "?operation=nDelete",
                    null,
                    Map.of(
                            DicomConstants.SOP_CLASS_UID,
                            UID.ModalityPerformedProcedureStep,
                            DicomConstants.SOP_INSTANCE_UID,
                            "1.2.3"));

            assertEquals(
                    Status.UnrecognizedOperation, DicomTestContext.failure(sent).getStatus());
        }
    }

    @Test
    void full_queue_behind_the_route_is_a_resource_limitation() throws Exception {
        RouteBuilder full = new RouteBuilder() {
            @Override
            public void configure() {
                from("dicom:RIS@127.0.0.1:0?service=ian").routeId("ris").process(exchange -> {
                    throw new IllegalStateException("Queue full");
                });
            }
        };
        try (DicomTestContext camel = new DicomTestContext(full).start()) {
            Exchange sent = camel.send(camel.uri("ris") + "?operation=ian", notification());

            assertEquals(
                    Status.ResourceLimitation, DicomTestContext.failure(sent).getStatus());
        }
    }

    @Test
    void service_the_peer_does_not_have_is_named() throws Exception {
        try (DicomTestContext camel = new DicomTestContext(ris).start()) {
            Exchange sent = camel.send(camel.uri("ris") + "?operation=commit", TestObjects.ct(10));

            String message = DicomTestContext.failure(sent).getMessage();
            assertTrue(message.contains("Storage Commitment"), message);
        }
    }

    private static Attributes notification() {
        Attributes notification = new Attributes();
        notification.setString(Tag.StudyInstanceUID, VR.UI, "1.2.3.4");
        Attributes series = new Attributes();
        series.setString(Tag.SeriesInstanceUID, VR.UI, "1.2.3.4.5");
        notification.newSequence(Tag.ReferencedSeriesSequence).add(series);
        return notification;
    }
}
