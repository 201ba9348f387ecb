package io.cameldicom.component;

import static io.cameldicom.component.DicomTestContext.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.dimse.DicomServiceException;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.service.RetrieveResult;
import io.cameldicom.dicom.service.SubOperations;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects sent by a route that was asked for them, and asked for by one: C-MOVE and C-GET both ways. */
@Timeout(60)
class RetrieveRouteTest {

    private static final Map<String, String> KEYS = Map.of("StudyInstanceUID", "1.2.3");

    @TempDir
    Path folder;

    private final Map<String, String> stored = new ConcurrentHashMap<>();
    private DicomTestContext camel;

    @AfterEach
    void stop() {
        if (camel != null) {
            camel.close();
        }
    }

    static DicomObject object(int number) throws Exception {
        return object(number, UID.CTImageStorage);
    }

    static DicomObject object(int number, String sopClass) throws Exception {
        Attributes image = new Attributes();
        image.setString(Tag.SOPClassUID, VR.UI, sopClass);
        image.setString(Tag.SOPInstanceUID, VR.UI, "1.2.3.1." + number);
        image.setString(Tag.StudyInstanceUID, VR.UI, "1.2.3");
        image.setString(Tag.SeriesInstanceUID, VR.UI, "1.2.3.1");
        image.setString(Tag.Modality, VR.CS, "CT");
        return DicomObject.of(image, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    }

    private static List<DicomObject> objects(int count) throws Exception {
        List<DicomObject> objects = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            objects.add(object(i));
        }
        return objects;
    }

    /** An archive that answers retrievals with what the processor sets, and STORE that keeps what it gets. */
    private void start(Processor archive) throws Exception {
        start(archive, exchange -> {});
    }

    private void start(Processor archive, Processor store) throws Exception {
        camel = new DicomTestContext(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("dicom:PACS@127.0.0.1:0?service=move,get").routeId("pacs").process(archive);
                from("dicom:STORE@127.0.0.1:0")
                        .routeId("store")
                        .process(store)
                        .process(exchange -> stored.put(
                                exchange.getIn().getHeader(DicomConstants.SOP_INSTANCE_UID, String.class),
                                exchange.getIn().getHeader(DicomConstants.MOVE_ORIGINATOR_AE_TITLE) + "/"
                                        + exchange.getIn().getHeader(DicomConstants.CALLING_AE_TITLE)));
                from("direct:incoming")
                        .process(store)
                        .process(exchange -> stored.put(
                                exchange.getIn().getHeader(DicomConstants.SOP_INSTANCE_UID, String.class), ""));
            }
        });
        camel.context.getRegistry().bind("destinations", (MoveDestinations) aeTitle -> aeTitle.equals("STORE")
                ? camel.uri("store").substring("dicom:".length())
                : aeTitle.equals("DOWN") ? "DOWN@127.0.0.1:1" : null);
        camel.start();
    }

    private Exchange move(String destination) {
        return camel.send(camel.uri("pacs") + "?operation=move&moveDestination=" + destination, KEYS);
    }

    private static void counts(Exchange done, int completed, int failed) {
        assertEquals(completed, done.getMessage().getHeader(DicomConstants.COMPLETED_SUB_OPERATIONS));
        assertEquals(failed, done.getMessage().getHeader(DicomConstants.FAILED_SUB_OPERATIONS));
    }

    // ---- C-MOVE

    @Test
    void a_move_sends_what_the_route_answers_to_the_destination_and_counts() throws Exception {
        AtomicReference<Exchange> asked = new AtomicReference<>();
        start(exchange -> {
            asked.set(exchange.copy());
            exchange.getMessage().setBody(objects(5));
        });
        List<SubOperations> progress = new CopyOnWriteArrayList<>();
        Exchange done = camel.send(camel.uri("pacs") + "?operation=move", exchange -> {
            exchange.getIn().setBody(KEYS);
            exchange.getIn().setHeader(DicomConstants.MOVE_DESTINATION, "STORE");
            exchange.setProperty(DicomConstants.RETRIEVE_LISTENER, (RetrieveListener) progress::add);
        });
        assertNull(done.getException());
        assertEquals(5, stored.size());
        assertEquals("CAMEL/PACS", stored.get("1.2.3.1.0"), "who asked, and who sent");
        counts(done, 5, 0);
        assertEquals(Status.Success, done.getMessage().getHeader(DicomConstants.STATUS));
        assertEquals(List.of(), done.getMessage().getHeader(DicomConstants.FAILED_SOP_INSTANCE_UIDS));
        assertInstanceOf(RetrieveResult.class, done.getMessage().getBody());
        assertTrue(progress.size() > 0 && progress.get(0).remaining() >= 0, progress.toString());
        assertEquals("move", asked.get().getIn().getHeader(DicomConstants.OPERATION));
        assertEquals("STORE", asked.get().getIn().getHeader(DicomConstants.MOVE_DESTINATION));
        assertEquals("STUDY", asked.get().getIn().getHeader(DicomConstants.QUERY_LEVEL));
    }

    @Test
    void files_are_objects_too() throws Exception {
        for (int i = 0; i < 3; i++) {
            object(i).saveTo(folder.resolve(i + ".dcm"));
        }
        start(exchange -> exchange.getMessage().setBody(Files.list(folder)));
        Exchange done = move("STORE");
        counts(done, 3, 0);
        assertEquals(3, stored.size());
    }

    @Test
    void an_unknown_destination_is_answered_a801() throws Exception {
        start(exchange -> exchange.getMessage().setBody(objects(2)));
        DicomOperationException failure = DicomTestContext.failure(move("NOWHERE"));
        assertEquals(Status.MoveDestinationUnknown, failure.getStatus());
    }

    @Test
    void a_destination_may_be_a_property() throws Exception {
        start(exchange -> exchange.getMessage().setBody(objects(2)));
        camel.context
                .getPropertiesComponent()
                .addOverrideProperty(
                        "dicom.destination.OTHER", camel.uri("store").substring("dicom:".length()));
        counts(move("OTHER"), 2, 0);
    }

    @Test
    void a_destination_that_is_down_fails_every_object_and_is_answered_a702_with_their_uids() throws Exception {
        start(exchange -> exchange.getMessage().setBody(objects(2)));
        Exchange done = move("DOWN");
        assertEquals(
                Status.UnableToPerformSubOperations,
                DicomTestContext.failure(done).getStatus());
        counts(done, 0, 2);
        assertEquals(
                List.of("1.2.3.1.0", "1.2.3.1.1"),
                done.getMessage().getHeader(DicomConstants.FAILED_SOP_INSTANCE_UIDS));
    }

    @Test
    void a_destination_that_cannot_be_reached_is_not_tried_for_each_object_of_a_large_study() throws Exception {
        AtomicInteger connections = new AtomicInteger();
        try (ServerSocket hangsUp = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread acceptor = new Thread(() -> {
                try {
                    while (true) {
                        hangsUp.accept().close();
                        connections.incrementAndGet();
                    }
                } catch (IOException e) {
                    assertTrue(hangsUp.isClosed());
                }
            });
            acceptor.setDaemon(true);
            acceptor.start();
            start(exchange -> exchange.getMessage().setBody(objects(50)));
            camel.context
                    .getPropertiesComponent()
                    .addOverrideProperty("dicom.destination.HANGSUP", "HANGSUP@127.0.0.1:" + hangsUp.getLocalPort());

            Exchange done = move("HANGSUP");

            assertEquals(
                    Status.UnableToPerformSubOperations,
                    DicomTestContext.failure(done).getStatus());
            counts(done, 0, 50);
            assertEquals(3, connections.get());
        }
    }

    @Test
    void an_object_that_is_taken_with_a_warning_is_counted_as_such() throws Exception {
        start(exchange -> exchange.getMessage().setBody(objects(3)), exchange -> {
            if (exchange.getIn()
                    .getHeader(DicomConstants.SOP_INSTANCE_UID, String.class)
                    .endsWith(".1")) {
                exchange.getMessage().setHeader(DicomConstants.STATUS, "B007");
            }
        });
        Exchange done = move("STORE");
        assertNull(done.getException());
        assertEquals(Status.OneOrMoreFailures, done.getMessage().getHeader(DicomConstants.STATUS));
        counts(done, 2, 0);
        assertEquals(1, done.getMessage().getHeader(DicomConstants.WARNING_SUB_OPERATIONS));
        assertEquals(List.of(), done.getMessage().getHeader(DicomConstants.FAILED_SOP_INSTANCE_UIDS));
    }

    @Test
    void one_object_that_is_refused_is_answered_b000_with_its_uid() throws Exception {
        start(exchange -> exchange.getMessage().setBody(objects(3)), exchange -> {
            if (exchange.getIn()
                    .getHeader(DicomConstants.SOP_INSTANCE_UID, String.class)
                    .endsWith(".1")) {
                throw new DicomServiceException(Status.OutOfResources);
            }
        });
        Exchange done = move("STORE");
        assertNull(done.getException());
        assertEquals(Status.OneOrMoreFailures, done.getMessage().getHeader(DicomConstants.STATUS));
        counts(done, 2, 1);
        assertEquals(List.of("1.2.3.1.1"), done.getMessage().getHeader(DicomConstants.FAILED_SOP_INSTANCE_UIDS));
    }

    @Test
    void nothing_found_is_success_of_nothing() throws Exception {
        start(exchange -> exchange.getMessage().setBody(List.of()));
        Exchange done = move("STORE");
        assertNull(done.getException());
        counts(done, 0, 0);
    }

    @ParameterizedTest
    @CsvSource({"move", "get"})
    void an_identifier_that_names_nothing_is_answered_a900(String operation) throws Exception {
        start(exchange -> exchange.getMessage().setBody(objects(1)));
        Exchange done = camel.send(
                camel.uri("pacs") + "?operation=" + operation + "&moveDestination=STORE", Map.of("PatientID", "1"));
        DicomOperationException failure = DicomTestContext.failure(done);
        assertEquals(Status.IdentifierDoesNotMatchSOPClass, failure.getStatus());
        assertEquals("(0020,000D) is missing or empty", failure.getErrorComment());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A701", "A702", "A801", "A900", "AA00", "AA01", "AA02", "AA03", "AA04", "C000", "C123", "0122", "0124",
                "A700"
            })
    void a_route_answers_any_failure_of_a_retrieval(String status) throws Exception {
        int code = Integer.parseInt(status, 16);
        start(exchange -> {
            throw new DicomServiceException(code, "comment");
        });
        DicomOperationException moved = DicomTestContext.failure(move("STORE"));
        assertEquals(code, moved.getStatus());
        assertEquals("comment", moved.getErrorComment());
        Exchange got = camel.send(camel.uri("pacs") + "?operation=get", KEYS);
        assertEquals(code, DicomTestContext.failure(got).getStatus());
    }

    @Test
    void a_route_that_throws_is_answered_c000_with_a_comment() throws Exception {
        start(exchange -> {
            throw new IllegalStateException("no such patient DOE^JANE");
        });
        DicomOperationException failure = DicomTestContext.failure(move("STORE"));
        assertEquals(Status.UnableToProcess, failure.getStatus());
        assertEquals("Failed with IllegalStateException", failure.getErrorComment());
    }

    @Test
    void objects_that_cannot_all_be_found_end_the_move_with_a_failure_that_counts_those_sent() throws Exception {
        start(exchange -> exchange.getMessage().setBody(IntStream.range(0, 5).mapToObj(number -> {
            if (number == 3) {
                throw new IllegalStateException("disk gone");
            }
            try {
                return object(number);
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        })));
        Exchange done = move("STORE");
        assertEquals(Status.UnableToProcess, DicomTestContext.failure(done).getStatus());
        counts(done, 3, 0);
    }

    @Test
    void a_move_without_destination_is_not_asked() throws Exception {
        start(exchange -> exchange.getMessage().setBody(objects(1)));
        Exchange done = camel.send(camel.uri("pacs") + "?operation=move", KEYS);
        assertTrue(DicomTestContext.failure(done).getMessage().contains("moveDestination"));
    }

    // ---- C-GET

    @Test
    void a_get_gives_the_objects_as_they_arrive() throws Exception {
        start(exchange -> exchange.getMessage().setBody(objects(5)));
        camel.context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:get")
                        .to(camel.uri("pacs") + "?operation=get")
                        .split(body())
                        .streaming()
                        .process(exchange -> stored.put(
                                exchange.getIn().getBody(DicomObject.class).sopInstanceUid(), ""));
            }
        });
        Exchange done = camel.send("direct:get", KEYS);
        assertNull(done.getException());
        assertEquals(5, stored.size());
    }

    @Test
    void a_get_into_a_sub_route_acknowledges_each_object_when_it_is_done_with_it() throws Exception {
        start(exchange -> exchange.getMessage().setBody(objects(4)), exchange -> {
            if (exchange.getIn()
                    .getHeader(DicomConstants.SOP_INSTANCE_UID, String.class)
                    .endsWith(".2")) {
                throw new DicomServiceException(Status.OutOfResources);
            }
        });
        Exchange done = camel.send(camel.uri("pacs") + "?operation=get&storeTo=direct:incoming", KEYS);
        assertNull(done.getException());
        assertEquals(3, stored.size());
        assertEquals(Status.OneOrMoreFailures, done.getMessage().getHeader(DicomConstants.STATUS));
        counts(done, 3, 1);
        assertEquals(List.of("1.2.3.1.2"), done.getMessage().getHeader(DicomConstants.FAILED_SOP_INSTANCE_UIDS));
    }

    @Test
    void a_get_into_a_folder_leaves_a_file_for_each_object() throws Exception {
        start(exchange -> exchange.getMessage().setBody(objects(3)));
        String folderUri = "file:" + folder + "?fileName=${header.CamelDicomSopInstanceUid}.dcm&tempPrefix=.part-";
        Exchange done = camel.send(camel.uri("pacs") + "?operation=get&storeTo=RAW(" + folderUri + ")", KEYS);
        assertNull(done.getException());
        counts(done, 3, 0);
        for (int i = 0; i < 3; i++) {
            byte[] file = Files.readAllBytes(folder.resolve("1.2.3.1." + i + ".dcm"));
            assertEquals(object(i).sopInstanceUid(), DicomObject.of(file).sopInstanceUid());
        }
    }

    @Test
    void a_list_is_all_of_them() throws Exception {
        start(exchange -> exchange.getMessage().setBody(objects(3)));
        AtomicReference<Integer> size = new AtomicReference<>();
        Exchange done = camel.send(camel.uri("pacs") + "?operation=get&outputType=list", KEYS);
        assertNull(done.getException());
        size.set(done.getMessage().getBody(List.class).size());
        assertEquals(3, size.get());
        counts(done, 3, 0);
    }

    @Test
    void an_object_of_a_class_the_requestor_did_not_propose_counts_as_failed() throws Exception {
        start(exchange -> exchange.getMessage().setBody(List.of(object(0), object(1, "1.2.999.1"))));
        Exchange done = camel.send(camel.uri("pacs") + "?operation=get&storeTo=direct:incoming", KEYS);
        counts(done, 1, 1);
        assertEquals(List.of("1.2.3.1.1"), done.getMessage().getHeader(DicomConstants.FAILED_SOP_INSTANCE_UIDS));
        Exchange named = camel.send(
                camel.uri("pacs") + "?operation=get&storeTo=direct:incoming&sopClasses=CTImageStorage,1.2.999.1", KEYS);
        counts(named, 2, 0);
    }

    @Test
    void an_exchange_that_ends_early_cancels_the_retrieval_and_stops_the_route_that_serves_it() throws Exception {
        AtomicReference<Boolean> closed = new AtomicReference<>(false);
        start(exchange -> exchange.getMessage()
                .setBody(IntStream.range(0, 100_000)
                        .mapToObj(number -> {
                            try {
                                return object(number);
                            } catch (Exception e) {
                                throw new AssertionError(e);
                            }
                        })
                        .onClose(() -> closed.set(true))));
        camel.context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:two").to(camel.uri("pacs") + "?operation=get").process(exchange -> {
                    Iterator<?> objects = exchange.getIn().getBody(Iterator.class);
                    List<Object> taken = new ArrayList<>(List.of(objects.next(), objects.next()));
                    exchange.getMessage().setBody(taken.size());
                });
            }
        });
        assertEquals(2, camel.send("direct:two", KEYS).getMessage().getBody());
        await("the archive's stream is closed", closed::get);
        await("the association is released", () -> camel.consumer("pacs").getAssociations() == 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"move&moveDestination=STORE", "get&storeTo=direct:incoming"})
    void a_cancel_on_the_way_ends_it_with_fe00_and_the_counts_so_far(String operation) throws Exception {
        start(exchange -> exchange.getMessage()
                .setBody(IntStream.range(0, 100_000).mapToObj(number -> {
                    try {
                        return object(number);
                    } catch (Exception e) {
                        throw new AssertionError(e);
                    }
                })));
        CancelSwitch cancel = new CancelSwitch();
        Exchange done = camel.send(camel.uri("pacs") + "?operation=" + operation, exchange -> {
            exchange.getIn().setBody(KEYS);
            exchange.setProperty(DicomConstants.CANCELLATION, cancel);
            exchange.setProperty(DicomConstants.RETRIEVE_LISTENER, (RetrieveListener) counts -> cancel.cancel());
        });
        assertNull(done.getException());
        assertEquals(Status.Cancel, done.getMessage().getHeader(DicomConstants.STATUS));
        int completed = done.getMessage().getHeader(DicomConstants.COMPLETED_SUB_OPERATIONS, Integer.class);
        assertTrue(completed > 0 && completed < 100_000, completed + " objects");
    }

    private static final class CancelSwitch implements Cancellation {
        private final List<Runnable> tasks = new CopyOnWriteArrayList<>();
        private volatile boolean cancelled;

        void cancel() {
            cancelled = true;
            tasks.forEach(Runnable::run);
        }

        @Override
        public boolean isCancelled() {
            return cancelled;
        }

        @Override
        public void onCancel(Runnable task) {
            tasks.add(task);
        }
    }

    @Test
    void files_of_retrieved_objects_are_gone_when_their_exchange_is_done() throws Exception {
        start(exchange -> exchange.getMessage().setBody(objects(3)));
        Exchange done = camel.send(
                camel.uri("pacs") + "?operation=get&outputType=list&spoolThreshold=0&spoolDirectory=" + folder, KEYS);
        assertNull(done.getException());
        await("no file is left", () -> DicomTestContext.spooled(folder).isEmpty());
    }
}
