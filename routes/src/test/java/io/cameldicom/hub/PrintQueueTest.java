package io.cameldicom.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.dimse.DicomServiceException;
import io.cameldicom.print.Film;
import io.cameldicom.print.ImageBox;
import io.cameldicom.print.PrintJob;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Print jobs go through the hub's durable queue like images. */
@Timeout(120)
class PrintQueueTest {

    private static final String ROUTES =
            """
            - route:
                from:
                  uri: dicom:FILM@{{hub.dicom.host}}:{{hub.dicom.port}}?service=print
                  steps:
                    - to: destination:FILM-PRINTER
            - route:
                from:
                  uri: destination:FILM-PRINTER?concurrency=1&retryDelay=100
                  steps:
                    - to: dicom:PRINTER@127.0.0.1:%d?operation=print
            """;

    @TempDir
    Path home;

    private final List<String> printed = new CopyOnWriteArrayList<>();
    private final AtomicInteger attempts = new AtomicInteger();

    @Test
    void a_session_the_hub_has_acknowledged_is_printed_when_the_printer_can() throws Exception {
        Files.createDirectories(home.resolve("routes"));
        String port = Integer.toString(HubTest.freePort());
        int printerPort = HubTest.freePort();
        Files.writeString(home.resolve("routes/print.camel.yaml"), ROUTES.formatted(printerPort));
        try (CamelContext printer = printer(printerPort);
                CamelContext modality = new DefaultCamelContext();
                Hub hub = new Hub(HubSettings.load(
                        home,
                        Map.of(
                                "hub.dicom.port",
                                port,
                                "hub.dicom.host",
                                "127.0.0.1",
                                "hub.http.port",
                                "0",
                                "printer",
                                "127.0.0.1:" + printerPort),
                        Map.of()))) {
            hub.start();
            modality.start();

            assertNull(modality.createProducerTemplate()
                    .send("dicom:FILM@127.0.0.1:" + port + "?operation=print", exchange -> exchange.getMessage()
                            .setBody(job()))
                    .getException());

            Waiting.until("the printer has it", () -> !printed.isEmpty());
        }
        assertEquals(List.of("2 films, 3 copies, first pixels 10 20"), printed);
        assertEquals(3, attempts.get(), "its queue was full twice");
    }

    private CamelContext printer(int port) throws Exception {
        CamelContext printer = new DefaultCamelContext();
        printer.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("dicom:PRINTER@127.0.0.1:" + port + "?service=print").process(exchange -> {
                    if (attempts.incrementAndGet() < 3) {
                        throw new DicomServiceException(0xC601, "queue is full");
                    }
                    PrintJob job = exchange.getMessage().getBody(PrintJob.class);
                    StringBuilder words = new StringBuilder(
                            job.films().size() + " films, " + job.numberOfCopies() + " copies, first pixels");
                    for (Film film : job.films()) {
                        try (var pixels = film.imageBoxes().get(0).openPixels()) {
                            words.append(' ').append(pixels.read());
                        }
                    }
                    printed.add(words.toString());
                });
            }
        });
        printer.start();
        return printer;
    }

    private static PrintJob job() {
        Attributes session = new Attributes();
        session.setString(Tag.NumberOfCopies, VR.IS, "3");
        return PrintJob.builder().session(session).film(film(10)).film(film(20)).build();
    }

    private static Film film(int level) {
        Attributes film = new Attributes();
        film.setString(Tag.ImageDisplayFormat, VR.ST, "STANDARD\\1,1");
        Attributes image = new Attributes();
        image.setInt(Tag.SamplesPerPixel, VR.US, 1);
        image.setString(Tag.PhotometricInterpretation, VR.CS, "MONOCHROME2");
        image.setInt(Tag.Rows, VR.US, 8);
        image.setInt(Tag.Columns, VR.US, 8);
        image.setInt(Tag.BitsAllocated, VR.US, 8);
        image.setInt(Tag.BitsStored, VR.US, 8);
        image.setInt(Tag.HighBit, VR.US, 7);
        image.setInt(Tag.PixelRepresentation, VR.US, 0);
        byte[] pixels = new byte[64];
        pixels[0] = (byte) level;
        image.setBytes(Tag.PixelData, VR.OB, pixels);
        return Film.builder(film)
                .imageBox(ImageBox.of(null, 1, new Attributes(), image, null))
                .build();
    }
}
