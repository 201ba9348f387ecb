package io.cameldicom.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dimse.DimseHandlers;
import io.cameldicom.dicom.dimse.DimseSession;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.pdu.PresentationContextRq;
import io.cameldicom.dicom.service.AssociationRequestor;
import io.cameldicom.dicom.service.NormalizedScu;
import io.cameldicom.dicom.service.QuerySopClasses;
import io.cameldicom.dicom.service.RefusedException;
import io.cameldicom.dicom.service.SopReference;
import io.cameldicom.dicom.service.StorageCommitmentReport;
import io.cameldicom.dicom.service.StorageCommitmentRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Storage commitment between a producer and a consumer of this component, and between the engine and a consumer. */
class StorageCommitmentRouteTest {

    private static final SopReference KEPT = new SopReference(UID.CTImageStorage, "1.2.3");
    private static final SopReference LOST = new SopReference(UID.CTImageStorage, "1.2.4");

    private static RouteBuilder archive(String options, Processor verdict) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("dicom:ARCHIVE@127.0.0.1:0?service=commit" + options)
                        .routeId("archive")
                        .process(verdict);
            }
        };
    }

    private static void keepsOne(Exchange exchange) {
        Attributes request = exchange.getMessage().getBody(Attributes.class);
        exchange.getMessage().setBody(StorageCommitmentReport.of(StorageCommitmentRequest.of(request), KEPT::equals));
    }

    @Test
    void producer_gets_the_report_over_the_association_it_keeps_open() throws Exception {
        try (DicomTestContext camel = new DicomTestContext(archive("", StorageCommitmentRouteTest::keepsOne)).start()) {
            Exchange asked = camel.send(camel.uri("archive") + "?operation=commit", List.of(KEPT, LOST));

            assertNull(asked.getException());
            StorageCommitmentReport report = asked.getMessage().getBody(StorageCommitmentReport.class);
            assertEquals(List.of(KEPT), report.committed());
            assertEquals(LOST, report.failed().get(0).instance());
            assertEquals(false, asked.getMessage().getHeader(DicomConstants.COMMITTED));
        }
    }

    @Test
    void objects_are_asked_for_by_their_uids() throws Exception {
        DicomObject object = TestObjects.ct(10);
        try (DicomTestContext camel = new DicomTestContext(
                        archive("", exchange -> exchange.getMessage().setBody(true)))
                .start()) {
            Exchange asked = camel.send(camel.uri("archive") + "?operation=commit", object);

            assertEquals(true, asked.getMessage().getHeader(DicomConstants.COMMITTED));
            assertEquals(
                    List.of(new SopReference(object.sopClassUid(), object.sopInstanceUid())),
                    asked.getMessage().getBody(StorageCommitmentReport.class).committed());
        }
    }

    @Test
    void route_that_says_nothing_has_promised_nothing() throws Exception {
        try (DicomTestContext camel = new DicomTestContext(archive("", exchange -> {})).start()) {
            Exchange asked = camel.send(camel.uri("archive") + "?operation=commit", List.of(KEPT));

            assertEquals(
                    Status.ProcessingFailure, DicomTestContext.failure(asked).getStatus());
        }
    }

    @Test
    void producer_that_hears_nothing_gives_up_and_says_what_may_be_missing() throws Exception {
        try (DicomTestContext camel = new DicomTestContext(archive("", exchange -> exchange.getMessage()
                        .setBody(new StorageCommitmentReport("1.2.9", List.of(KEPT), List.of()))))
                .start()) {
            Exchange asked = camel.send(camel.uri("archive") + "?operation=commit&commitTimeout=200", List.of(KEPT));

            String message = DicomTestContext.failure(asked).getMessage();
            assertTrue(message.contains("no report within 200 ms"), message);
            assertTrue(message.contains("service=commit"), message);
        }
    }

    @Test
    void producer_does_not_wait_for_the_report_when_its_route_stops() throws Exception {
        CountDownLatch taken = new CountDownLatch(1);
        RouteBuilder asks = new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("direct:ask").routeId("asks").toD("${header.archive}?operation=commit&commitTimeout=600s");
            }
        };
        try (DicomTestContext camel = new DicomTestContext(asks, archive("", exchange -> {
                    exchange.getMessage().setBody(new StorageCommitmentReport("1.2.9", List.of(KEPT), List.of()));
                    taken.countDown();
                }))
                .start()) {
            Future<Exchange> asked = camel.context
                    .createFluentProducerTemplate()
                    .to("direct:ask")
                    .withHeader("archive", camel.uri("archive"))
                    .withBody(List.of(KEPT))
                    .asyncSend();
            assertTrue(taken.await(60, TimeUnit.SECONDS));

            camel.context.getRouteController().stopRoute("asks", 50, TimeUnit.MILLISECONDS);

            String message =
                    DicomTestContext.failure(asked.get(60, TimeUnit.SECONDS)).getMessage();
            assertTrue(message.contains("the route stops"), message);
        }
    }

    @Test
    void report_comes_over_a_new_association_when_the_requestor_has_released_its_own() throws Exception {
        BlockingQueue<Exchange> reports = new LinkedBlockingQueue<>();
        RouteBuilder scanner = new RouteBuilder() {
            @Override
            public void configure() {
                from("dicom:CT1@127.0.0.1:0?service=commit").routeId("scanner").process(exchange -> {
                    exchange.getMessage()
                            .setHeader(
                                    "report",
                                    StorageCommitmentReport.of(
                                            exchange.getMessage().getBody(Attributes.class)));
                    reports.add(exchange.copy());
                });
            }
        };
        try (DicomTestContext scannerSide = new DicomTestContext(scanner).start();
                DicomTestContext camel = new DicomTestContext(archive("", StorageCommitmentRouteTest::keepsOne))) {
            knows(camel, scannerSide);
            camel.start();
            StorageCommitmentRequest request = StorageCommitmentRequest.of(List.of(KEPT));

            askAndLeave(camel, request);

            Exchange heard = reports.poll(60, TimeUnit.SECONDS);
            assertEquals("nEventReport", heard.getMessage().getHeader(DicomConstants.OPERATION));
            assertEquals(1, heard.getMessage().getHeader(DicomConstants.EVENT_TYPE_ID));
            assertEquals("ARCHIVE", heard.getMessage().getHeader(DicomConstants.CALLING_AE_TITLE));
            StorageCommitmentReport report = assertInstanceOf(
                    StorageCommitmentReport.class, heard.getMessage().getHeader("report"));
            assertEquals(request.transactionUid(), report.transactionUid());
        }
    }

    @Test
    void report_is_tried_again_while_the_requestor_does_not_listen() throws Exception {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        RouteBuilder scanner = new RouteBuilder() {
            @Override
            public void configure() {
                from("dicom:CT1@127.0.0.1:0?service=commit").routeId("scanner").process(exchange -> {
                    heard.add("report");
                    if (heard.size() < 3) {
                        throw new IllegalStateException("busy");
                    }
                });
            }
        };
        try (DicomTestContext scannerSide = new DicomTestContext(scanner).start();
                DicomTestContext camel =
                        new DicomTestContext(archive("&commitReportDelay=1", StorageCommitmentRouteTest::keepsOne))) {
            knows(camel, scannerSide);
            camel.start();

            askAndLeave(camel, StorageCommitmentRequest.of(List.of(KEPT)));

            DicomTestContext.await("third attempt", () -> heard.size() >= 3);
        }
    }

    @Test
    void report_is_tried_again_when_its_address_could_not_be_looked_up() throws Exception {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        RouteBuilder scanner = new RouteBuilder() {
            @Override
            public void configure() {
                from("dicom:CT1@127.0.0.1:0?service=commit")
                        .routeId("scanner")
                        .process(exchange -> heard.add("report"));
            }
        };
        AtomicInteger lookups = new AtomicInteger();
        try (DicomTestContext scannerSide = new DicomTestContext(scanner).start();
                DicomTestContext camel =
                        new DicomTestContext(archive("&commitReportDelay=1", StorageCommitmentRouteTest::keepsOne))) {
            camel.context.getRegistry().bind("destinations", (MoveDestinations) aeTitle -> {
                if (lookups.incrementAndGet() == 1) {
                    throw new IllegalStateException("the directory is down");
                }
                return "CT1@127.0.0.1:" + scannerSide.consumer("scanner").getPort();
            });
            camel.start();

            askAndLeave(camel, StorageCommitmentRequest.of(List.of(KEPT)));

            DicomTestContext.await("the report", () -> !heard.isEmpty());
        }
    }

    @Test
    void report_that_could_not_be_delivered_goes_out_after_a_restart(@TempDir Path directory) throws Exception {
        String durable = "&commitReportDirectory=" + directory;
        StorageCommitmentRequest request = StorageCommitmentRequest.of(List.of(KEPT, LOST));
        AtomicInteger lookups = new AtomicInteger();
        try (DicomTestContext before = new DicomTestContext(archive(durable, StorageCommitmentRouteTest::keepsOne))) {
            before.context.getRegistry().bind("destinations", (MoveDestinations) aeTitle -> {
                lookups.incrementAndGet();
                return "CT1@127.0.0.1:1";
            });
            before.start();
            askAndLeave(before, request);
            DicomTestContext.await("an attempt", () -> lookups.get() > 0);
        }
        BlockingQueue<StorageCommitmentReport> heard = new LinkedBlockingQueue<>();
        try (DicomTestContext scannerSide = new DicomTestContext(scanner(heard)).start();
                DicomTestContext after = new DicomTestContext(archive(durable, exchange -> {
                    throw new IllegalStateException("nobody asked again");
                }))) {
            knows(after, scannerSide);
            after.start();

            assertEquals(StorageCommitmentReport.of(request, KEPT::equals), heard.poll(60, TimeUnit.SECONDS));
            DicomTestContext.await(
                    "the file to go", () -> DicomTestContext.spooled(directory).isEmpty());
        }
    }

    @Test
    void consumers_with_one_directory_do_not_start(@TempDir Path directory) throws Exception {
        String durable = "&commitReportDirectory=" + directory;
        try (DicomTestContext first =
                        new DicomTestContext(archive(durable, StorageCommitmentRouteTest::keepsOne)).start();
                DicomTestContext second =
                        new DicomTestContext(archive(durable, StorageCommitmentRouteTest::keepsOne))) {
            Exception failure = Assertions.assertThrows(Exception.class, second::start);

            assertTrue(messages(failure).contains(directory + " is in use"), messages(failure));
            assertTrue(first.consumer("archive").isRunAllowed());
        }
    }

    @Test
    void a_consumer_that_could_not_start_can_be_started_again(@TempDir Path directory) throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                DicomTestContext camel = new DicomTestContext(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("dicom:ARCHIVE@127.0.0.1:" + other.getLocalPort()
                                        + "?service=commit&commitReportDirectory=" + directory)
                                .routeId("archive")
                                .autoStartup(false)
                                .process(StorageCommitmentRouteTest::keepsOne);
                    }
                })) {
            camel.start();
            Assertions.assertThrows(
                    Exception.class, () -> camel.context.getRouteController().startRoute("archive"));
            other.close();

            camel.context.getRouteController().startRoute("archive");

            Exchange asked = camel.send(camel.uri("archive") + "?operation=commit", List.of(KEPT));
            assertEquals(true, asked.getMessage().getHeader(DicomConstants.COMMITTED));
        }
    }

    @Test
    void reports_that_nobody_hears_do_not_fill_the_memory() throws Exception {
        List<SopReference> many = IntStream.range(0, 60_000)
                .mapToObj(i -> new SopReference(UID.CTImageStorage, "1.2.3." + i))
                .toList();
        try (DicomTestContext camel = new DicomTestContext(archive(
                "&commitReportDelay=3600000", exchange -> exchange.getMessage().setBody(true)))) {
            camel.context.getRegistry().bind("destinations", (MoveDestinations) aeTitle -> "CT1@127.0.0.1:1");
            camel.start();
            askAndLeave(camel, StorageCommitmentRequest.of(many));

            RefusedException refused = Assertions.assertThrows(
                    RefusedException.class, () -> askAndLeave(camel, StorageCommitmentRequest.of(many)));
            assertEquals(Status.ResourceLimitation, refused.getStatus());
        }
    }

    private static String messages(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .map(Throwable::getMessage)
                .collect(Collectors.joining("; "));
    }

    private static RouteBuilder scanner(BlockingQueue<StorageCommitmentReport> heard) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("dicom:CT1@127.0.0.1:0?service=commit")
                        .routeId("scanner")
                        .process(exchange -> heard.add(
                                StorageCommitmentReport.of(exchange.getMessage().getBody(Attributes.class))));
            }
        };
    }

    private static void knows(DicomTestContext archive, DicomTestContext scanner) {
        archive.context
                .getPropertiesComponent()
                .addInitialProperty(
                        "dicom.destination.CT1",
                        "CT1@127.0.0.1:" + scanner.consumer("scanner").getPort());
    }

    @Test
    void wrong_requests_are_answered_as_the_standard_says() throws Exception {
        try (DicomTestContext camel = new DicomTestContext(archive("", StorageCommitmentRouteTest::keepsOne)).start()) {
            Attributes request = StorageCommitmentRequest.of(List.of(KEPT)).toAttributes();

            assertEquals(
                    Status.NoSuchActionType,
                    refusal(
                            camel,
                            scu -> scu.action(
                                    UID.StorageCommitmentPushModel,
                                    UID.StorageCommitmentPushModelInstance,
                                    2,
                                    request)));
            assertEquals(
                    Status.NoSuchSOPInstance,
                    refusal(camel, scu -> scu.action(UID.StorageCommitmentPushModel, "1.2.3", 1, request)));
            assertEquals(
                    Status.InvalidArgumentValue,
                    refusal(
                            camel,
                            scu -> scu.action(
                                    UID.StorageCommitmentPushModel,
                                    UID.StorageCommitmentPushModelInstance,
                                    1,
                                    new Attributes())));
            assertEquals(
                    Status.UnrecognizedOperation,
                    refusal(
                            camel,
                            scu -> scu.delete(UID.StorageCommitmentPushModel, UID.StorageCommitmentPushModelInstance)));
        }
    }

    @FunctionalInterface
    interface Asking {
        void ask(NormalizedScu scu) throws IOException;
    }

    private static int refusal(DicomTestContext camel, Asking asking) throws IOException {
        return Assertions.assertThrows(RefusedException.class, () -> overNewAssociation(camel, asking))
                .getStatus();
    }

    /** As many modalities do: ask, release, and listen for the report. */
    private static void askAndLeave(DicomTestContext camel, StorageCommitmentRequest request) throws IOException {
        overNewAssociation(
                camel,
                scu -> scu.action(
                        UID.StorageCommitmentPushModel,
                        UID.StorageCommitmentPushModelInstance,
                        StorageCommitmentRequest.ACTION_TYPE_ID,
                        request.toAttributes()));
    }

    private static void overNewAssociation(DicomTestContext camel, Asking asking) throws IOException {
        ExecutorService executor = Executors.newCachedThreadPool();
        int port = camel.consumer("archive").getPort();
        AssociationRequestor requestor = AssociationRequestor.to("ARCHIVE", "127.0.0.1", port, executor)
                .callingAeTitle("CT1")
                .build();
        PresentationContextRq context =
                new PresentationContextRq(1, UID.StorageCommitmentPushModel, QuerySopClasses.TRANSFER_SYNTAXES);
        try (DimseSession session = requestor.open(List.of(context), DimseHandlers.NONE)) {
            asking.ask(new NormalizedScu(session, Duration.ofSeconds(10)));
            session.release();
        } finally {
            executor.shutdown();
        }
    }
}
