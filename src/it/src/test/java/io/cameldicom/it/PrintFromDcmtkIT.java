package io.cameldicom.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.Sequence;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.io.DicomInputStream;
import io.cameldicom.dicom.io.DicomOutputStream;
import io.cameldicom.dicom.io.FileMetaInformation;
import io.cameldicom.it.peer.Ports;
import io.cameldicom.it.peer.PrintScu;
import io.cameldicom.print.Film;
import io.cameldicom.print.ImageBox;
import io.cameldicom.print.ImageDisplayFormat;
import io.cameldicom.print.PrintJob;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** DCMTK prints to a consumer with {@code service=print}: every image arrives in its place, bit for bit. */
@org.junit.jupiter.api.Tag("interop")
class PrintFromDcmtkIT {
    private static final int SIDE = 128;

    /** What a job was, after it is gone. */
    private record Printed(List<Film> films, PrintJob job, List<byte[]> images) {}

    private final List<Printed> jobs = new CopyOnWriteArrayList<>();
    private final int port = Ports.free();

    @TempDir
    Path folder;

    private Path spool;
    private PrintScu dcmtk;

    @BeforeEach
    void configure() throws IOException {
        spool = folder.resolve("spool");
        dcmtk = new PrintScu(folder, "PRINTER", port);
    }

    private CamelRoutes printer(String options) throws Exception {
        return new CamelRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("dicom:PRINTER@127.0.0.1:" + port + "?service=print&spoolDirectory=" + spool + options)
                        .process(PrintFromDcmtkIT.this::take);
            }
        });
    }

    private void take(Exchange exchange) throws IOException {
        PrintJob job = exchange.getMessage().getBody(PrintJob.class);
        List<byte[]> images = new ArrayList<>();
        for (Film film : job.films()) {
            for (ImageBox box : film.imageBoxes()) {
                try (InputStream pixels = box.isEmpty() ? InputStream.nullInputStream() : box.openPixels()) {
                    images.add(pixels.readAllBytes());
                }
            }
        }
        jobs.add(new Printed(job.films(), job, images));
    }

    @Test
    void six_images_lie_in_their_places() throws Exception {
        List<Path> images = images(6);
        try (CamelRoutes routes = printer("")) {
            dcmtk.layOut(images, "--layout", "2", "3", "--filmsize", "14INX17IN", "--portrait");
            dcmtk.print("--copies", "2", "--medium-type", "BLUE FILM", "--label", "LABEL 1");
        }
        assertEquals(1, jobs.size());
        Printed printed = jobs.get(0);
        Film film = printed.films().get(0);
        assertEquals(ImageDisplayFormat.standard(2, 3), film.format());
        assertEquals("14INX17IN", film.size().id());
        assertEquals("PRTSCU", printed.job().callingAeTitle());
        assertEquals(2, printed.job().numberOfCopies());
        assertEquals("BLUE FILM", printed.job().mediumType());
        assertEquals("LABEL 1", printed.job().filmSessionLabel());
        assertEquals(6, film.imageBoxes().size());
        List<byte[]> sent = sent(dcmtk.films().get(0));
        for (int i = 0; i < 6; i++) {
            assertEquals(12, film.imageBoxes().get(i).pixels().bitsStored());
            assertArrayEquals(sent.get(i), printed.images().get(i), "image " + (i + 1));
        }
        assertEquals(6, sent.stream().map(java.util.Arrays::hashCode).distinct().count(), "six different images");
        assertSpoolIsEmpty();
    }

    @Test
    void session_of_films_is_printed_at_once_with_its_presentation_lut() throws Exception {
        List<Path> images = images(3);
        try (CamelRoutes routes = printer("")) {
            for (Path image : images) {
                dcmtk.layOut(List.of(image), "--identity");
            }
            dcmtk.print("--session-print");
        }
        List<Film> films = jobs.stream().flatMap(job -> job.films().stream()).toList();
        assertEquals(3, films.size());
        for (Film film : films) {
            assertFalse(film.isEmpty());
            assertNotNull(film.presentationLut(), "IDENTITY");
            assertEquals("IDENTITY", film.presentationLut().shape());
        }
        assertSpoolIsEmpty();
    }

    @Test
    void film_with_empty_places_is_printed_as_it_is() throws Exception {
        List<Path> images = images(3);
        try (CamelRoutes routes = printer("&ackMode=spooled")) {
            dcmtk.layOut(images, "--layout", "2", "2");
            dcmtk.print();
            io.cameldicom.it.peer.Await.until(
                    java.time.Duration.ofSeconds(30), () -> jobs.size() == 1, () -> "the job is not printed");
        }
        Printed printed = jobs.get(0);
        assertEquals(
                List.of(false, false, false, true),
                printed.films().get(0).imageBoxes().stream()
                        .map(ImageBox::isEmpty)
                        .toList());
        List<byte[]> sent = sent(dcmtk.films().get(0));
        for (int i = 0; i < 3; i++) {
            assertArrayEquals(sent.get(i), printed.images().get(i));
        }
        assertSpoolIsEmpty();
    }

    private void assertSpoolIsEmpty() throws IOException {
        try (var files = Files.walk(spool)) {
            assertTrue(files.noneMatch(file -> file.toString().endsWith(".dcm")), "nothing is left in the spool");
        }
    }

    /** The images of a film as DCMTK has rendered them, by position. */
    private List<byte[]> sent(Path storedPrint) throws IOException {
        Map<String, byte[]> byUid = new HashMap<>();
        for (Path file : dcmtk.images()) {
            Attributes image = read(file);
            byUid.put(image.getString(Tag.SOPInstanceUID), image.getBytes(Tag.PixelData));
        }
        List<byte[]> sent = new ArrayList<>();
        Sequence boxes = read(storedPrint).getSequence(Tag.ImageBoxContentSequence);
        for (Attributes box : boxes) {
            Attributes reference = box.getNestedDataset(Tag.ReferencedImageSequence);
            sent.add(byUid.get(reference.getString(Tag.ReferencedSOPInstanceUID)));
        }
        return sent;
    }

    private static Attributes read(Path file) throws IOException {
        try (DicomInputStream in = new DicomInputStream(file)) {
            return in.readDataset();
        }
    }

    /** Images of different slopes. */
    private List<Path> images(int count) throws IOException {
        List<Path> images = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            Path file = folder.resolve("image-" + number + ".dcm");
            try (DicomOutputStream out =
                    new DicomOutputStream(Files.newOutputStream(file), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)) {
                Attributes image = image(number);
                out.writeFileMetaInformation(FileMetaInformation.of(
                        UID.CTImageStorage, image.getString(Tag.SOPInstanceUID), UID.ExplicitVRLittleEndian));
                out.writeDataset(image);
            }
            images.add(file);
        }
        return images;
    }

    private static Attributes image(int number) {
        Attributes image = new Attributes();
        image.setString(Tag.SOPClassUID, VR.UI, UID.CTImageStorage);
        image.setString(Tag.SOPInstanceUID, VR.UI, "2.25.880" + number);
        image.setString(Tag.StudyInstanceUID, VR.UI, "2.25.881");
        image.setString(Tag.SeriesInstanceUID, VR.UI, "2.25.882");
        image.setString(Tag.Modality, VR.CS, "CT");
        image.setString(Tag.PatientName, VR.PN, "Doe^Jane");
        image.setString(Tag.PatientID, VR.LO, "IT-1");
        image.setInt(Tag.SamplesPerPixel, VR.US, 1);
        image.setString(Tag.PhotometricInterpretation, VR.CS, "MONOCHROME2");
        image.setInt(Tag.Rows, VR.US, SIDE);
        image.setInt(Tag.Columns, VR.US, SIDE);
        image.setInt(Tag.BitsAllocated, VR.US, 16);
        image.setInt(Tag.BitsStored, VR.US, 12);
        image.setInt(Tag.HighBit, VR.US, 11);
        image.setInt(Tag.PixelRepresentation, VR.US, 0);
        image.setDouble(Tag.WindowCenter, VR.DS, 2048);
        image.setDouble(Tag.WindowWidth, VR.DS, 4096);
        byte[] pixels = new byte[2 * SIDE * SIDE];
        for (int i = 0; i < SIDE * SIDE; i++) {
            int value = (i % SIDE * number * 5 + i / SIDE * 3) % 4096;
            pixels[2 * i] = (byte) value;
            pixels[2 * i + 1] = (byte) (value >> 8);
        }
        image.setBytes(Tag.PixelData, VR.OW, pixels);
        return image;
    }
}
