package io.cameldicom.print.scp;

import static io.cameldicom.testing.PrintClient.GRAYSCALE;
import static io.cameldicom.testing.PrintClient.gray;
import static io.cameldicom.testing.PrintClient.gray12;
import static io.cameldicom.testing.PrintClient.imageBoxes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.BulkData;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.dimse.CommandSet;
import io.cameldicom.dicom.dimse.DicomServiceException;
import io.cameldicom.dicom.dimse.Dimse;
import io.cameldicom.dicom.dimse.DimseHandlers;
import io.cameldicom.dicom.dimse.DimseSession;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.service.NormalizedHandler;
import io.cameldicom.dicom.service.NormalizedReply;
import io.cameldicom.dicom.service.NormalizedRequest;
import io.cameldicom.dicom.service.NormalizedResponse;
import io.cameldicom.dicom.service.NormalizedScp;
import io.cameldicom.dicom.ul.TransferCapability;
import io.cameldicom.testing.PrintClient;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a printer answers: warnings and failures of PS3.4 H.4, limits, itself, its jobs, its events. */
class PrinterTest extends PrinterFixture {

    private static final PrinterConfiguration.Builder SMALL_FILM =
            PrinterConfiguration.builder().filmSizes(List.of("8INX10IN")).pixelsPerMillimeter(1);

    // ---- pages and places

    @Test
    void empty_page_is_printed_with_a_warning() throws Exception {
        serve(PrinterConfiguration.builder());

        try (DimseSession session = open(GRAYSCALE)) {
            PrintClient client = new PrintClient(session);
            client.session("1.2.1");
            assertRefused(0xC600, () -> client.printSession("1.2.1"));
            client.film("1.2.2", "STANDARD\\1,1");
            assertEquals(0xB603, client.printFilm("1.2.2").status());
            assertEquals(0xB602, client.printSession("1.2.1").status());
        }
        assertEquals(2, jobs.size());
    }

    @ParameterizedTest
    @CsvSource({
        // 8x10 inch at 1 pixel/mm is 203 x 254 pixels
        "200, 250,        ,     ,         , 0000",
        "204, 250,        ,     ,         , B604",
        "204, 250, CUBIC  ,     ,         , B604",
        "204, 250, NONE   ,     ,         , B60A",
        "204, 250, NONE   ,     , CROP    , B609",
        "204, 250, NONE   ,     , DECIMATE, B60A",
        "204, 250, NONE   ,     , FAIL    , C603",
        "204, 250, NONE   ,     , SHRED   , 0106",
        "200, 250, NONE   ,     , FAIL    , 0000",
        "204, 250,        , 100 , FAIL    , 0000",
        "204, 250,        , 210 , CROP    , B609",
        "200, 250,        , 210 , FAIL    , C603"
    })
    void image_larger_than_its_place_is_told_what_becomes_of_it(
            int columns, int rows, String magnification, String size, String behavior, String status) throws Exception {
        serve(SMALL_FILM);
        int expected = Integer.parseInt(status, 16);

        try (DimseSession session = open(GRAYSCALE)) {
            PrintClient client = new PrintClient(session);
            client.session("1.2.1");
            NormalizedResponse film = client.film("1.2.2", "STANDARD\\1,1", attributes -> {
                if (magnification != null) {
                    attributes.setString(Tag.MagnificationType, VR.CS, magnification);
                }
            });
            assertEquals("8INX10IN", film.attributes().getString(Tag.FilmSizeID));
            PrintStep set = () -> client.image(imageBoxes(film).get(0), 1, gray(rows, columns, 1), list -> {
                if (size != null) {
                    list.setString(Tag.RequestedImageSize, VR.DS, size);
                }
                if (behavior != null) {
                    list.setString(Tag.RequestedDecimateCropBehavior, VR.CS, behavior);
                }
            });
            if (expected < 0xB000 && expected != 0 || expected >= 0xC000) {
                assertRefused(expected, set::run);
                assertTrue(spooled().isEmpty());
            } else {
                assertEquals(status, Status.format(set.run().status()));
                assertEquals(status, Status.format(client.printFilm("1.2.2").status()));
            }
        }
    }

    private interface PrintStep {
        NormalizedResponse run() throws IOException;
    }

    @Test
    void places_of_a_film_are_as_large_as_its_format_makes_them() throws Exception {
        serve(SMALL_FILM);

        try (DimseSession session = open(GRAYSCALE)) {
            PrintClient client = new PrintClient(session);
            client.session("1.2.1");
            List<String> rows = imageBoxes(client.film("1.2.2", "ROW\\1,2"));
            assertEquals(0, client.image(rows.get(0), 1, gray(127, 203, 1)).status());
            assertEquals(0xB604, client.image(rows.get(1), 2, gray(127, 203, 1)).status());
            assertEquals(0, client.image(rows.get(2), 3, gray(127, 101, 1)).status());
            List<String> columns = imageBoxes(client.film("1.2.3", "COL\\1,2"));
            assertEquals(0, client.image(columns.get(0), 1, gray(254, 101, 1)).status());
            assertEquals(
                    0xB604, client.image(columns.get(1), 2, gray(254, 101, 1)).status());
            assertEquals(0, client.image(columns.get(2), 3, gray(127, 101, 1)).status());
            List<String> lying = imageBoxes(client.film(
                    "1.2.4", "STANDARD\\1,1", film -> film.setString(Tag.FilmOrientation, VR.CS, "LANDSCAPE")));
            assertEquals(0, client.image(lying.get(0), 1, gray(203, 254, 1)).status());
            assertEquals(
                    0xB604, client.image(lying.get(0), 1, gray(254, 203, 1)).status());
        }
    }

    @Test
    void density_the_printer_cannot_print_is_cut() throws Exception {
        serve(PrinterConfiguration.builder().densities(20, 310));

        try (DimseSession session = open(GRAYSCALE)) {
            PrintClient client = new PrintClient(session);
            client.session("1.2.1");
            NormalizedResponse film = client.film("1.2.2", "STANDARD\\1,1", attributes -> {
                attributes.setInt(Tag.MaxDensity, VR.US, 400);
                attributes.setInt(Tag.MinDensity, VR.US, 20);
            });
            assertEquals(0xB605, film.status());
            assertEquals(310, film.attributes().getInt(Tag.MaxDensity, 0));
            Attributes less = new Attributes();
            less.setInt(Tag.MaxDensity, VR.US, 300);
            assertEquals(0, client.scu().set(UID.BasicFilmBox, "1.2.2", less).status());
            client.printFilm("1.2.2");
        }
        assertEquals(300, jobs.get(0).films().get(0).maxDensity().getAsInt());
    }

    @Test
    void values_in_force_are_answered_and_others_refused() throws Exception {
        serve(PrinterConfiguration.builder()
                .mediumTypes(List.of("BLUE FILM", "PAPER"))
                .filmDestinations(List.of("PROCESSOR"))
                .filmSizes(List.of("14INX17IN", "A4")));

        try (DimseSession session = open(GRAYSCALE)) {
            PrintClient client = new PrintClient(session);
            assertRefused(
                    Status.InvalidAttributeValue,
                    () -> client.session("1.2.1", s -> s.setString(Tag.MediumType, VR.CS, "GLASS")));
            assertRefused(
                    Status.InvalidAttributeValue,
                    () -> client.session("1.2.1", s -> s.setString(Tag.PrintPriority, VR.CS, "NOW")));
            NormalizedResponse made = client.session("1.2.1", s -> s.setString(Tag.MemoryAllocation, VR.IS, "100"));
            assertEquals(0xB600, made.status());
            assertEquals("1", made.attributes().getString(Tag.NumberOfCopies));
            assertEquals("MED", made.attributes().getString(Tag.PrintPriority));
            assertEquals("BLUE FILM", made.attributes().getString(Tag.MediumType));
            assertEquals("PROCESSOR", made.attributes().getString(Tag.FilmDestination));
            Attributes paper = new Attributes();
            paper.setString(Tag.MediumType, VR.CS, "PAPER");
            client.scu().set(UID.BasicFilmSession, "1.2.1", paper);
            assertRefused(
                    Status.InvalidAttributeValue,
                    () -> client.film("1.2.2", "STANDARD\\1,1", f -> f.setString(Tag.FilmSizeID, VR.CS, "8INX10IN")));
            client.film("1.2.2", "STANDARD\\1,1", f -> f.setString(Tag.FilmSizeID, VR.CS, "A4"));
            Attributes format = new Attributes();
            format.setString(Tag.ImageDisplayFormat, VR.ST, "STANDARD\\2,2");
            assertRefused(Status.InvalidAttributeValue, () -> client.scu().set(UID.BasicFilmBox, "1.2.2", format));
            client.printFilm("1.2.2");
        }
        assertEquals("PAPER", jobs.get(0).mediumType());
        assertEquals(297, jobs.get(0).films().get(0).size().height());
    }

    // ---- limits

    @Test
    void too_many_films_and_too_large_images_are_refused_and_the_rest_goes_on() throws Exception {
        serve(PrinterConfiguration.builder().maxFilms(2).maxSpooledBytes(50_000));

        try (DimseSession session = open(GRAYSCALE)) {
            PrintClient client = new PrintClient(session);
            client.session("1.2.1");
            List<String> first = imageBoxes(client.film("1.2.2", "STANDARD\\1,2"));
            client.film("1.2.3", "STANDARD\\1,1");
            assertRefused(Status.ResourceLimitation, () -> client.film("1.2.4", "STANDARD\\1,1"));

            assertEquals(0, client.image(first.get(0), 1, gray(100, 300, 1)).status());
            assertRefused(0xC605, () -> client.image(first.get(1), 2, gray(100, 300, 1)));
            assertEquals(1, spooled().size());
            assertEquals(0, client.image(first.get(1), 2, gray(100, 100, 1)).status());
            client.scu().delete(UID.BasicFilmBox, "1.2.3");
            client.film("1.2.4", "STANDARD\\1,1");
            client.scu().delete(UID.BasicFilmBox, "1.2.2");
            List<String> again = imageBoxes(client.film("1.2.5", "STANDARD\\1,1"));
            assertEquals(0, client.image(again.get(0), 1, gray(100, 400, 1)).status());
        }
    }

    @Test
    void spool_that_cannot_be_written_is_insufficient_memory() throws Exception {
        serve(PrinterConfiguration.builder());

        try (DimseSession session = open(GRAYSCALE)) {
            PrintClient client = new PrintClient(session);
            client.session("1.2.1");
            List<String> boxes = imageBoxes(client.film("1.2.2", "STANDARD\\1,1"));
            Files.delete(spool);
            assertRefused(0xC605, () -> client.image(boxes.get(0), 1, gray(100, 300, 1)));
            Files.createDirectory(spool);
            assertEquals(0, client.image(boxes.get(0), 1, gray(100, 300, 1)).status());
        }
    }

    @Test
    void objects_take_a_bounded_amount_of_memory() throws Exception {
        serve(PrinterConfiguration.builder().maxFilms(100_000));

        try (DimseSession session = open(GRAYSCALE)) {
            PrintClient client = new PrintClient(session);
            client.session("1.2.1");
            byte[] much = new byte[900_000];
            assertRefused(Status.ResourceLimitation, () -> {
                for (int film = 0; film < 200; film++) {
                    client.film(null, "STANDARD\\1,1", attributes -> attributes.setBytes(0x20110010, VR.UN, much));
                }
            });
            assertRefused(
                    Status.ProcessingFailure,
                    () -> client.film(
                            null,
                            "STANDARD\\1,1",
                            attributes -> attributes.setBytes(0x20110010, VR.UN, new byte[2_000_000])));
            client.scu().delete(UID.BasicFilmSession, "1.2.1");
            client.session("1.2.1");
            client.film(null, "STANDARD\\1,1", attributes -> attributes.setBytes(0x20110010, VR.UN, much));
        }
    }

    @Test
    void places_take_memory_too() throws Exception {
        serve(PrinterConfiguration.builder().maxFilms(100_000));

        try (DimseSession session = open(GRAYSCALE)) {
            PrintClient client = new PrintClient(session);
            client.session("1.2.1");
            assertRefused(Status.ResourceLimitation, () -> {
                for (int film = 0; film < 1_000; film++) {
                    client.film(null, "STANDARD\\25,40");
                }
            });
        }
    }

    @Test
    void presentation_luts_that_are_deleted_but_still_used_take_memory() throws Exception {
        serve(PrinterConfiguration.builder());

        try (DimseSession session = open(GRAYSCALE, UID.PresentationLUT)) {
            PrintClient client = new PrintClient(session);
            client.session("1.2.1");
            Attributes lut = new Attributes();
            lut.setString(Tag.PresentationLUTShape, VR.CS, "IDENTITY");
            lut.setBytes(0x20510010, VR.UN, new byte[900_000]);
            assertRefused(Status.ResourceLimitation, () -> {
                for (int film = 0; film < 200; film++) {
                    client.scu().create(UID.PresentationLUT, "1.2.5", lut);
                    client.film(null, "STANDARD\\1,1", attributes -> attributes
                            .newSequence(Tag.ReferencedPresentationLUTSequence)
                            .add(PrintClient.reference(UID.PresentationLUT, "1.2.5")));
                    client.scu().delete(UID.PresentationLUT, "1.2.5");
                }
            });
        }
    }

    @Test
    void broken_image_is_refused_and_leaves_nothing() throws Exception {
        serve(PrinterConfiguration.builder());

        try (DimseSession session = open(GRAYSCALE)) {
            PrintClient client = new PrintClient(session);
            client.session("1.2.1");
            String box = imageBoxes(client.film("1.2.2", "STANDARD\\1,1")).get(0);
            byte[] noise = new byte[100_000];
            new java.util.Random(7).nextBytes(noise);
            CommandSet request = CommandSet.request(Dimse.N_SET_RQ, UID.BasicGrayscaleImageBox, box);
            CommandSet response =
                    session.invoke(1, request, sink -> sink.write(ByteBuffer.wrap(noise)), Duration.ofSeconds(20));
            assertEquals(Status.ProcessingFailure, response.status());
            assertTrue(spooled().isEmpty());
            assertEquals(0, client.image(box, 1, gray(100, 100, 1)).status());
        }
    }

    @Test
    void association_that_ends_halfway_prints_nothing_and_leaves_nothing() throws Exception {
        serve(PrinterConfiguration.builder());

        for (boolean inOrder : new boolean[] {true, false}) {
            DimseSession session = open(GRAYSCALE);
            PrintClient client = new PrintClient(session);
            client.session("1.2.1");
            List<String> boxes = imageBoxes(client.film("1.2.2", "STANDARD\\1,2"));
            client.image(boxes.get(0), 1, gray12(500, 500, 1));
            assertEquals(1, spooled().size());
            if (inOrder) {
                session.release();
            } else {
                session.association().abort();
            }
            await("spool is empty", () -> spooled().isEmpty());
            session.close();
        }
        assertTrue(jobs.isEmpty());
    }

    @Test
    void association_that_is_cut_within_an_image_leaves_nothing() throws Exception {
        serve(PrinterConfiguration.builder());
        DimseSession session = open(GRAYSCALE);
        PrintClient client = new PrintClient(session);
        client.session("1.2.1");
        List<String> boxes = imageBoxes(client.film("1.2.2", "STANDARD\\1,1"));
        Attributes image = gray12(100, 100, 1);
        image.setBulkData(Tag.PixelData, VR.OW, BulkData.of((offset, length) -> cutOff(session), 0, 20_000_000, false));
        image.setInt(Tag.Rows, VR.US, 1000);
        image.setInt(Tag.Columns, VR.US, 10_000);

        assertThrows(Exception.class, () -> client.image(boxes.get(0), 1, image));

        await("spool is empty", () -> spooled().isEmpty());
        assertTrue(jobs.isEmpty());
    }

    /** A stream that aborts its association after a megabyte. */
    private static InputStream cutOff(DimseSession session) {
        return new InputStream() {
            private int read;

            @Override
            public int read() {
                if (++read == 1_000_000) {
                    session.association().abort();
                }
                return 1;
            }
        };
    }

    // ---- the printer itself

    @Test
    void printer_tells_what_is_asked_for_and_no_more() throws Exception {
        serve(PrinterConfiguration.builder()
                .name("Laser 1")
                .manufacturer("Acme")
                .model("X")
                .serialNumber("7"));
        state.set(PrinterState.Status.WARNING, "SUPPLY LOW");

        try (DimseSession session = open(GRAYSCALE, UID.PrinterConfigurationRetrieval)) {
            PrintClient client = new PrintClient(session);
            Attributes all = client.scu().get(UID.Printer, UID.PrinterInstance).attributes();
            assertEquals("WARNING", all.getString(Tag.PrinterStatus));
            assertEquals("SUPPLY LOW", all.getString(Tag.PrinterStatusInfo));
            assertEquals("Laser 1", all.getString(Tag.PrinterName));
            assertEquals("Acme", all.getString(Tag.Manufacturer));
            assertEquals("X", all.getString(Tag.ManufacturerModelName));
            assertEquals("7", all.getString(Tag.DeviceSerialNumber));

            NormalizedResponse some = client.scu().get(UID.Printer, UID.PrinterInstance, Tag.PrinterStatus);
            assertEquals(Status.Success, some.status());
            assertEquals(1, some.attributes().size());
            NormalizedResponse unknown =
                    client.scu().get(UID.Printer, UID.PrinterInstance, Tag.PrinterStatus, Tag.PatientName);
            assertEquals(Status.AttributeListError, unknown.status());
            assertEquals("WARNING", unknown.attributes().getString(Tag.PrinterStatus));
            assertRefused(Status.NoSuchSOPInstance, () -> client.scu().get(UID.Printer, "1.2.3"));
            assertRefused(Status.UnrecognizedOperation, () -> client.scu().delete(UID.Printer, UID.PrinterInstance));
        }
    }

    @Test
    void configuration_names_meta_classes_media_and_formats() throws Exception {
        serve(PrinterConfiguration.builder()
                .filmSizes(List.of("14INX17IN", "A4"))
                .mediumTypes(List.of("BLUE FILM"))
                .densities(20, 310));

        try (DimseSession session = open(UID.PrinterConfigurationRetrieval)) {
            Attributes all = new PrintClient(session)
                    .scu()
                    .get(UID.PrinterConfigurationRetrieval, UID.PrinterConfigurationRetrievalInstance)
                    .attributes();
            var configurations = all.getSequence(Tag.PrinterConfigurationSequence);
            assertEquals(
                    List.of(GRAYSCALE, PrintClient.COLOR),
                    configurations.stream()
                            .map(item -> item.getString(Tag.SOPClassesSupported))
                            .toList());
            var media = configurations.get(0).getSequence(Tag.MediaInstalledSequence);
            assertEquals("A4", media.get(1).getString(Tag.FilmSizeID));
            assertEquals(310, media.get(1).getInt(Tag.MaxDensity, 0));
            Attributes format = configurations.get(0).getNestedDataset(Tag.SupportedImageDisplayFormatsSequence);
            assertEquals("STANDARD\\1,1", format.getString(Tag.ImageDisplayFormat));
            assertEquals(4445, format.getInt(Tag.Columns, 0)); // 355.6 mm at 12.5 pixels/mm
        }
    }

    // ---- jobs and events

    @Test
    void job_is_followed_by_n_get_also_over_another_association() throws Exception {
        serve(PrinterConfiguration.builder().name("Laser 1"));
        String job;

        try (DimseSession session = open(GRAYSCALE, UID.PrintJob)) {
            PrintClient client = new PrintClient(session);
            job = printEmptyFilm(client);
            Attributes pending = client.scu().get(UID.PrintJob, job).attributes();
            assertEquals("PENDING", pending.getString(Tag.ExecutionStatus));
            assertEquals("QUEUED", pending.getString(Tag.ExecutionStatusInfo));
            assertEquals("CT1", pending.getString(Tag.Originator));
            assertEquals("Laser 1", pending.getString(Tag.PrinterName));
            assertTrue(pending.containsValue(Tag.CreationDate));
            assertRefused(Status.NoSuchSOPInstance, () -> client.scu().get(UID.PrintJob, "1.2.3"));
            progress.get(0).printing();
            assertEquals("PRINTING", execution(client, job));
        }
        progress.get(0).failed("FILM JAM");
        progress.get(0).done();
        try (DimseSession session = open(UID.PrintJob)) {
            PrintClient client = new PrintClient(session);
            assertEquals("FAILURE", execution(client, job));
            assertEquals(
                    "FILM JAM",
                    client.scu()
                            .get(UID.PrintJob, job, Tag.ExecutionStatusInfo)
                            .attributes()
                            .getString(Tag.ExecutionStatusInfo));
        }
        assertEquals(jobs.get(0).id(), job);
    }

    private static String execution(PrintClient client, String job) throws IOException {
        return client.scu()
                .get(UID.PrintJob, job, Tag.ExecutionStatus)
                .attributes()
                .getString(Tag.ExecutionStatus);
    }

    private static String printEmptyFilm(PrintClient client) throws IOException {
        client.session("1.2.1");
        client.film("1.2.2", "STANDARD\\1,1");
        return PrintClient.references(client.printFilm("1.2.2"), Tag.ReferencedPrintJobSequencePullStoredPrint)
                .get(0);
    }

    private record Event(String sopClass, String instance, int type, String info) {}

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

    private DimseHandlers listening() {
        NormalizedScp listener = new NormalizedScp(
                new NormalizedHandler() {
                    @Override
                    public NormalizedReply eventReport(NormalizedRequest request) throws IOException {
                        Attributes information = request.attributes();
                        events.add(new Event(
                                request.sopClassUid(),
                                request.sopInstanceUid(),
                                request.eventTypeId(),
                                information.getString(
                                        Tag.ExecutionStatusInfo, information.getString(Tag.PrinterStatusInfo))));
                        return NormalizedReply.SUCCESS;
                    }
                },
                TransferCapability.scu(UID.PrintJob),
                Set.of(Dimse.N_EVENT_REPORT_RQ));
        return (command, sopClass) -> listener.commands().contains(command) ? listener : null;
    }

    private Event nextEvent() throws InterruptedException {
        return events.poll(20, TimeUnit.SECONDS);
    }

    @Test
    void who_negotiated_print_job_is_told_how_its_job_goes() throws Exception {
        serve(PrinterConfiguration.builder());

        try (DimseSession session = open(listening(), GRAYSCALE, UID.PrintJob)) {
            String job = printEmptyFilm(new PrintClient(session));
            assertEquals(new Event(UID.PrintJob, job, 1, "QUEUED"), nextEvent());
            progress.get(0).printing();
            assertEquals(new Event(UID.PrintJob, job, 2, "NORMAL"), nextEvent());
            progress.get(0).done();
            assertEquals(new Event(UID.PrintJob, job, 3, "NORMAL"), nextEvent());
        }
    }

    @Test
    void names_may_have_other_letters_than_english_ones() throws Exception {
        serve(PrinterConfiguration.builder().name("Röntgen"));

        try (DimseSession session = open(listening(), GRAYSCALE, UID.PrintJob)) {
            PrintClient client = new PrintClient(session);
            client.session("1.2.1", attributes -> {
                attributes.setString(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 100");
                attributes.setString(Tag.FilmSessionLabel, VR.LO, "Müller");
            });
            client.film("1.2.2", "STANDARD\\1,1");
            client.printFilm("1.2.2");
            assertEquals(1, nextEvent().type());
            progress.get(0).done();
            assertEquals(3, nextEvent().type());
            NormalizedResponse name = client.scu().get(UID.Printer, UID.PrinterInstance, Tag.PrinterName);
            assertEquals(Status.Success, name.status());
            assertEquals("Röntgen", name.attributes().getString(Tag.PrinterName));
        }
    }

    @Test
    void who_did_not_negotiate_print_job_gets_neither_reference_nor_events() throws Exception {
        serve(PrinterConfiguration.builder());

        try (DimseSession session = open(listening(), GRAYSCALE)) {
            PrintClient client = new PrintClient(session);
            client.session("1.2.1");
            client.film("1.2.2", "STANDARD\\1,1");
            assertTrue(client.printFilm("1.2.2").attributes().isEmpty());
            progress.get(0).done();
            state.set(PrinterState.Status.FAILURE, "CHECK PRINTER");
            client.scu().get(UID.Printer, UID.PrinterInstance);
            session.release();
        }
        assertNull(events.poll());
    }

    @Test
    void changes_of_the_printer_are_told_to_all_where_that_is_wanted() throws Exception {
        serve(PrinterConfiguration.builder(), PrintScp.Events.ALL, (job, going, request) -> NormalizedReply.SUCCESS);

        try (DimseSession session = open(listening(), GRAYSCALE)) {
            new PrintClient(session).scu().get(UID.Printer, UID.PrinterInstance);
            state.set(PrinterState.Status.WARNING, "SUPPLY LOW");
            assertEquals(new Event(UID.Printer, UID.PrinterInstance, 2, "SUPPLY LOW"), nextEvent());
            state.set(PrinterState.Status.NORMAL, "NORMAL");
            assertEquals(new Event(UID.Printer, UID.PrinterInstance, 1, "NORMAL"), nextEvent());
        }
    }

    @Test
    void job_nobody_took_is_none() throws Exception {
        serve(PrinterConfiguration.builder(), PrintScp.Events.JOB, (job, going, request) -> {
            job.close();
            throw new DicomServiceException(Status.OutOfResources, "disk full");
        });

        try (DimseSession session = open(listening(), GRAYSCALE, UID.PrintJob)) {
            PrintClient client = new PrintClient(session);
            client.session("1.2.1");
            List<String> boxes = imageBoxes(client.film("1.2.2", "STANDARD\\1,1"));
            client.image(boxes.get(0), 1, gray(100, 100, 1));
            assertRefused(0xC602, () -> client.printFilm("1.2.2"));
            assertRefused(0xC601, () -> client.printSession("1.2.1"));
            assertRefused(Status.NoSuchActionType, () -> client.scu().action(UID.BasicFilmBox, "1.2.2", 2, null));
            assertFalse(spooled().isEmpty(), "the session still has the image");
            session.release();
        }
        await("spool is empty", () -> spooled().isEmpty());
        assertNull(events.poll());
    }
}
