package io.cameldicom.component;

import static io.cameldicom.component.DicomTestContext.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.dimse.DicomServiceException;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.service.SopReference;
import io.cameldicom.dicom.service.StorageCommitmentReport;
import io.cameldicom.dicom.service.SubOperations;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A consumer before a producer: every verb goes through, with what is asked, answered, counted and cancelled. */
@Timeout(60)
class ProxyRouteTest {

    private static final Map<String, String> STUDY = Map.of("StudyInstanceUID", "1.2.3");

    private final List<String> stored = new CopyOnWriteArrayList<>();
    private final AtomicReference<Exchange> asked = new AtomicReference<>();
    private DicomTestContext camel;

    @AfterEach
    void stop() {
        if (camel != null) {
            camel.close();
        }
    }

    private void start(Processor archive) throws Exception {
        camel = new DicomTestContext(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("dicom:PACS@127.0.0.1:0?service=all").routeId("pacs").process(exchange -> {
                    asked.set(exchange.copy());
                    if ("store".equals(exchange.getIn().getHeader(DicomConstants.OPERATION))) {
                        stored.add(exchange.getIn().getBody(DicomObject.class).sopInstanceUid());
                    } else {
                        archive.process(exchange);
                    }
                });
                from("dicom:STORE@127.0.0.1:0")
                        .routeId("store")
                        .process(exchange -> stored.add(
                                exchange.getIn().getBody(DicomObject.class).sopInstanceUid()));
            }
        });
        camel.context.getRegistry().bind("destinations", (MoveDestinations)
                aeTitle -> aeTitle.equals("STORE") ? camel.uri("store").substring("dicom:".length()) : null);
        camel.start();
        camel.context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("dicom:HUB@127.0.0.1:0?service=all").routeId("hub").to(camel.uri("pacs"));
            }
        });
    }

    private Exchange hub(String options, Object body) {
        return camel.send(camel.uri("hub") + "?" + options, body);
    }

    @Test
    void echo_and_store_and_find_go_through_in_the_model_asked_for() throws Exception {
        start(exchange -> exchange.getMessage().setBody(IntStream.range(0, 50).mapToObj(FindRouteTest::study)));
        assertNull(hub("operation=echo", null).getException());
        assertNull(hub("operation=store", RetrieveRouteTest.object(7)).getException());
        assertEquals(List.of("1.2.3.1.7"), stored);
        Exchange done = hub(
                "operation=find&outputType=list&informationModel=patient&queryLevel=PATIENT",
                Map.of("PatientName", "", "PatientID", ""));
        assertNull(done.getException());
        List<?> found = done.getMessage().getBody(List.class);
        assertEquals(50, found.size());
        assertEquals("P49", ((Attributes) found.get(49)).getString(Tag.PatientID));
        assertEquals(
                UID.PatientRootQueryRetrieveInformationModelFind,
                asked.get().getIn().getHeader(DicomConstants.SOP_CLASS_UID));
        assertEquals("PATIENT", asked.get().getIn().getHeader(DicomConstants.QUERY_LEVEL));
        assertEquals("CAMEL", asked.get().getIn().getHeader(DicomConstants.CALLING_AE_TITLE));
    }

    @Test
    void a_failure_of_the_archive_comes_through_with_status_and_comment() throws Exception {
        start(exchange -> {
            throw new DicomServiceException(Status.OutOfResources, "archive is full");
        });
        for (String operation : List.of("find", "move&moveDestination=STORE", "get")) {
            DicomOperationException failure =
                    DicomTestContext.failure(hub("operation=" + operation + "&outputType=list", STUDY));
            assertEquals(Status.OutOfResources, failure.getStatus(), operation);
            assertEquals("archive is full", failure.getErrorComment(), operation);
        }
    }

    @Test
    void a_model_the_archive_does_not_serve_is_answered_0122() throws Exception {
        start(exchange -> exchange.getMessage().setBody(List.of()));
        String offered = "informationModel=compositeInstanceRoot&queryLevel=IMAGE&moveDestination=STORE";
        camel.context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("dicom:WIDE@127.0.0.1:0?service=move,get&informationModels=compositeInstanceRoot")
                        .routeId("wide")
                        .to(camel.uri("pacs"));
            }
        });
        for (String operation : List.of("move", "get")) {
            DicomOperationException failure = DicomTestContext.failure(camel.send(
                    camel.uri("wide") + "?outputType=list&operation=" + operation + "&" + offered,
                    Map.of("SOPInstanceUID", "1.2.3")));
            assertEquals(Status.SOPClassNotSupported, failure.getStatus(), operation);
            assertEquals("PACS: SOP class or transfer syntax", failure.getErrorComment());
        }
    }

    @Test
    void unsupported_keys_and_limits_of_the_archive_come_through() throws Exception {
        start(exchange -> {
            exchange.getMessage().setBody(List.of(FindRouteTest.study(1)));
            exchange.getMessage().setHeader(DicomConstants.STATUS, "FF01");
        });
        AtomicReference<Boolean> unsupported = new AtomicReference<>();
        camel.context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:ask").to(camel.uri("hub") + "?operation=find").process(exchange -> {
                    FindResults results = exchange.getMessage().getBody(FindResults.class);
                    results.forEachRemaining(match -> {});
                    unsupported.set(results.optionalKeysNotSupported());
                });
            }
        });
        camel.send("direct:ask", STUDY);
        assertTrue(unsupported.get());
    }

    @Test
    void a_move_is_the_archives_and_its_counts_are_told_on_the_way_and_at_the_end() throws Exception {
        start(exchange -> exchange.getMessage()
                .setBody(List.of(
                        RetrieveRouteTest.object(0),
                        RetrieveRouteTest.object(1),
                        "no object",
                        RetrieveRouteTest.object(2))));
        List<SubOperations> progress = new CopyOnWriteArrayList<>();
        Exchange done = camel.send(camel.uri("hub") + "?operation=move&moveDestination=STORE", exchange -> {
            exchange.getIn().setBody(STUDY);
            exchange.setProperty(DicomConstants.RETRIEVE_LISTENER, (RetrieveListener) progress::add);
        });
        assertNull(done.getException());
        assertEquals(Status.OneOrMoreFailures, done.getMessage().getHeader(DicomConstants.STATUS));
        assertEquals(3, done.getMessage().getHeader(DicomConstants.COMPLETED_SUB_OPERATIONS));
        assertEquals(1, done.getMessage().getHeader(DicomConstants.FAILED_SUB_OPERATIONS));
        assertEquals(3, stored.size());
        assertEquals("STORE", asked.get().getIn().getHeader(DicomConstants.MOVE_DESTINATION));
        assertTrue(progress.size() > 0, "pending responses came through");
    }

    @Test
    void a_destination_the_archive_does_not_know_is_unknown() throws Exception {
        start(exchange -> exchange.getMessage().setBody(List.of(RetrieveRouteTest.object(0))));
        DicomOperationException failure =
                DicomTestContext.failure(hub("operation=move&moveDestination=NOWHERE", STUDY));
        assertEquals(Status.MoveDestinationUnknown, failure.getStatus());
    }

    @Test
    void a_get_streams_from_the_archive_to_the_requestor_in_the_encodings_it_takes() throws Exception {
        start(exchange -> exchange.getMessage()
                .setBody(List.of(
                        RetrieveRouteTest.object(0),
                        RetrieveRouteTest.object(1, "1.2.999.1"),
                        RetrieveRouteTest.object(2))));
        Exchange done = hub("operation=get&outputType=list&sopClasses=CTImageStorage,1.2.999.1", STUDY);
        assertNull(done.getException());
        assertEquals(3, done.getMessage().getBody(List.class).size());
        Exchange narrow = hub("operation=get&outputType=list&sopClasses=CTImageStorage", STUDY);
        assertEquals(2, narrow.getMessage().getBody(List.class).size());
        assertEquals(1, narrow.getMessage().getHeader(DicomConstants.FAILED_SUB_OPERATIONS));
        assertEquals(List.of("1.2.3.1.1"), narrow.getMessage().getHeader(DicomConstants.FAILED_SOP_INSTANCE_UIDS));
    }

    @Test
    void procedure_steps_go_through_under_their_uids() throws Exception {
        List<String> heard = new CopyOnWriteArrayList<>();
        start(exchange -> heard.add(exchange.getIn().getHeader(DicomConstants.OPERATION) + " "
                + exchange.getIn().getHeader(DicomConstants.SOP_INSTANCE_UID)));
        Attributes step = new Attributes();
        step.setString(Tag.PerformedProcedureStepStatus, VR.CS, "IN PROGRESS");
        step.newSequence(Tag.ScheduledStepAttributesSequence).add(new Attributes());
        Exchange created = hub("operation=mpps", step);
        assertNull(created.getException());
        String uid = created.getMessage().getHeader(DicomConstants.SOP_INSTANCE_UID, String.class);
        Attributes change = new Attributes();
        change.setString(Tag.PerformedProcedureStepStatus, VR.CS, "COMPLETED");
        Exchange ended =
                camel.send(camel.uri("hub") + "?operation=mpps", change, Map.of(DicomConstants.SOP_INSTANCE_UID, uid));
        assertNull(ended.getException());
        assertEquals(List.of("nCreate " + uid, "nSet " + uid), heard);
    }

    @Test
    void storage_commitment_goes_through_and_its_report_comes_back() throws Exception {
        start(exchange -> exchange.getMessage().setBody(true));
        SopReference instance = new SopReference(UID.CTImageStorage, "1.2.3");

        Exchange answer = hub("operation=commit", List.of(instance));

        assertNull(answer.getException());
        assertEquals(
                List.of(instance),
                answer.getMessage().getBody(StorageCommitmentReport.class).committed());
    }

    @Test
    void worklist_and_availability_go_through() throws Exception {
        start(exchange -> {
            if ("worklist".equals(exchange.getIn().getHeader(DicomConstants.OPERATION))) {
                exchange.getMessage().setBody(List.of(Map.of("PatientID", "4711")));
            }
        });
        Exchange items = hub("operation=worklist&outputType=list", Map.of("PatientID", ""));
        assertNull(items.getException());
        assertEquals(1, items.getMessage().getBody(List.class).size());

        Attributes series = new Attributes();
        Attributes notification = new Attributes();
        notification.setString(Tag.StudyInstanceUID, VR.UI, "1.2.3");
        notification.newSequence(Tag.ReferencedSeriesSequence).add(series);
        assertNull(hub("operation=ian", notification).getException());
        assertEquals(UID.InstanceAvailabilityNotification, asked.get().getIn().getHeader(DicomConstants.SOP_CLASS_UID));
    }

    @Test
    void a_cancel_reaches_the_archive_behind() throws Exception {
        AtomicReference<Boolean> closed = new AtomicReference<>(false);
        start(exchange -> exchange.getMessage()
                .setBody(IntStream.range(0, 1_000_000)
                        .mapToObj(FindRouteTest::study)
                        .onClose(() -> closed.set(true))));
        camel.context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:three").to(camel.uri("hub") + "?operation=find").process(exchange -> {
                    Iterator<?> matches = exchange.getMessage().getBody(Iterator.class);
                    List<Object> taken = new ArrayList<>();
                    while (taken.size() < 3) {
                        taken.add(matches.next());
                    }
                    exchange.getMessage().setBody(taken.size());
                });
            }
        });
        assertEquals(3, camel.send("direct:three", STUDY).getMessage().getBody());
        await("the archive's stream is closed", closed::get);
    }
}
