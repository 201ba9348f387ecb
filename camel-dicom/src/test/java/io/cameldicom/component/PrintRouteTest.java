package io.cameldicom.component;

import static io.cameldicom.testing.PrintClient.GRAYSCALE;
import static io.cameldicom.testing.PrintClient.gray12;
import static io.cameldicom.testing.PrintClient.imageBoxes;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.dimse.DicomServiceException;
import io.cameldicom.dicom.dimse.DimseSession;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.service.AssociationRequestor;
import io.cameldicom.dicom.service.NormalizedResponse;
import io.cameldicom.dicom.service.RefusedException;
import io.cameldicom.print.Film;
import io.cameldicom.print.ImageBox;
import io.cameldicom.print.PrintJob;
import io.cameldicom.testing.PrintClient;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code service=print}: a print request becomes an exchange, the route's outcome its answer. */
class PrintRouteTest {

    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final List<Map<String, Object>> headers = new CopyOnWriteArrayList<>();
    private final List<byte[]> pixels = new CopyOnWriteArrayList<>();

    @TempDir
    Path spool;

    @AfterEach
    void stop() {
        executor.shutdownNow();
    }

    private RouteBuilder printer(String options, Processor... processors) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                var route = from("dicom:PRINTER@127.0.0.1:0?service=print&spoolDirectory=" + spool + options)
                        .routeId("printer");
                for (Processor processor : processors) {
                    route.process(processor);
                }
                route.process(PrintRouteTest.this::print);
            }
        };
    }

    private void print(Exchange exchange) throws IOException {
        PrintJob job = exchange.getIn().getBody(PrintJob.class);
        for (Film film : job.films()) {
            for (ImageBox box : film.imageBoxes()) {
                pixels.add(read(box));
            }
        }
        headers.add(exchange.getIn().getHeaders());
    }

    private static byte[] read(ImageBox box) throws IOException {
        if (box.isEmpty()) {
            return new byte[0];
        }
        try (InputStream in = box.openPixels()) {
            return in.readAllBytes();
        }
    }

    private DimseSession open(DicomTestContext camel, String... sopClasses) throws IOException {
        int port = camel.consumer("printer").getPort();
        return AssociationRequestor.to("PRINTER", "127.0.0.1", port, executor)
                .callingAeTitle("CT1")
                .build()
                .open(PrintClient.contexts(sopClasses));
    }

    /** One film with one image of 12 bits. */
    private static void fill(PrintClient client, int value) throws IOException {
        client.session("1.2.1", session -> {
            session.setString(Tag.NumberOfCopies, VR.IS, "2");
            session.setString(Tag.MediumType, VR.CS, "BLUE FILM");
        });
        NormalizedResponse film = client.film(
                "1.2.2", "STANDARD\\1,1", attributes -> attributes.setString(Tag.FilmSizeID, VR.CS, "14INX17IN"));
        client.image(imageBoxes(film).get(0), 1, gray12(300, 200, value));
    }

    private static byte[] pixelsOf(int value) {
        return gray12(300, 200, value).getBytes(Tag.PixelData);
    }

    private List<Path> spooled() {
        return DicomTestContext.spooled(spool);
    }

    @Test
    void print_request_is_one_exchange_and_its_answer_the_outcome() throws Exception {
        try (DicomTestContext camel = new DicomTestContext(printer("")).start()) {
            try (DimseSession session = open(camel, GRAYSCALE, UID.PrintJob)) {
                PrintClient client = new PrintClient(session);
                fill(client, 77);
                NormalizedResponse answer = client.printFilm("1.2.2");
                assertEquals(Status.Success, answer.status());
                String job = PrintClient.references(answer, Tag.ReferencedPrintJobSequencePullStoredPrint)
                        .get(0);
                assertEquals(
                        "DONE", client.scu().get(UID.PrintJob, job).attributes().getString(Tag.ExecutionStatus));

                Map<String, Object> told = headers.get(0);
                assertEquals("print", told.get(DicomConstants.OPERATION));
                assertEquals("CT1", told.get(DicomConstants.CALLING_AE_TITLE));
                assertEquals("PRINTER", told.get(DicomConstants.CALLED_AE_TITLE));
                assertEquals(UID.BasicFilmBox, told.get(DicomConstants.SOP_CLASS_UID));
                assertEquals("1.2.2", told.get(DicomConstants.SOP_INSTANCE_UID));
                assertEquals(job, told.get(DicomConstants.PRINT_JOB_UID));
                assertEquals("1.2.1", told.get(DicomConstants.FILM_SESSION_UID));
                assertEquals(1, told.get(DicomConstants.NUMBER_OF_FILMS));
                assertEquals(2, told.get(DicomConstants.NUMBER_OF_COPIES));
                assertEquals("BLUE FILM", told.get(DicomConstants.MEDIUM_TYPE));
                assertEquals("14INX17IN", told.get(DicomConstants.FILM_SIZE));
                session.release();
            }
            assertArrayEquals(pixelsOf(77), pixels.get(0));
            DicomTestContext.await("spool is empty", () -> spooled().isEmpty());
        }
    }

    @Test
    void route_that_fails_is_a_failure_without_a_job() throws Exception {
        Processor down = exchange -> {
            throw new IllegalStateException("out of film for " + TestObjects.PATIENT);
        };
        Processor full = exchange -> {
            throw new DicomServiceException(Status.OutOfResources, "tray is full");
        };
        for (Map.Entry<Processor, Integer> failing :
                Map.of(down, Status.ProcessingFailure, full, 0xC602).entrySet()) {
            try (DicomTestContext camel = new DicomTestContext(printer("", failing.getKey())).start()) {
                try (DimseSession session = open(camel, GRAYSCALE, UID.PrintJob)) {
                    PrintClient client = new PrintClient(session);
                    fill(client, 1);
                    RefusedException refusal = assertThrows(RefusedException.class, () -> client.printFilm("1.2.2"));
                    assertEquals(failing.getValue(), refusal.getStatus());
                    assertFalse(refusal.getErrorComment().contains(TestObjects.PATIENT));
                    session.release();
                }
                DicomTestContext.await("spool is empty", () -> spooled().isEmpty());
            }
        }
        assertTrue(headers.isEmpty());
    }

    @Test
    void route_sets_the_status_and_a_warning_of_the_session_stays_otherwise() throws Exception {
        Processor warns = exchange -> exchange.getMessage().setHeader(DicomConstants.STATUS, "B604");
        try (DicomTestContext camel = new DicomTestContext(printer("", warns)).start();
                DimseSession session = open(camel, GRAYSCALE)) {
            PrintClient client = new PrintClient(session);
            client.session("1.2.1");
            client.film("1.2.2", "STANDARD\\1,1");
            assertEquals(0xB604, client.printFilm("1.2.2").status());
        }
        try (DicomTestContext camel = new DicomTestContext(printer("")).start();
                DimseSession session = open(camel, GRAYSCALE)) {
            PrintClient client = new PrintClient(session);
            client.session("1.2.1");
            client.film("1.2.2", "STANDARD\\1,1");
            assertEquals(0xB603, client.printFilm("1.2.2").status());
        }
    }

    @Test
    void job_lives_as_long_as_the_last_exchange_that_holds_it() throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        RouteBuilder routes = new RouteBuilder() {
            @Override
            public void configure() {
                from("dicom:PRINTER@127.0.0.1:0?service=print&spoolDirectory=" + spool)
                        .routeId("printer")
                        .wireTap("direct:later")
                        .multicast()
                        .parallelProcessing()
                        .to("seda:queued?waitForTaskToComplete=Never", "direct:print")
                        .end();
                from("direct:later").process(exchange -> answered.await()).to("direct:print");
                from("seda:queued").process(exchange -> answered.await()).to("direct:print");
                from("direct:print").process(PrintRouteTest.this::print);
            }
        };
        try (DicomTestContext camel = new DicomTestContext(routes).start()) {
            try (DimseSession session = open(camel, GRAYSCALE)) {
                PrintClient client = new PrintClient(session);
                fill(client, 77);
                client.printFilm("1.2.2");
                session.release();
            }
            answered.countDown();
            DicomTestContext.await("three have printed", () -> headers.size() == 3);
            DicomTestContext.await("spool is empty", () -> spooled().isEmpty());
        }
        pixels.forEach(image -> assertArrayEquals(pixelsOf(77), image));
    }

    @Test
    void job_becomes_an_object_and_is_the_same_afterwards() throws Exception {
        Processor throughAnObject = exchange -> {
            DicomObject object = exchange.getIn().getBody(DicomObject.class);
            Path file = object.saveTo(spool.resolve("kept.print"));
            exchange.getIn()
                    .setBody(exchange.getContext()
                            .getTypeConverter()
                            .mandatoryConvertTo(PrintJob.class, exchange, DicomObject.of(file)));
        };
        try (DicomTestContext camel = new DicomTestContext(printer("", throughAnObject)).start()) {
            try (DimseSession session = open(camel, GRAYSCALE)) {
                PrintClient client = new PrintClient(session);
                fill(client, 3);
                client.printFilm("1.2.2");
                session.release();
            }
            assertArrayEquals(pixelsOf(3), pixels.get(0));
            DicomTestContext.await("spool is empty", () -> spooled().isEmpty());
        }
        Files.delete(spool.resolve("kept.print"));
    }

    @Test
    void simple_language_reads_films() throws Exception {
        RouteBuilder routes = new RouteBuilder() {
            @Override
            public void configure() {
                from("dicom:PRINTER@127.0.0.1:0?service=print&spoolDirectory=" + spool)
                        .routeId("printer")
                        .setHeader("size", simple("${body.films[0].format}"))
                        .setHeader("job", simple("job ${body}"))
                        .filter(simple("${body.films[0].empty}"))
                        .stop()
                        .end()
                        .process(PrintRouteTest.this::print);
            }
        };
        try (DicomTestContext camel = new DicomTestContext(routes).start();
                DimseSession session = open(camel, GRAYSCALE)) {
            PrintClient client = new PrintClient(session);
            fill(client, 3);
            client.printFilm("1.2.2");
            client.film("1.2.3", "STANDARD\\1,1");
            client.printFilm("1.2.3");
        }
        assertEquals(1, headers.size());
        assertEquals("STANDARD\\1,1", headers.get(0).get("size").toString());
        assertTrue(headers.get(0).get("job").toString().startsWith("job PrintJob["), "no values in a log");
    }

    // ---- ackMode=spooled

    @Test
    void spooled_job_is_answered_before_it_is_printed() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        Processor slow = exchange -> goOn.await();
        try (DicomTestContext camel = new DicomTestContext(printer("&ackMode=spooled&maxPrintJobs=2", slow)).start();
                DimseSession session = open(camel, GRAYSCALE, UID.PrintJob)) {
            PrintClient client = new PrintClient(session);
            fill(client, 5);
            String first = job(client);
            DicomTestContext.await(
                    "first is printed", () -> execution(client, first).equals("PRINTING"));
            String second = job(client);
            assertEquals("PENDING", execution(client, second));
            job(client);
            RefusedException refusal = assertThrows(RefusedException.class, () -> client.printFilm("1.2.2"));
            assertEquals(0xC602, refusal.getStatus());
            assertTrue(headers.isEmpty());

            goOn.countDown();
            DicomTestContext.await(
                    "second is printed", () -> execution(client, second).equals("DONE"));
            assertEquals("DONE", execution(client, first));
            DicomTestContext.await("third is printed", () -> headers.size() == 3);
            client.scu().delete(UID.BasicFilmSession, "1.2.1");
            DicomTestContext.await("spool is empty", () -> spooled().isEmpty());
        }
        pixels.forEach(image -> assertArrayEquals(pixelsOf(5), image));
    }

    private static String job(PrintClient client) throws IOException {
        return PrintClient.references(client.printFilm("1.2.2"), Tag.ReferencedPrintJobSequencePullStoredPrint)
                .get(0);
    }

    private static String execution(PrintClient client, String job) {
        try {
            return client.scu().get(UID.PrintJob, job).attributes().getString(Tag.ExecutionStatus);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void spooled_job_whose_route_failed_is_kept() throws Exception {
        Processor down = exchange -> {
            throw new IllegalStateException("printer is down");
        };
        try (DicomTestContext camel = new DicomTestContext(printer("&ackMode=spooled", down)).start();
                DimseSession session = open(camel, GRAYSCALE, UID.PrintJob)) {
            PrintClient client = new PrintClient(session);
            fill(client, 5);
            String job = job(client);
            DicomTestContext.await("it has failed", () -> execution(client, job).equals("FAILURE"));
            client.scu().delete(UID.BasicFilmSession, "1.2.1");
            DicomTestContext.await(
                    "only the kept file is there",
                    () -> spooled().size() == 1 && spooled().get(0).getParent().equals(spool.resolve("failed")));
        }
        PrintJob kept = PrintConverter.toPrintJob(DicomObject.of(spooled().get(0)), null);
        assertArrayEquals(pixelsOf(5), read(kept.films().get(0).imageBoxes().get(0)));
    }

    @Test
    void spooled_job_that_a_crash_cut_off_is_printed_at_the_next_start() throws Exception {
        Path crashed = Files.createDirectories(spool.resolve("camel-dicom-dead/acknowledged/PRINTER-0-print"));
        Files.createFile(spool.resolve("camel-dicom-dead/lock"));
        Processor keep = exchange -> exchange.getIn().getBody(DicomObject.class).saveTo(crashed.resolve("dead-1.dcm"));
        try (DicomTestContext camel = new DicomTestContext(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("dicom:PRINTER@127.0.0.1:0?service=print")
                                .routeId("printer")
                                .process(keep);
                    }
                })
                .start()) {
            try (DimseSession session = open(camel, GRAYSCALE)) {
                PrintClient client = new PrintClient(session);
                fill(client, 9);
                client.printFilm("1.2.2");
            }
        }
        try (DicomTestContext camel = new DicomTestContext(printer("&ackMode=spooled")).start()) {
            DicomTestContext.await("printed", () -> headers.size() == 1);
            assertArrayEquals(pixelsOf(9), pixels.get(0));
            assertEquals("CT1", headers.get(0).get(DicomConstants.CALLING_AE_TITLE));
            DicomTestContext.await("spool is empty", () -> spooled().isEmpty());
        }
    }

    @Test
    void wrong_options_stop_the_start() {
        for (String wrong : List.of(
                "&printerFilmSizes=LARGE",
                "&printerDisplayFormats=STANDARD/x",
                "&printerFormatLayouts=CUSTOM/1",
                "&printerFormatLayouts=STANDARD/1,1:ROW/1,2",
                "&printerDensities=300",
                "&printerOversize=SHRINK")) {
            Throwable failure = assertThrows(Exception.class, () -> {
                try (DicomTestContext camel = new DicomTestContext(printer(wrong))) {
                    camel.start();
                }
            });
            assertTrue(messages(failure).contains(wrong.substring(1, wrong.indexOf('='))), messages(failure));
        }
    }

    private static String messages(Throwable failure) {
        StringBuilder messages = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            messages.append(cause.getMessage()).append('\n');
        }
        return messages.toString();
    }
}
