package io.cameldicom.component;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dimse.DicomServiceException;
import io.cameldicom.dicom.dimse.Status;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Producer and consumer over the loopback interface: what is sent arrives, and what the route says is answered. */
class StoreRouteTest {

    /** What the route saw, copied while the exchange lasted. */
    record Arrived(byte[] dataSet, boolean inMemory, Map<String, Object> headers, Path path) {}

    private final List<Arrived> arrived = new CopyOnWriteArrayList<>();

    @TempDir
    Path spool;

    private void take(Exchange exchange) {
        DicomObject object = exchange.getIn().getBody(DicomObject.class);
        arrived.add(new Arrived(
                TestObjects.dataSet(object),
                object.inMemory(),
                Map.copyOf(exchange.getIn().getHeaders()),
                object.path()));
    }

    private RouteBuilder receiving(String options) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("dicom:HUB@127.0.0.1:0?spoolDirectory=" + spool + options)
                        .routeId("hub")
                        .process(StoreRouteTest.this::take);
            }
        };
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 1_000, 60_000, 128 * 1024, 200_000, 3_000_000})
    void an_object_arrives_byte_for_byte(int pixelBytes) throws Exception {
        DicomObject object = TestObjects.ct(pixelBytes);
        try (DicomTestContext camel = new DicomTestContext(receiving("")).start()) {
            Exchange sent = camel.send(camel.uri("hub"), object);

            assertNull(sent.getException());
            assertEquals(Status.Success, sent.getMessage().getHeader(DicomConstants.STATUS));
            assertArrayEquals(TestObjects.dataSet(object), arrived.get(0).dataSet());
            assertEquals(object.dataSetLength() <= 128 * 1024, arrived.get(0).inMemory());
            DicomTestContext.await(
                    "spool is empty", () -> DicomTestContext.spooled(spool).isEmpty());
        }
    }

    @Test
    void headers_name_object_and_association_and_no_patient() throws Exception {
        DicomObject object = TestObjects.ct(100);
        try (DicomTestContext camel = new DicomTestContext(receiving("")).start()) {
            camel.send(camel.uri("hub") + "?callingAeTitle=CT1", object);

            Map<String, Object> headers = arrived.get(0).headers();
            assertEquals(UID.CTImageStorage, headers.get(DicomConstants.SOP_CLASS_UID));
            assertEquals(object.sopInstanceUid(), headers.get(DicomConstants.SOP_INSTANCE_UID));
            assertEquals(UID.ExplicitVRLittleEndian, headers.get(DicomConstants.TRANSFER_SYNTAX_UID));
            assertEquals("CT", headers.get(DicomConstants.MODALITY));
            assertEquals("1.2.826.0.1.3680043.9.9999.2", headers.get(DicomConstants.STUDY_INSTANCE_UID));
            assertEquals("1.2.826.0.1.3680043.9.9999.3", headers.get(DicomConstants.SERIES_INSTANCE_UID));
            assertEquals("CT1", headers.get(DicomConstants.CALLING_AE_TITLE));
            assertEquals("HUB", headers.get(DicomConstants.CALLED_AE_TITLE));
            assertEquals("127.0.0.1", headers.get(DicomConstants.REMOTE_ADDRESS));
            assertEquals("store", headers.get(DicomConstants.OPERATION));
            assertNotNull(headers.get(DicomConstants.ASSOCIATION_ID));
            assertNotNull(headers.get(DicomConstants.MESSAGE_ID));
            assertEquals(0, headers.get(DicomConstants.PRIORITY));
            assertFalse(headers.toString().contains(TestObjects.PATIENT));
            assertFalse(headers.toString().contains(TestObjects.PATIENT_ID));
        }
    }

    @Test
    void a_spooled_file_is_a_complete_part_10_file_with_the_calling_ae_title() throws Exception {
        RouteBuilder route = new RouteBuilder() {
            @Override
            public void configure() {
                from("dicom:HUB@127.0.0.1:0?spoolDirectory=" + spool)
                        .routeId("hub")
                        .process(exchange -> {
                            DicomObject object = exchange.getIn().getBody(DicomObject.class);
                            DicomObject again = DicomObject.of(object.path());
                            assertEquals("CT1", again.fileMetaInformation().sourceAeTitle());
                            assertEquals(object.size(), java.nio.file.Files.size(object.path()));
                            assertEquals(object.dataSetOffset(), again.dataSetOffset());
                            assertEquals("CT", again.string("Modality"));
                        });
            }
        };
        try (DicomTestContext camel = new DicomTestContext(route).start()) {
            Exchange sent = camel.send(camel.uri("hub") + "?callingAeTitle=CT1", TestObjects.ct(500_000));

            assertNull(sent.getException());
        }
    }

    @Test
    void a_failing_route_is_answered_0110_without_the_message_of_the_exception() throws Exception {
        RouteBuilder route = new RouteBuilder() {
            @Override
            public void configure() {
                from("dicom:HUB@127.0.0.1:0").routeId("hub").process(exchange -> {
                    throw new IllegalArgumentException("cannot handle " + TestObjects.PATIENT);
                });
            }
        };
        try (DicomTestContext camel = new DicomTestContext(route).start()) {
            DicomOperationException failure =
                    DicomTestContext.failure(camel.send(camel.uri("hub"), TestObjects.ct(100)));

            assertEquals(Status.ProcessingFailure, failure.getStatus());
            assertEquals("Failed with IllegalArgumentException", failure.getErrorComment());
        }
    }

    @Test
    void exceptions_become_the_statuses_of_the_standard() throws Exception {
        Map<Exception, Integer> expected = Map.of(
                new DicomServiceException(Status.NotAuthorized, "not today"), Status.NotAuthorized,
                new IOException("No space left on device"), Status.OutOfResources,
                new IllegalStateException("Queue full"), Status.OutOfResources,
                new SecurityException("policy"), Status.NotAuthorized,
                new RuntimeException(new DicomServiceException(Status.SOPClassNotSupported)),
                        Status.SOPClassNotSupported,
                new IOException("something else"), Status.ProcessingFailure);
        for (Map.Entry<Exception, Integer> entry : expected.entrySet()) {
            assertEquals(
                    entry.getValue(),
                    ResponseStatus.of(entry.getKey()).status(),
                    entry.getKey().toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"A700", "0xA700", "a700", "A700H"})
    void a_route_sets_the_status_by_header(String status) throws Exception {
        RouteBuilder route = new RouteBuilder() {
            @Override
            public void configure() {
                from("dicom:HUB@127.0.0.1:0")
                        .routeId("hub")
                        .setHeader(DicomConstants.STATUS, constant(status))
                        .setHeader(DicomConstants.ERROR_COMMENT, constant("archive is closed"));
            }
        };
        try (DicomTestContext camel = new DicomTestContext(route).start()) {
            DicomOperationException failure =
                    DicomTestContext.failure(camel.send(camel.uri("hub"), TestObjects.ct(100)));

            assertEquals(Status.OutOfResources, failure.getStatus());
            assertTrue(failure.isRetryable());
            assertEquals("archive is closed", failure.getErrorComment());
        }
    }

    @Test
    void a_warning_is_a_success_with_a_header() throws Exception {
        RouteBuilder route = new RouteBuilder() {
            @Override
            public void configure() {
                from("dicom:HUB@127.0.0.1:0")
                        .routeId("hub")
                        .setHeader(DicomConstants.STATUS, constant(Status.CoercionOfDataElements));
            }
        };
        try (DicomTestContext camel = new DicomTestContext(route).start()) {
            Exchange sent = camel.send(camel.uri("hub"), TestObjects.ct(100));

            assertNull(sent.getException());
            assertEquals(Status.CoercionOfDataElements, sent.getMessage().getHeader(DicomConstants.STATUS));
        }
    }

    @Test
    void an_object_that_is_filtered_out_is_answered_with_success() throws Exception {
        RouteBuilder route = new RouteBuilder() {
            @Override
            public void configure() {
                from("dicom:HUB@127.0.0.1:0")
                        .routeId("hub")
                        .filter(simple("${body.string('Modality')} == 'CT'"))
                        .process(StoreRouteTest.this::take);
            }
        };
        try (DicomTestContext camel = new DicomTestContext(route).start()) {
            assertNull(camel.send(camel.uri("hub"), TestObjects.mr(100)).getException());
            assertNull(camel.send(camel.uri("hub"), TestObjects.ct(100)).getException());

            assertEquals(1, arrived.size());
            assertEquals("CT", arrived.get(0).headers().get(DicomConstants.MODALITY));
        }
    }

    @Test
    void an_asynchronous_route_answers_when_it_is_done() throws Exception {
        RouteBuilder route = new RouteBuilder() {
            @Override
            public void configure() {
                from("dicom:HUB@127.0.0.1:0")
                        .routeId("hub")
                        .threads(2)
                        .process(StoreRouteTest.this::take)
                        .setHeader(DicomConstants.STATUS, constant("B007"));
            }
        };
        try (DicomTestContext camel = new DicomTestContext(route).start()) {
            for (int i = 1; i <= 3; i++) {
                Exchange sent = camel.send(camel.uri("hub"), TestObjects.ct(200_000));
                assertEquals(
                        Status.DataSetDoesNotMatchSOPClassWarning,
                        sent.getMessage().getHeader(DicomConstants.STATUS));
                assertEquals(i, arrived.size());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ImplicitVRLittleEndian", "ExplicitVRBigEndian", "DeflatedExplicitVRLittleEndian"})
    void objects_keep_their_transfer_syntax(String keyword) throws Exception {
        TransferSyntax syntax = TransferSyntax.resolve(keyword).get(0);
        for (int size : new int[] {100, 400_000}) {
            DicomObject object = TestObjects.ct(size, syntax);
            try (DicomTestContext camel = new DicomTestContext(receiving("")).start()) {
                Exchange sent = camel.send(camel.uri("hub"), object);

                assertNull(sent.getException());
                assertEquals(syntax.uid(), sent.getMessage().getHeader(DicomConstants.TRANSFER_SYNTAX_UID));
                Arrived last = arrived.get(arrived.size() - 1);
                assertArrayEquals(TestObjects.dataSet(object), last.dataSet());
                assertEquals("CT", last.headers().get(DicomConstants.MODALITY));
            }
        }
    }
}
