package io.cameldicom.component;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.component.ScriptedPrinter.Asked;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.dimse.DicomServiceException;
import io.cameldicom.dicom.dimse.Dimse;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.service.NormalizedReply;
import io.cameldicom.dicom.service.NormalizedScu;
import io.cameldicom.print.Annotation;
import io.cameldicom.print.Film;
import io.cameldicom.print.ImageBox;
import io.cameldicom.print.PresentationLut;
import io.cameldicom.print.PrintJob;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The producer's {@code operation=print} and a printer that does what the test says. */
@Timeout(120)
class PrintOperationTest {

    private ScriptedPrinter printer;
    private DicomTestContext camel;

    @BeforeEach
    void start() throws Exception {
        printer = ScriptedPrinter.complete();
        camel = new DicomTestContext().start();
    }

    @AfterEach
    void stop() {
        camel.close();
        printer.close();
    }

    @Test
    void a_job_reaches_the_printer_as_it_is() throws Exception {
        PrintJob job = job();

        Exchange printed = send("", job);

        assertNull(printed.getException());
        assertSame(job, printed.getMessage().getBody());
        assertEquals(2, printed.getMessage().getHeader(DicomConstants.PRINTED_FILMS));
        assertEquals(
                List.of(
                        "N_GET_RQ Printer",
                        "N_CREATE_RQ BasicFilmSession",
                        "N_CREATE_RQ PresentationLUT",
                        "N_CREATE_RQ BasicFilmBox",
                        "N_SET_RQ BasicGrayscaleImageBox",
                        "N_SET_RQ BasicGrayscaleImageBox",
                        "N_SET_RQ BasicAnnotationBox",
                        "N_ACTION_RQ BasicFilmBox",
                        "N_DELETE_RQ BasicFilmBox",
                        "N_CREATE_RQ BasicFilmBox",
                        "N_SET_RQ BasicGrayscaleImageBox",
                        "N_ACTION_RQ BasicFilmBox",
                        "N_DELETE_RQ BasicFilmBox",
                        "N_DELETE_RQ BasicFilmSession",
                        "N_DELETE_RQ PresentationLUT"),
                sequence());

        Attributes session = only(Dimse.N_CREATE_RQ, UID.BasicFilmSession);
        assertEquals("3", session.getString(Tag.NumberOfCopies));
        assertEquals("BLUE FILM", session.getString(Tag.MediumType));
        assertEquals("OWNER", session.getString(Tag.OwnerID));
        Attributes film =
                printer.asked(Dimse.N_CREATE_RQ, UID.BasicFilmBox).get(0).attributes();
        assertEquals("STANDARD\\1,3", film.getString(Tag.ImageDisplayFormat));
        assertEquals("14INX17IN", film.getString(Tag.FilmSizeID));
        assertEquals("CS000", film.getString(Tag.ConfigurationInformation));
        assertEquals(
                printer.asked(Dimse.N_CREATE_RQ, UID.PresentationLUT).get(0).sopInstanceUid(),
                film.getNestedDataset(Tag.ReferencedPresentationLUTSequence).getString(Tag.ReferencedSOPInstanceUID));
        assertEquals(
                printer.asked(Dimse.N_CREATE_RQ, UID.BasicFilmSession).get(0).sopInstanceUid(),
                film.getNestedDataset(Tag.ReferencedFilmSessionSequence).getString(Tag.ReferencedSOPInstanceUID));

        Attributes third =
                printer.asked(Dimse.N_SET_RQ, UID.BasicGrayscaleImageBox).get(1).attributes();
        assertEquals(3, third.getInt(Tag.ImageBoxPosition, 0));
        assertEquals("REVERSE", third.getString(Tag.Polarity));
        Attributes image = third.getNestedDataset(Tag.BasicGrayscaleImageSequence);
        assertEquals("1.2.3.99", image.getString(Tag.StudyInstanceUID), "what came beside the pixels goes on");
        assertArrayEquals(pixels(3), image.getBytes(Tag.PixelData));
        assertEquals(
                "left shoulder", only(Dimse.N_SET_RQ, UID.BasicAnnotationBox).getString(Tag.TextString));
    }

    @Test
    void what_is_set_on_the_endpoint_or_in_headers_replaces_what_the_job_asks_for() throws Exception {
        Exchange printed = camel.send(
                printer.uri() + "&copies=2&mediumType=PAPER&filmSize=A4&maxDensity=280&trim=true",
                job(),
                Map.of(DicomConstants.PRINT_COPIES, 5));

        assertNull(printed.getException());
        Attributes session = only(Dimse.N_CREATE_RQ, UID.BasicFilmSession);
        assertEquals("5", session.getString(Tag.NumberOfCopies));
        assertEquals("PAPER", session.getString(Tag.MediumType));
        assertEquals("OWNER", session.getString(Tag.OwnerID));
        Attributes film =
                printer.asked(Dimse.N_CREATE_RQ, UID.BasicFilmBox).get(0).attributes();
        assertEquals("A4", film.getString(Tag.FilmSizeID));
        assertEquals(280, film.getInt(Tag.MaxDensity, 0));
        assertEquals("YES", film.getString(Tag.Trim));
        assertEquals("STANDARD\\1,3", film.getString(Tag.ImageDisplayFormat));
    }

    @Test
    void images_are_laid_out_on_as_many_films_as_they_need() throws Exception {
        List<DicomObject> images = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            images.add(TestImages.native16());
        }

        Exchange printed = send(
                "&filmFormat=2x2&filmOrientation=landscape&filmSize=14INX17IN&polarity=reverse&printBits=12"
                        + "&printWindow=full&magnificationType=CUBIC&minDensity=20&borderDensity=BLACK&presentationLut=IDENTITY",
                images);

        assertNull(printed.getException());
        assertEquals(2, printed.getMessage().getHeader(DicomConstants.PRINTED_FILMS));
        List<Asked> films = printer.asked(Dimse.N_CREATE_RQ, UID.BasicFilmBox);
        assertEquals(2, films.size());
        Attributes film = films.get(0).attributes();
        assertEquals("STANDARD\\2,2", film.getString(Tag.ImageDisplayFormat));
        assertEquals("LANDSCAPE", film.getString(Tag.FilmOrientation));
        assertEquals("CUBIC", film.getString(Tag.MagnificationType));
        assertEquals(20, film.getInt(Tag.MinDensity, 0));
        assertEquals("BLACK", film.getString(Tag.BorderDensity));
        assertEquals("IDENTITY", only(Dimse.N_CREATE_RQ, UID.PresentationLUT).getString(Tag.PresentationLUTShape));
        List<Asked> boxes = printer.asked(Dimse.N_SET_RQ, UID.BasicGrayscaleImageBox);
        assertEquals(
                List.of(1, 2, 3, 4, 1),
                boxes.stream()
                        .map(box -> box.attributes().getInt(Tag.ImageBoxPosition, 0))
                        .toList());
        assertEquals("REVERSE", boxes.get(0).attributes().getString(Tag.Polarity));
        Attributes image = boxes.get(0).attributes().getNestedDataset(Tag.BasicGrayscaleImageSequence);
        assertEquals(16, image.getInt(Tag.BitsAllocated, 0));
        assertEquals(12, image.getInt(Tag.BitsStored, 0));
        assertEquals(11, image.getInt(Tag.HighBit, 0));
        assertArrayEquals(sixteenToTwelve(images.get(0).frames().decoded(0)), image.getBytes(Tag.PixelData));
    }

    @Test
    void one_image_fills_one_film_and_files_are_images(@TempDir Path folder) throws Exception {
        Path file = TestImages.native8().saveTo(folder.resolve("image.dcm"));

        assertNull(send("&printWindow=full", file).getException());

        assertEquals("STANDARD\\1,1", only(Dimse.N_CREATE_RQ, UID.BasicFilmBox).getString(Tag.ImageDisplayFormat));
        Attributes image =
                only(Dimse.N_SET_RQ, UID.BasicGrayscaleImageBox).getNestedDataset(Tag.BasicGrayscaleImageSequence);
        assertEquals(8, image.getInt(Tag.BitsAllocated, 0));
        assertArrayEquals(TestImages.native8().frames().decoded(0), image.getBytes(Tag.PixelData));
    }

    @Test
    void color_is_printed_in_color_by_plane() throws Exception {
        Attributes rgb = TestImages.rgb();

        assertNull(send("", List.of(rgb, TestImages.native8())).getException());

        List<Asked> boxes = printer.asked(Dimse.N_SET_RQ, UID.BasicColorImageBox);
        assertEquals(2, boxes.size(), "the gray one too: a color printer takes nothing else");
        Attributes image = boxes.get(0).attributes().getNestedDataset(Tag.BasicColorImageSequence);
        assertEquals("RGB", image.getString(Tag.PhotometricInterpretation));
        assertEquals(1, image.getInt(Tag.PlanarConfiguration, 0));
        byte[] sent = image.getBytes(Tag.PixelData);
        byte[] pixels = rgb.getBytes(Tag.PixelData);
        int plane = 15;
        assertEquals(46, sent.length, "an even number of bytes");
        for (int i = 0; i < 45; i++) {
            assertEquals(pixels[i], sent[i % 3 * plane + i / 3], "sample " + i);
        }
    }

    @Test
    void color_becomes_luminance_for_a_printer_of_grayscale() throws Exception {
        assertNull(send("&printColor=grayscale", TestImages.rgb()).getException());

        byte[] sent = only(Dimse.N_SET_RQ, UID.BasicGrayscaleImageBox)
                .getNestedDataset(Tag.BasicGrayscaleImageSequence)
                .getBytes(Tag.PixelData);
        assertEquals(16, sent.length, "an even number of bytes");
        assertEquals(Math.round(0.299 * 15 + 0.587 * 20 + 0.114 * 25), sent[1]);
    }

    @Test
    void what_is_no_image_is_said_and_not_sent() throws Exception {
        Exchange text = send("", "no image at all");
        assertTrue(
                failure(text).getMessage().contains("no DICOM object"),
                failure(text).getMessage());
        assertFalse(failure(text).isRetryable());
        Exchange nothing = send("", List.of());
        assertTrue(failure(nothing).getMessage().contains("nothing to print"));
        Exchange bits = camel.send(printer.uri(), TestImages.native8(), Map.of(DicomConstants.PRINT_BITS, 10));
        assertTrue(failure(bits).getMessage().contains("must be 8 or 12"));
        assertTrue(printer.asked.isEmpty());
    }

    @Test
    void a_printer_in_failure_gets_nothing_and_a_retry_makes_sense() throws Exception {
        printer.on(Dimse.N_GET_RQ, UID.Printer, request -> printerStatus("FAILURE", "SUPPLY EMPTY"));

        DicomPrintException failure = printFailure(send("", job()));

        assertTrue(failure.isRetryable());
        assertTrue(failure.getMessage().contains("FAILURE (SUPPLY EMPTY)"), failure.getMessage());
        assertEquals(List.of("N_GET_RQ Printer"), sequence());
    }

    @Test
    void warnings_of_printer_and_statuses_are_in_headers() throws Exception {
        printer.on(Dimse.N_GET_RQ, UID.Printer, request -> printerStatus("WARNING", "SUPPLY LOW"));
        printer.on(
                Dimse.N_SET_RQ,
                UID.BasicGrayscaleImageBox,
                request -> NormalizedReply.SUCCESS.withStatus(0xB604, null));

        Exchange printed = send("", job());

        assertNull(printed.getException());
        assertEquals("WARNING (SUPPLY LOW)", printed.getMessage().getHeader(DicomConstants.PRINTER_STATUS));
        assertEquals(0xB604, printed.getMessage().getHeader(DicomConstants.STATUS));
        String warnings = printed.getMessage().getHeader(DicomConstants.PRINT_WARNINGS, String.class);
        assertTrue(warnings.contains("SUPPLY LOW") && warnings.contains("demagnified"), warnings);
    }

    @Test
    void a_printer_that_does_not_tell_its_status_prints() throws Exception {
        printer.on(Dimse.N_GET_RQ, UID.Printer, request -> {
            throw new DicomServiceException(Status.UnrecognizedOperation, "");
        });

        assertNull(send("", job()).getException());
        assertEquals(2, printer.asked(Dimse.N_ACTION_RQ, UID.BasicFilmBox).size());
    }

    @Test
    void what_the_printer_refuses_is_final_with_its_status() throws Exception {
        printer.on(Dimse.N_CREATE_RQ, UID.BasicFilmSession, request -> {
            throw new DicomServiceException(Status.InvalidAttributeValue, "no such medium");
        });

        DicomPrintException failure = printFailure(send("", job()));

        assertFalse(failure.isRetryable());
        assertEquals(Status.InvalidAttributeValue, failure.getStatus());
    }

    @Test
    void a_full_queue_is_worth_a_retry_and_the_films_already_taken_are_told() throws Exception {
        AtomicInteger films = new AtomicInteger();
        printer.on(Dimse.N_ACTION_RQ, UID.BasicFilmBox, request -> {
            if (films.incrementAndGet() == 2) {
                throw new DicomServiceException(0xC602, "");
            }
            return null;
        });

        DicomPrintException failure = printFailure(send("", job()));

        assertTrue(failure.isRetryable());
        assertEquals(0xC602, failure.getStatus());
        assertEquals(1, failure.getFilmsPrinted());
    }

    @Test
    void a_printer_that_goes_away_in_the_middle_is_worth_a_retry() throws Exception {
        printer.on(Dimse.N_SET_RQ, UID.BasicGrayscaleImageBox, request -> {
            request.association().close();
            return NormalizedReply.SUCCESS;
        });

        DicomPrintException failure = printFailure(send("", job()));

        assertTrue(failure.isRetryable());
        assertEquals(0, failure.getFilmsPrinted());
    }

    @Test
    void a_printer_that_answers_nothing_is_given_up_in_time() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        printer.on(Dimse.N_ACTION_RQ, UID.BasicFilmBox, request -> {
            await(over);
            return null;
        });
        try {
            DicomPrintException failure = printFailure(send("&responseTimeout=500", job()));
            assertTrue(failure.isRetryable());
        } finally {
            over.countDown();
        }
    }

    @Test
    void a_printer_that_is_not_there_is_worth_a_retry() throws Exception {
        String uri = printer.uri();
        printer.close();

        DicomOperationException failure = failure(camel.send(uri, job()));

        assertTrue(failure.isRetryable());
    }

    @Test
    void a_session_is_printed_as_one_where_it_is_asked_for() throws Exception {
        assertNull(send("&printUnit=session", job()).getException());

        assertEquals(1, printer.asked(Dimse.N_ACTION_RQ, UID.BasicFilmSession).size());
        assertTrue(printer.asked(Dimse.N_ACTION_RQ, UID.BasicFilmBox).isEmpty());
    }

    @Test
    void a_printer_that_cannot_print_sessions_prints_films_where_that_is_left_to_it() throws Exception {
        printer.on(Dimse.N_ACTION_RQ, UID.BasicFilmSession, request -> {
            throw new DicomServiceException(Status.NoSuchActionType, "");
        });
        assertFalse(printFailure(send("&printUnit=session", job())).isRetryable());

        Exchange printed = send("&printUnit=auto", job());

        assertNull(printed.getException());
        assertEquals(2, printer.asked(Dimse.N_ACTION_RQ, UID.BasicFilmBox).size());
        assertEquals(2, printed.getMessage().getHeader(DicomConstants.PRINTED_FILMS));
    }

    @Test
    void a_printer_that_holds_one_film_at_a_time_gets_them_one_by_one() throws Exception {
        printer.on(Dimse.N_CREATE_RQ, UID.BasicFilmBox, request -> {
            boolean second = printer.asked(Dimse.N_CREATE_RQ, UID.BasicFilmBox).size() > 1;
            if (second && printer.asked(Dimse.N_ACTION_RQ, UID.BasicFilmBox).isEmpty()) {
                throw new DicomServiceException(0xC616, "");
            }
            return null;
        });

        assertNull(send("&printUnit=auto", job()).getException());

        assertEquals(2, printer.asked(Dimse.N_ACTION_RQ, UID.BasicFilmBox).size());
        assertTrue(printer.asked(Dimse.N_ACTION_RQ, UID.BasicFilmSession).isEmpty());
    }

    @Test
    void annotations_the_printer_does_not_know_fail_the_job_unless_they_may_be_left_out() throws Exception {
        try (ScriptedPrinter plain = new ScriptedPrinter(UID.BasicGrayscalePrintManagementMeta)) {
            DicomPrintException failure = printFailure(camel.send(plain.uri(), job()));
            assertFalse(failure.isRetryable());
            assertTrue(plain.asked(Dimse.N_ACTION_RQ, UID.BasicFilmBox).isEmpty());

            Exchange printed = camel.send(plain.uri() + "&dropUnsupported=true", job());

            assertNull(printed.getException());
            String warnings = printed.getMessage().getHeader(DicomConstants.PRINT_WARNINGS, String.class);
            assertTrue(warnings.contains("without annotation 2") && warnings.contains("presentation LUTs"), warnings);
            assertFalse(warnings.contains("shoulder"));
        }
    }

    @Test
    void the_job_is_waited_for_by_asking() throws Exception {
        tellOfJob("1.2.3.4");
        AtomicInteger questions = new AtomicInteger();
        printer.on(
                Dimse.N_GET_RQ,
                UID.PrintJob,
                request -> jobStatus(questions.incrementAndGet() < 4 ? "PRINTING" : "DONE", "NORMAL"));

        Exchange printed = send("&printJobTimeout=60000", job());

        assertNull(printed.getException());
        assertEquals("DONE", printed.getMessage().getHeader(DicomConstants.PRINT_JOB_STATUS));
    }

    @Test
    void the_job_is_waited_for_by_listening() throws Exception {
        printer.on(Dimse.N_GET_RQ, UID.PrintJob, request -> {
            throw new DicomServiceException(Status.UnrecognizedOperation, "");
        });
        printer.on(Dimse.N_ACTION_RQ, UID.BasicFilmBox, request -> {
            String uid = "1.2.3."
                    + printer.asked(Dimse.N_ACTION_RQ, UID.BasicFilmBox).size();
            request.whenAnswered(() -> printer.executor().execute(() -> report(request, uid)));
            return withJob(uid);
        });

        Exchange printed = send("&printJobTimeout=60000", job());

        assertNull(printed.getException());
        assertEquals("DONE", printed.getMessage().getHeader(DicomConstants.PRINT_JOB_STATUS));
    }

    private static void report(io.cameldicom.dicom.service.NormalizedRequest request, String uid) {
        try {
            new NormalizedScu(request.session(), Duration.ofSeconds(20)).eventReport(UID.PrintJob, uid, 3, null);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void a_job_that_fails_fails_the_exchange() throws Exception {
        tellOfJob("1.2.3.4");
        printer.on(Dimse.N_GET_RQ, UID.PrintJob, request -> jobStatus("FAILURE", "FILM JAM"));

        DicomPrintException jam = printFailure(send("&printJobTimeout=60000", job()));
        assertTrue(jam.isRetryable());
        assertTrue(jam.getMessage().contains("FAILURE (FILM JAM)"), jam.getMessage());

        printer.on(Dimse.N_GET_RQ, UID.PrintJob, request -> jobStatus("FAILURE", "INVALID PAGE DES"));
        assertFalse(printFailure(send("&printJobTimeout=60000", job())).isRetryable());
    }

    @Test
    void a_printer_lost_while_it_prints_has_the_films() throws Exception {
        tellOfJob("1.2.3.4");
        printer.on(Dimse.N_GET_RQ, UID.PrintJob, request -> {
            request.association().close();
            return jobStatus("PRINTING", "NORMAL");
        });

        Exchange printed = send("&printJobTimeout=60000", job());

        assertNull(printed.getException(), "it would be printed twice");
        assertEquals("UNKNOWN", printed.getMessage().getHeader(DicomConstants.PRINT_JOB_STATUS));
    }

    @Test
    void a_job_that_takes_longer_than_one_waits_is_told_as_far_as_it_is() throws Exception {
        tellOfJob("1.2.3.4");
        printer.on(Dimse.N_GET_RQ, UID.PrintJob, request -> jobStatus("PENDING", "QUEUED"));

        Exchange printed = send("&printJobTimeout=1", job());

        assertNull(printed.getException());
        assertEquals("PENDING (QUEUED)", printed.getMessage().getHeader(DicomConstants.PRINT_JOB_STATUS));
    }

    @Test
    void a_mistake_stops_the_start() {
        for (String wrong : List.of(
                "filmFormat=SLIDE",
                "filmFormat=0x2",
                "filmSize=LARGE",
                "filmOrientation=UPSIDE",
                "copies=0",
                "printBits=10",
                "printWindow=bright",
                "polarity=odd",
                "printUnit=page",
                "printJobTimeout=-1")) {
            assertThrows(Exception.class, () -> camel.context.getEndpoint(printer.uri() + "&" + wrong), wrong);
        }
    }

    private void tellOfJob(String uid) {
        printer.on(Dimse.N_ACTION_RQ, UID.BasicFilmBox, request -> withJob(uid));
    }

    private static NormalizedReply withJob(String uid) {
        Attributes reply = new Attributes();
        ScriptedPrinter.refer(reply.newSequence(Tag.ReferencedPrintJobSequence), UID.PrintJob, uid);
        return NormalizedReply.of(reply);
    }

    private static NormalizedReply jobStatus(String status, String info) {
        Attributes job = new Attributes();
        job.setString(Tag.ExecutionStatus, VR.CS, status);
        job.setString(Tag.ExecutionStatusInfo, VR.CS, info);
        return NormalizedReply.of(job);
    }

    private static NormalizedReply printerStatus(String status, String info) {
        Attributes attributes = new Attributes();
        attributes.setString(Tag.PrinterStatus, VR.CS, status);
        attributes.setString(Tag.PrinterStatusInfo, VR.CS, info);
        return NormalizedReply.of(attributes);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Exchange send(String options, Object body) {
        String unit = options.contains("printUnit") ? "" : "&printUnit=film";
        return camel.send(printer.uri() + unit + options, body);
    }

    private static DicomOperationException failure(Exchange exchange) {
        return assertInstanceOf(DicomOperationException.class, exchange.getException());
    }

    private static DicomPrintException printFailure(Exchange exchange) {
        return assertInstanceOf(DicomPrintException.class, exchange.getException());
    }

    private List<String> sequence() {
        return printer.asked.stream()
                .map(each -> each.operation().name() + " " + name(each.sopClassUid()))
                .toList();
    }

    private static String name(String uid) {
        return Map.of(
                        UID.Printer, "Printer",
                        UID.BasicFilmSession, "BasicFilmSession",
                        UID.BasicFilmBox, "BasicFilmBox",
                        UID.BasicGrayscaleImageBox, "BasicGrayscaleImageBox",
                        UID.BasicAnnotationBox, "BasicAnnotationBox",
                        UID.PresentationLUT, "PresentationLUT")
                .getOrDefault(uid, uid);
    }

    private Attributes only(Dimse operation, String sopClassUid) {
        List<Asked> all = printer.asked(operation, sopClassUid);
        assertEquals(1, all.size());
        return all.get(0).attributes();
    }

    /** Two films: three places of which the second is empty, and one place. */
    static PrintJob job() {
        Attributes session = new Attributes();
        session.setString(Tag.NumberOfCopies, VR.IS, "3");
        session.setString(Tag.MediumType, VR.CS, "BLUE FILM");
        session.setString(Tag.OwnerID, VR.SH, "OWNER");
        Attributes first = film("STANDARD\\1,3");
        first.setString(Tag.AnnotationDisplayFormatID, VR.CS, "LABEL");
        Attributes identity = new Attributes();
        identity.setString(Tag.PresentationLUTShape, VR.CS, "IDENTITY");
        PresentationLut lut = new PresentationLut("1.2.3.5", identity);
        Attributes reversed = new Attributes();
        reversed.setString(Tag.Polarity, VR.CS, "REVERSE");
        Attributes text = new Attributes();
        text.setString(Tag.TextString, VR.LO, "left shoulder");
        return PrintJob.builder()
                .session(session)
                .film(Film.builder(first)
                        .presentationLut(lut)
                        .imageBox(box(1, new Attributes(), null))
                        .imageBox(box(3, reversed, null))
                        .annotation(new Annotation(null, 1, new Attributes()))
                        .annotation(new Annotation(null, 2, text))
                        .build())
                .film(Film.builder(film("STANDARD\\1,1"))
                        .imageBox(box(1, new Attributes(), lut))
                        .build())
                .build();
    }

    private static Attributes film(String format) {
        Attributes film = new Attributes();
        film.setString(Tag.ImageDisplayFormat, VR.ST, format);
        film.setString(Tag.FilmSizeID, VR.CS, "14INX17IN");
        film.setString(Tag.ConfigurationInformation, VR.ST, "CS000");
        return film;
    }

    private static ImageBox box(int position, Attributes attributes, PresentationLut lut) {
        Attributes image = new Attributes();
        image.setInt(Tag.SamplesPerPixel, VR.US, 1);
        image.setString(Tag.PhotometricInterpretation, VR.CS, "MONOCHROME2");
        image.setInt(Tag.Rows, VR.US, 4);
        image.setInt(Tag.Columns, VR.US, 6);
        image.setInt(Tag.BitsAllocated, VR.US, 8);
        image.setInt(Tag.BitsStored, VR.US, 8);
        image.setInt(Tag.HighBit, VR.US, 7);
        image.setInt(Tag.PixelRepresentation, VR.US, 0);
        image.setString(Tag.StudyInstanceUID, VR.UI, "1.2.3.99");
        image.setBytes(Tag.PixelData, VR.OW, pixels(position));
        return ImageBox.of(null, position, attributes, image, lut);
    }

    private static byte[] pixels(int position) {
        byte[] pixels = new byte[24];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (40 * position + i);
        }
        return pixels;
    }

    private static byte[] sixteenToTwelve(byte[] words) {
        byte[] twelve = new byte[words.length];
        for (int i = 0; i < words.length; i += 2) {
            int value = words[i] & 0xFF | (words[i + 1] & 0xFF) << 8;
            int scaled = (int) (value / 65535.0 * 4095 + 0.5);
            twelve[i] = (byte) scaled;
            twelve[i + 1] = (byte) (scaled >> 8);
        }
        return twelve;
    }
}
