package io.cameldicom.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.component.DicomConstants;
import io.cameldicom.component.DicomObject;
import io.cameldicom.component.DicomPrintException;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dict.UidGenerator;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.it.peer.Ports;
import io.cameldicom.it.peer.PrintScp;
import io.cameldicom.it.peer.PrintScu;
import io.cameldicom.it.peer.Scu;
import io.cameldicom.print.ImageBox;
import io.cameldicom.print.PrintJob;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code operation=print} and {@code hub print} with DCMTK's printer, which keeps each film and each image as a file. */
@org.junit.jupiter.api.Tag("interop")
class PrintToPrinterIT {
    private static final int SIDE = 100;

    @RegisterExtension
    final PrintScp printer = new PrintScp();

    private CamelRoutes camel;

    @BeforeEach
    void start() throws Exception {
        camel = new CamelRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:two-printers")
                        .loadBalance()
                        .failover()
                        .to(uri("&mediumType=MAMMO CLEAR FILM"), uri("&mediumType=BLUE FILM"));
            }
        });
    }

    @AfterEach
    void stop() {
        camel.close();
    }

    @Test
    void images_of_twelve_bits_are_on_two_films_with_their_pixels() throws Exception {
        List<DicomObject> images = images(6);

        Exchange printed = camel.send(
                uri(
                        "&filmFormat=2x2&filmSize=14INX17IN&printBits=12&printWindow=full&copies=2&presentationLut=IDENTITY"),
                images);

        assertEquals(2, printed.getMessage().getHeader(DicomConstants.PRINTED_FILMS));
        assertEquals("NORMAL", printed.getMessage().getHeader(DicomConstants.PRINTER_STATUS));
        List<Attributes> films = films();
        assertEquals(2, films.size());
        for (Attributes film : films) {
            Attributes box = film.getNestedDataset(Tag.FilmBoxContentSequence);
            assertEquals("STANDARD\\2,2", box.getString(Tag.ImageDisplayFormat));
            assertEquals("14INX17IN", box.getString(Tag.FilmSizeID));
        }
        List<byte[]> kept = keptPixels();
        assertEquals(6, kept.size());
        for (DicomObject image : images) {
            byte[] sent = image.frames().decoded(0);
            assertTrue(kept.stream().anyMatch(pixels -> Arrays.equals(sent, pixels)), "an image is missing");
        }
    }

    @Test
    void what_one_printer_refuses_goes_to_the_next() throws Exception {
        Exchange refused = camel.attempt(uri("&mediumType=MAMMO CLEAR FILM"), images(1));
        DicomPrintException failure = assertInstanceOf(DicomPrintException.class, refused.getException());
        assertEquals(Status.InvalidAttributeValue, failure.getStatus());
        assertFalse(failure.isRetryable());

        camel.send("direct:two-printers", images(1));

        assertEquals(1, films().size());
    }

    @Test
    void the_session_is_printed_as_one_where_the_printer_can() throws Exception {
        Exchange printed = camel.send(uri("&filmFormat=1x1&printUnit=auto"), images(2));

        assertEquals(2, printed.getMessage().getHeader(DicomConstants.PRINTED_FILMS));
        assertEquals(2, films().size());
    }

    @Test
    void what_dcmtk_prints_on_the_hub_comes_out_of_its_printer(@TempDir Path folder) throws Exception {
        int port = Ports.free();
        List<Path> images = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            images.add(image(i).saveTo(folder.resolve(i + ".dcm")));
        }
        List<PrintJob> jobs = new CopyOnWriteArrayList<>();
        List<byte[]> pixels = new CopyOnWriteArrayList<>();
        try (CamelRoutes hub = new CamelRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("dicom:PRINTER@127.0.0.1:" + port + "?service=print")
                        .process(exchange -> {
                            PrintJob job = exchange.getMessage().getBody(PrintJob.class);
                            jobs.add(job);
                            for (ImageBox box : job.films().get(0).imageBoxes()) {
                                try (InputStream in = box.openPixels()) {
                                    pixels.add(in.readAllBytes());
                                }
                            }
                        })
                        .to(uri(""));
            }
        })) {
            PrintScu modality = new PrintScu(folder, "PRINTER", port);
            modality.layOut(images, "--layout", "2", "2", "--identity", "--filmsize", "14INX17IN");
            modality.print("--copies", "2", "--medium-type", "BLUE FILM");
        }

        assertEquals(1, jobs.size());
        assertEquals(2, jobs.get(0).numberOfCopies());
        assertEquals("BLUE FILM", jobs.get(0).mediumType());
        List<Attributes> films = films();
        assertEquals(1, films.size());
        assertEquals(
                "STANDARD\\2,2",
                films.get(0).getNestedDataset(Tag.FilmBoxContentSequence).getString(Tag.ImageDisplayFormat));
        List<byte[]> kept = keptPixels();
        assertEquals(4, kept.size());
        for (byte[] sent : pixels) {
            assertTrue(kept.stream().anyMatch(each -> Arrays.equals(sent, each)), "an image is not as it was sent");
        }
    }

    @Test
    void the_command_line_prints_files(@TempDir Path folder) throws Exception {
        for (int i = 0; i < 3; i++) {
            image(i).saveTo(folder.resolve(i + ".dcm"));
        }
        Files.writeString(folder.resolve("notes.txt"), "no image");

        Scu.Result result = Scu.hub(
                "",
                "print",
                folder.toString(),
                "--to",
                PrintScp.AE_TITLE + "@127.0.0.1:" + printer.port(),
                "--format",
                "2x2",
                "--medium",
                "BLUE FILM",
                "--bits",
                "12",
                "--window",
                "full");

        assertEquals(0, result.exitCode(), result::output);
        assertTrue(result.output().contains("3 images on 1 films"), result::output);
        assertEquals(3, keptPixels().size());
        assertEquals(1, films().size());
    }

    private String uri(String options) {
        return "dicom:" + PrintScp.AE_TITLE + "@127.0.0.1:" + printer.port() + "?operation=print" + options;
    }

    private List<Attributes> films() throws IOException {
        return kept("SP_").stream().map(DicomObject::attributes).toList();
    }

    private List<byte[]> keptPixels() throws IOException {
        List<byte[]> pixels = new ArrayList<>();
        for (DicomObject image : kept("HG_")) {
            pixels.add(image.frames().decoded(0));
        }
        return pixels;
    }

    private List<DicomObject> kept(String prefix) throws IOException {
        List<DicomObject> objects = new ArrayList<>();
        try (Stream<Path> files = Files.list(printer.folder().resolve("database"))) {
            for (Path file : files.filter(each -> each.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .toList()) {
                objects.add(DicomObject.of(file));
            }
        }
        return objects;
    }

    private static List<DicomObject> images(int count) throws IOException {
        List<DicomObject> images = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            images.add(image(i));
        }
        return images;
    }

    private static DicomObject image(int number) throws IOException {
        Attributes image = new Attributes();
        image.setString(Tag.SOPClassUID, VR.UI, UID.SecondaryCaptureImageStorage);
        image.setString(Tag.SOPInstanceUID, VR.UI, UidGenerator.next());
        image.setString(Tag.Modality, VR.CS, "OT");
        image.setString(Tag.ConversionType, VR.CS, "WSD");
        image.setString(Tag.PatientID, VR.LO, "IT-1");
        image.setString(Tag.StudyInstanceUID, VR.UI, "1.2.3.4.1");
        image.setString(Tag.SeriesInstanceUID, VR.UI, "1.2.3.4.2");
        image.setInt(Tag.SamplesPerPixel, VR.US, 1);
        image.setString(Tag.PhotometricInterpretation, VR.CS, "MONOCHROME2");
        image.setInt(Tag.Rows, VR.US, SIDE);
        image.setInt(Tag.Columns, VR.US, SIDE);
        image.setInt(Tag.BitsAllocated, VR.US, 16);
        image.setInt(Tag.BitsStored, VR.US, 12);
        image.setInt(Tag.HighBit, VR.US, 11);
        image.setInt(Tag.PixelRepresentation, VR.US, 0);
        byte[] pixels = new byte[2 * SIDE * SIDE];
        for (int i = 0; i < SIDE * SIDE; i++) {
            int value = (i % SIDE * 11 + i / SIDE * 23 + number * 600) & 0xFFF;
            pixels[2 * i] = (byte) value;
            pixels[2 * i + 1] = (byte) (value >> 8);
        }
        image.setBytes(Tag.PixelData, VR.OW, pixels);
        return DicomObject.of(image, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    }
}
