package io.cameldicom.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.cameldicom.component.DicomConstants;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.dimse.DicomServiceException;
import io.cameldicom.hub.Hub;
import io.cameldicom.hub.HubSettings;
import io.cameldicom.print.Film;
import io.cameldicom.print.ImageBox;
import io.cameldicom.print.PrintJob;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs the routes of this folder in the hub, between a modality, three film printers and one of paper. */
@Timeout(120)
class PrintToPdfAndPrinterTest {

    /** A job as a printer got it. */
    private record Printed(String printer, int films, int copies, String medium, List<Integer> firstPixels) {}

    @TempDir
    Path data;

    private final int port = freePort();
    private final int firstPort = freePort();
    private final int secondPort = freePort();
    private final int mammoPort = freePort();
    private final List<Printed> printed = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedQueue<byte[]> paper = new ConcurrentLinkedQueue<>();
    private final AtomicInteger firstPrinterFailures = new AtomicInteger();
    private final AtomicInteger firstPrinterAttempts = new AtomicInteger();
    private final CamelContext outside = new DefaultCamelContext();
    private HttpServer paperPrinter;
    private Hub hub;

    @BeforeEach
    void start() throws Exception {
        paperPrinter = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        paperPrinter.createContext("/print", request -> {
            paper.add(request.getRequestBody().readAllBytes());
            request.sendResponseHeaders(
                    "application/pdf".equals(request.getRequestHeaders().getFirst("Content-Type")) ? 200 : 415, -1);
            request.close();
        });
        paperPrinter.start();
        outside.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("dicom:PRINTER1@127.0.0.1:" + firstPort + "?service=print").process(exchange -> {
                    firstPrinterAttempts.incrementAndGet();
                    if (firstPrinterFailures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                        throw new DicomServiceException(0xC602, "queue is full");
                    }
                    print("first", exchange);
                });
                from("dicom:PRINTER2@127.0.0.1:" + secondPort + "?service=print")
                        .process(exchange -> print("second", exchange));
                from("dicom:MAMMO@127.0.0.1:" + mammoPort + "?service=print")
                        .process(exchange -> print("mammo", exchange));
            }
        });
        outside.start();
        Path example = Path.of("").toAbsolutePath();
        hub = new Hub(HubSettings.load(
                example,
                Map.ofEntries(
                        Map.entry("hub.conf", "application.properties"),
                        Map.entry("hub.routes", example.toString()),
                        Map.entry("hub.dicom.host", "127.0.0.1"),
                        Map.entry("hub.dicom.port", Integer.toString(port)),
                        Map.entry("hub.http.port", "0"),
                        Map.entry("hub.data", data.toString()),
                        Map.entry("printer.first", "PRINTER1@127.0.0.1:" + firstPort),
                        Map.entry("printer.second", "PRINTER2@127.0.0.1:" + secondPort),
                        Map.entry("printer.mammo", "MAMMO@127.0.0.1:" + mammoPort),
                        Map.entry("printer.pause", "10"),
                        Map.entry(
                                "paper.printer",
                                "http://127.0.0.1:" + paperPrinter.getAddress().getPort() + "/print"),
                        Map.entry("films", data.resolve("films").toString())),
                Map.of()));
        hub.start();
    }

    @AfterEach
    void stop() {
        hub.close();
        outside.stop();
        paperPrinter.stop(0);
    }

    @Test
    void a_session_is_printed_as_it_is_and_is_in_the_folder_as_pdf() throws Exception {
        assertNull(print("CT1", job("14INX17IN", "CT")).getException());

        assertEquals(List.of(new Printed("first", 2, 3, "BLUE FILM", List.of(10, 20))), printed);
        try (Stream<Path> films = Files.list(data.resolve("films"));
                PDDocument pdf = Loader.loadPDF(films.findFirst().orElseThrow().toFile())) {
            assertEquals(2, pdf.getNumberOfPages());
            assertEquals(14 * 72, pdf.getPage(0).getMediaBox().getWidth(), 0.01);
        }
        assertTrue(paper.isEmpty());
    }

    @Test
    void a_printer_with_a_full_queue_is_tried_again() {
        firstPrinterFailures.set(2);

        assertNull(print("CT1", job("14INX17IN", "CT")).getException());

        assertEquals(3, firstPrinterAttempts.get());
        assertEquals("first", printed.get(0).printer());
        assertEquals(1, printed.size());
    }

    @Test
    void the_second_printer_prints_what_the_first_does_not() {
        firstPrinterFailures.set(1000);

        assertNull(print("CT1", job("14INX17IN", "CT")).getException());

        assertEquals(4, firstPrinterAttempts.get());
        assertEquals(List.of(new Printed("second", 2, 3, "BLUE FILM", List.of(10, 20))), printed);
    }

    @Test
    void a_modality_hears_when_no_printer_prints() throws Exception {
        outside.stop();
        CamelContext modality = new DefaultCamelContext();
        modality.start();
        try {
            assertNotNull(print(modality, "CT1", job("14INX17IN", "CT")).getException());
        } finally {
            modality.stop();
        }
    }

    @Test
    void rules_are_by_ae_title_by_film_size_and_by_a_tag_of_the_images() {
        assertNull(print("US1", job("14INX17IN", "US")).getException());
        assertNull(print("CT1", job("A4", "CT")).getException());
        assertEquals(2, paper.size());
        assertTrue(new String(paper.peek(), StandardCharsets.ISO_8859_1).startsWith("%PDF-"));
        assertTrue(printed.isEmpty());

        assertNull(print("MG1", job("8INX10IN", "MG")).getException());
        assertEquals(List.of(new Printed("mammo", 2, 2, "MAMMO BLUE FILM", List.of(10, 20))), printed);
    }

    private void print(String printer, Exchange exchange) throws IOException {
        PrintJob job = exchange.getMessage().getBody(PrintJob.class);
        List<Integer> firstPixels = new java.util.ArrayList<>();
        for (Film film : job.films()) {
            try (var pixels = film.imageBoxes().get(0).openPixels()) {
                firstPixels.add(pixels.read());
            }
        }
        printed.add(new Printed(printer, job.films().size(), job.numberOfCopies(), job.mediumType(), firstPixels));
    }

    private Exchange print(String callingAeTitle, PrintJob job) {
        return print(outside, callingAeTitle, job);
    }

    private Exchange print(CamelContext modality, String callingAeTitle, PrintJob job) {
        return modality.createProducerTemplate()
                .send(
                        "dicom:FILM@127.0.0.1:" + port + "?operation=print&printUnit=session&callingAeTitle="
                                + callingAeTitle,
                        exchange -> {
                            exchange.getMessage().setBody(job);
                            exchange.getMessage().removeHeader(DicomConstants.OPERATION);
                        });
    }

    private static PrintJob job(String filmSize, String modality) {
        Attributes session = new Attributes();
        session.setString(Tag.NumberOfCopies, VR.IS, "3");
        session.setString(Tag.MediumType, VR.CS, "BLUE FILM");
        return PrintJob.builder()
                .session(session)
                .film(film(filmSize, modality, 10))
                .film(film(filmSize, modality, 20))
                .build();
    }

    private static Film film(String size, String modality, int level) {
        Attributes film = new Attributes();
        film.setString(Tag.ImageDisplayFormat, VR.ST, "STANDARD\\1,1");
        film.setString(Tag.FilmSizeID, VR.CS, size);
        Attributes image = new Attributes();
        image.setInt(Tag.SamplesPerPixel, VR.US, 1);
        image.setString(Tag.PhotometricInterpretation, VR.CS, "MONOCHROME2");
        image.setInt(Tag.Rows, VR.US, 8);
        image.setInt(Tag.Columns, VR.US, 8);
        image.setInt(Tag.BitsAllocated, VR.US, 8);
        image.setInt(Tag.BitsStored, VR.US, 8);
        image.setInt(Tag.HighBit, VR.US, 7);
        image.setInt(Tag.PixelRepresentation, VR.US, 0);
        image.setString(Tag.Modality, VR.CS, modality);
        byte[] pixels = new byte[64];
        pixels[0] = (byte) level;
        image.setBytes(Tag.PixelData, VR.OB, pixels);
        return Film.builder(film)
                .imageBox(ImageBox.of(null, 1, new Attributes(), image, null))
                .build();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
