package io.cameldicom.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.dimse.DicomServiceException;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.service.RefusedException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.junit.jupiter.api.Test;

/** MPPS between a producer and a consumer of this component. */
class ProcedureStepRouteTest {

    private static final String STEP = "1.2.3.4";

    record Heard(Object operation, Object sopClass, Object instance, String status) {}

    private final List<Heard> heard = new CopyOnWriteArrayList<>();

    private RouteBuilder ris(String options, Processor... processors) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                var route = from("dicom:RIS@127.0.0.1:0?service=mpps" + options).routeId("ris");
                route.process(ProcedureStepRouteTest.this::hear);
                for (Processor processor : processors) {
                    route.process(processor);
                }
            }
        };
    }

    private void hear(Exchange exchange) {
        heard.add(new Heard(
                exchange.getIn().getHeader(DicomConstants.OPERATION),
                exchange.getIn().getHeader(DicomConstants.SOP_CLASS_UID),
                exchange.getIn().getHeader(DicomConstants.SOP_INSTANCE_UID),
                exchange.getIn().getBody(Attributes.class).getString(Tag.PerformedProcedureStepStatus)));
    }

    @Test
    void step_begins_and_ends() throws Exception {
        try (DicomTestContext camel = new DicomTestContext(ris("")).start()) {
            Exchange created = camel.send(mpps(camel), step());
            Exchange ended = set(camel, status("COMPLETED"), instance(created));

            assertNull(created.getException());
            assertNull(ended.getException());
            String uid = instance(created);
            assertNotNull(uid);
            assertEquals(
                    List.of(
                            new Heard("nCreate", UID.ModalityPerformedProcedureStep, uid, "IN PROGRESS"),
                            new Heard("nSet", UID.ModalityPerformedProcedureStep, uid, "COMPLETED")),
                    heard);
        }
    }

    @Test
    void ended_step_takes_no_change() throws Exception {
        try (DicomTestContext camel = new DicomTestContext(ris("")).start()) {
            create(camel, STEP);
            set(camel, status("DISCONTINUED"), STEP);

            Exchange refused = set(camel, status("COMPLETED"), STEP);
            assertEquals(Status.ProcessingFailure, refusal(refused));
            assertEquals(0xA710, refused.getException(RefusedException.class).getErrorId());
            assertEquals(2, heard.size());
        }
    }

    @Test
    void step_that_is_known_is_not_created_again() throws Exception {
        try (DicomTestContext camel = new DicomTestContext(ris("")).start()) {
            create(camel, STEP);

            assertEquals(Status.DuplicateSOPInstance, refusal(create(camel, STEP)));
        }
    }

    @Test
    void step_that_is_not_known_is_not_changed() throws Exception {
        try (DicomTestContext camel = new DicomTestContext(ris("")).start()) {
            assertEquals(Status.NoSuchSOPInstance, refusal(set(camel, status("COMPLETED"), STEP)));
        }
    }

    @Test
    void step_does_not_begin_completed() throws Exception {
        Attributes step = step();
        step.setString(Tag.PerformedProcedureStepStatus, VR.CS, "COMPLETED");
        try (DicomTestContext camel = new DicomTestContext(ris("")).start()) {
            assertEquals(Status.InvalidAttributeValue, refusal(camel.send(mpps(camel), step)));
        }
    }

    @Test
    void step_without_all_of_type_1_is_taken_unless_the_consumer_is_strict() throws Exception {
        try (DicomTestContext camel = new DicomTestContext(ris("")).start()) {
            assertNull(camel.send(mpps(camel), step()).getException());
        }
        try (DicomTestContext camel = new DicomTestContext(ris("&lenient=false")).start()) {
            assertEquals(Status.MissingAttribute, refusal(camel.send(mpps(camel), step())));
        }
    }

    @Test
    void step_the_route_refused_can_be_created_again() throws Exception {
        Processor refuseFirst = exchange -> {
            if (heard.size() == 1) {
                throw new DicomServiceException(Status.NotAuthorized, "Not now");
            }
        };
        try (DicomTestContext camel = new DicomTestContext(ris("", refuseFirst)).start()) {
            assertEquals(Status.NotAuthorized, refusal(create(camel, STEP)));

            assertNull(create(camel, STEP).getException());
        }
    }

    @Test
    void failure_of_the_route_is_a_processing_failure_without_its_message() throws Exception {
        Processor failing = exchange -> {
            throw new IllegalStateException("database of " + TestObjects.PATIENT);
        };
        try (DicomTestContext camel = new DicomTestContext(ris("", failing)).start()) {
            DicomOperationException failure = DicomTestContext.failure(create(camel, STEP));

            assertEquals(Status.ProcessingFailure, failure.getStatus());
            assertTrue(!failure.getErrorComment().contains(TestObjects.PATIENT));
        }
    }

    @Test
    void states_survive_in_the_repository_of_the_option() throws Exception {
        MemoryStateRepository states = new MemoryStateRepository();
        for (int run = 0; run < 2; run++) {
            try (DicomTestContext camel = new DicomTestContext(ris("&procedureStepStates=#states"))) {
                camel.context.getRegistry().bind("states", states);
                camel.start();
                if (run == 0) {
                    create(camel, STEP);
                } else {
                    assertNull(set(camel, status("COMPLETED"), STEP).getException());
                }
            }
        }
        assertEquals("COMPLETED", states.getState(STEP));
    }

    @Test
    void a_route_passes_the_step_on_to_another_system() throws Exception {
        try (DicomTestContext ris = new DicomTestContext(ris("")).start()) {
            RouteBuilder toRis = new RouteBuilder() {
                @Override
                public void configure() {
                    from("dicom:HUB@127.0.0.1:0?service=mpps").routeId("hub").to(ris.uri("ris"));
                }
            };
            try (DicomTestContext hub = new DicomTestContext(toRis).start()) {
                assertNull(send(hub, hub.uri("hub") + "?operation=mpps", STEP).getException());
                assertEquals(Status.DuplicateSOPInstance, refusal(send(hub, hub.uri("hub") + "?operation=mpps", STEP)));

                set(ris, status("COMPLETED"), STEP); // by somebody else
                Exchange late = hub.send(
                        hub.uri("hub") + "?operation=mpps",
                        status("DISCONTINUED"),
                        Map.of(DicomConstants.SOP_INSTANCE_UID, STEP));
                assertEquals(Status.ProcessingFailure, refusal(late));
                assertEquals(0xA710, late.getException(RefusedException.class).getErrorId(), "told by the RIS");
            }
        }
        assertEquals(
                List.of(
                        new Heard("nCreate", UID.ModalityPerformedProcedureStep, STEP, "IN PROGRESS"),
                        new Heard("nSet", UID.ModalityPerformedProcedureStep, STEP, "COMPLETED")),
                heard);
    }

    private static Exchange create(DicomTestContext camel, String uid) {
        return send(camel, mpps(camel), uid);
    }

    private static Exchange send(DicomTestContext camel, String uri, String uid) {
        return camel.send(
                uri,
                step(),
                Map.of(
                        DicomConstants.SOP_CLASS_UID,
                        UID.ModalityPerformedProcedureStep,
                        DicomConstants.SOP_INSTANCE_UID,
                        uid));
    }

    private static Exchange set(DicomTestContext camel, Attributes change, String uid) {
        return camel.send(mpps(camel), change, Map.of(DicomConstants.SOP_INSTANCE_UID, uid));
    }

    private static String mpps(DicomTestContext camel) {
        return camel.uri("ris") + "?operation=mpps";
    }

    private static String instance(Exchange exchange) {
        return exchange.getMessage().getHeader(DicomConstants.SOP_INSTANCE_UID, String.class);
    }

    private static int refusal(Exchange exchange) {
        DicomOperationException failure = DicomTestContext.failure(exchange);
        assertNotNull(failure, "not refused");
        return failure.getStatus();
    }

    private static Attributes status(String status) {
        Attributes attributes = new Attributes();
        attributes.setString(Tag.PerformedProcedureStepStatus, VR.CS, status);
        return attributes;
    }

    private static Attributes step() {
        Attributes step = status("IN PROGRESS");
        Attributes scheduled = new Attributes();
        scheduled.setString(Tag.StudyInstanceUID, VR.UI, "1.2.3");
        step.newSequence(Tag.ScheduledStepAttributesSequence).add(scheduled);
        return step;
    }
}
