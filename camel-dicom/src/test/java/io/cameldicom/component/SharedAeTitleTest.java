package io.cameldicom.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dimse.DimseSession;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.pdu.PresentationContextRq;
import io.cameldicom.dicom.service.AssociationRequestor;
import io.cameldicom.dicom.service.NormalizedScu;
import io.cameldicom.dicom.service.RefusedException;
import io.cameldicom.dicom.service.StorageCommitmentReport;
import io.cameldicom.dicom.ul.Association;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Routes that divide the services of one AE title among them. */
class SharedAeTitleTest {

    private final List<String> took = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private int port;

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

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
    void the_others_go_on_while_one_of_them_is_suspended() throws Exception {
        try (DicomTestContext camel = new DicomTestContext(routes("", "commit")).start()) {
            camel.context.getRouteController().suspendRoute("commit");
            assertNull(camel.send(uri() + "?associationLinger=0", TestObjects.ct(10))
                    .getException());
            String refused = DicomTestContext.failure(
                            camel.send(uri() + "?operation=commit&associationLinger=0", TestObjects.ct(10)))
                    .getMessage();
            camel.context.getRouteController().resumeRoute("commit");

            assertTrue(refused.contains("Storage Commitment"), refused);
            assertNull(
                    camel.send(uri() + "?operation=commit", TestObjects.ct(10)).getException());
        }
    }

    @Test
    void requestors_come_again_while_all_of_them_are_suspended() throws Exception {
        try (DicomTestContext camel = new DicomTestContext(routes("", "commit")).start()) {
            camel.context.getRouteController().suspendRoute("commit");
            camel.context.getRouteController().suspendRoute("store");
            DicomOperationException rejected = DicomTestContext.failure(camel.send(uri(), TestObjects.ct(10)));
            camel.context.getRouteController().resumeRoute("store");

            assertTrue(rejected.isRetryable());
            assertTrue(rejected.getMessage().contains("(result 2"), rejected.getMessage());
            assertNull(camel.send(uri(), TestObjects.ct(10)).getException());
        }
    }

    @Test
    void when_one_stops_associations_with_the_others_live_on() throws Exception {
        try (DicomTestContext camel = new DicomTestContext(routes("", "commit")).start()) {
            String kept = uri() + "?associationLinger=60s";
            assertNull(camel.send(kept, TestObjects.ct(10)).getException());
            List<String> before = associations(camel);

            camel.context.getRouteController().stopRoute("commit");

            assertNull(camel.send(kept, TestObjects.ct(10)).getException());
            assertEquals(before, associations(camel));
        }
    }

    @Test
    void when_one_stops_its_own_associations_end() throws Exception {
        try (DicomTestContext camel = new DicomTestContext(routes("", "commit")).start();
                DimseSession session = open(UID.StorageCommitmentPushModel)) {
            camel.context.getRouteController().stopRoute("commit");

            assertTrue(session.association().awaitClosed(Duration.ofSeconds(20)));
        }
    }

    @Test
    void an_association_with_two_of_them_goes_on_with_the_one_that_is_left() throws Exception {
        try (DicomTestContext camel = new DicomTestContext(routes("", "commit")).start();
                DimseSession session = open(UID.CTImageStorage, UID.StorageCommitmentPushModel)) {
            camel.context.getRouteController().stopRoute("commit");

            NormalizedScu scu = new NormalizedScu(session, Duration.ofSeconds(20));
            RefusedException refused = assertThrows(
                    RefusedException.class,
                    () -> scu.action(
                            UID.StorageCommitmentPushModel,
                            UID.StorageCommitmentPushModelInstance,
                            1,
                            new Attributes()));
            assertEquals(Status.ResourceLimitation, refused.getStatus());
            assertEquals(1, camel.consumer("store").getAssociations());
        }
    }

    private DimseSession open(String... sopClasses) throws IOException {
        List<PresentationContextRq> contexts = new ArrayList<>();
        for (String sopClass : sopClasses) {
            contexts.add(
                    new PresentationContextRq(2 * contexts.size() + 1, sopClass, List.of(UID.ImplicitVRLittleEndian)));
        }
        return AssociationRequestor.to("HUB", "127.0.0.1", port, threads)
                .build()
                .open(contexts);
    }

    private static List<String> associations(DicomTestContext camel) {
        return camel.consumer("store").openAssociations().stream()
                .map(Association::id)
                .toList();
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
