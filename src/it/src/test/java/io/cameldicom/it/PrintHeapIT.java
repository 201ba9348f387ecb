package io.cameldicom.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.BulkData;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.dimse.DimseSession;
import io.cameldicom.dicom.dimse.StatusTable;
import io.cameldicom.dicom.pdu.PresentationContextRq;
import io.cameldicom.dicom.service.AssociationRequestor;
import io.cameldicom.dicom.service.NormalizedResponse;
import io.cameldicom.dicom.service.NormalizedScu;
import io.cameldicom.it.peer.ChildProcess;
import io.cameldicom.it.peer.Ports;
import io.cameldicom.print.Film;
import io.cameldicom.print.PrintJob;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A session of many films, each a 12-bit image of 14 by 17 inches at 300 dpi, is sent, printed by the route and checked
 * pixel by pixel in a process with a heap of 64 MiB. Five films; a hundred, 4.3 GB, with {@code -Dprint.films=100}.
 */
@org.junit.jupiter.api.Tag("load")
class PrintHeapIT {
    private static final int COLUMNS = 4200;
    private static final int ROWS = 5100;
    private static final int FILMS = Integer.getInteger("print.films", 5);

    @TempDir
    Path folder;

    /** What the child process does: a free port, a folder, the number of films. */
    public static final class Main {
        private Main() {}

        public static void main(String[] arguments) throws Exception {
            int port = Integer.parseInt(arguments[0]);
            AtomicInteger printed = new AtomicInteger();
            ExecutorService executor = Executors.newCachedThreadPool();
            long begin = System.nanoTime();
            try (CamelRoutes routes = new CamelRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("dicom:PRINTER@127.0.0.1:" + port + "?service=print&spoolDirectory=" + arguments[1])
                            .process(exchange -> check(exchange, printed));
                }
            })) {
                print(port, executor, Integer.parseInt(arguments[2]));
            } finally {
                executor.shutdownNow();
            }
            System.out.printf("printed %d in %d ms%n", printed.get(), (System.nanoTime() - begin) / 1_000_000);
        }

        private static void print(int port, ExecutorService executor, int films) throws IOException {
            AssociationRequestor requestor = AssociationRequestor.to("PRINTER", "127.0.0.1", port, executor)
                    .callingAeTitle("CT1")
                    .build();
            List<PresentationContextRq> contexts = List.of(new PresentationContextRq(
                    1, UID.BasicGrayscalePrintManagementMeta, List.of(UID.ImplicitVRLittleEndian)));
            try (DimseSession session = requestor.open(contexts)) {
                NormalizedScu scu = new NormalizedScu(session, Duration.ofMinutes(10), StatusTable.PRINT);
                String uid = scu.create(UID.BasicFilmSession, null, null).sopInstanceUid();
                for (int number = 0; number < films; number++) {
                    NormalizedResponse film = scu.create(UID.BasicFilmBox, null, film(uid));
                    String box = film.attributes()
                            .getNestedDataset(Tag.ReferencedImageBoxSequence)
                            .getString(Tag.ReferencedSOPInstanceUID);
                    scu.set(UID.BasicGrayscaleImageBox, box, image(number));
                }
                scu.action(UID.BasicFilmSession, uid, 1, null);
                session.release();
            }
        }

        private static Attributes film(String session) {
            Attributes film = new Attributes();
            film.setString(Tag.ImageDisplayFormat, VR.ST, "STANDARD\\1,1");
            film.setString(Tag.FilmSizeID, VR.CS, "14INX17IN");
            Attributes reference = new Attributes();
            reference.setString(Tag.ReferencedSOPClassUID, VR.UI, UID.BasicFilmSession);
            reference.setString(Tag.ReferencedSOPInstanceUID, VR.UI, session);
            film.newSequence(Tag.ReferencedFilmSessionSequence).add(reference);
            return film;
        }

        private static Attributes image(int number) {
            Attributes image = new Attributes();
            image.setInt(Tag.SamplesPerPixel, VR.US, 1);
            image.setString(Tag.PhotometricInterpretation, VR.CS, "MONOCHROME2");
            image.setInt(Tag.Rows, VR.US, ROWS);
            image.setInt(Tag.Columns, VR.US, COLUMNS);
            image.setInt(Tag.BitsAllocated, VR.US, 16);
            image.setInt(Tag.BitsStored, VR.US, 12);
            image.setInt(Tag.HighBit, VR.US, 11);
            image.setInt(Tag.PixelRepresentation, VR.US, 0);
            image.setBulkData(
                    Tag.PixelData,
                    VR.OW,
                    BulkData.of((offset, length) -> new Slope(number), 0, 2L * ROWS * COLUMNS, false));
            Attributes list = new Attributes();
            list.setInt(Tag.ImageBoxPosition, VR.US, 1);
            list.newSequence(Tag.BasicGrayscaleImageSequence).add(image);
            return list;
        }

        private static void check(Exchange exchange, AtomicInteger printed) throws IOException {
            for (Film film : exchange.getMessage().getBody(PrintJob.class).films()) {
                try (InputStream pixels = film.imageBoxes().get(0).openPixels();
                        InputStream expected = new Slope(printed.getAndIncrement())) {
                    byte[] row = new byte[2 * COLUMNS];
                    byte[] wanted = new byte[2 * COLUMNS];
                    for (int i = 0; i < ROWS; i++) {
                        pixels.readNBytes(row, 0, row.length);
                        expected.readNBytes(wanted, 0, wanted.length);
                        if (!java.util.Arrays.equals(row, wanted)) {
                            throw new IllegalStateException("film " + printed + " differs in row " + i);
                        }
                    }
                    if (pixels.read() >= 0) {
                        throw new IllegalStateException("film " + printed + " is longer than sent");
                    }
                }
            }
        }
    }

    /** Pixels of 12 bits that grow along the rows, other ones for each film. */
    private static final class Slope extends InputStream {
        private final byte[] row = new byte[2 * COLUMNS];
        private int next;
        private int at;

        Slope(int film) {
            for (int i = 0; i < COLUMNS; i++) {
                int value = (i + 37 * film) & 0xFFF;
                row[2 * i] = (byte) value;
                row[2 * i + 1] = (byte) (value >> 8);
            }
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] to, int offset, int count) {
            if (next == ROWS) {
                return -1;
            }
            int step = Math.min(count, row.length - at);
            System.arraycopy(row, at, to, offset, step);
            at += step;
            if (at == row.length) {
                at = 0;
                next++;
            }
            return step;
        }
    }

    @Test
    void films_of_a_session_are_printed_with_a_heap_that_holds_one_and_a_half() throws Exception {
        Path spool = Files.createDirectories(folder.resolve("spool"));
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                Integer.toString(Ports.free()),
                spool.toString(),
                Integer.toString(FILMS));
        try (ChildProcess process = ChildProcess.start("films", folder, command)) {
            assertEquals(0, process.awaitExit(Duration.ofMinutes(30)), process.output());
            assertTrue(process.output().contains("printed " + FILMS + " in"), process.output());
        }
        try (var left = Files.walk(spool)) {
            assertTrue(left.noneMatch(Files::isRegularFile), "nothing is left in the spool");
        }
    }
}
