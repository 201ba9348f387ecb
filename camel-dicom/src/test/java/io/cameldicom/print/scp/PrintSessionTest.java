package io.cameldicom.print.scp;

import static io.cameldicom.testing.PrintClient.COLOR;
import static io.cameldicom.testing.PrintClient.GRAYSCALE;
import static io.cameldicom.testing.PrintClient.gray;
import static io.cameldicom.testing.PrintClient.imageBoxes;
import static io.cameldicom.testing.PrintClient.rgb;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.dimse.DimseSession;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.service.NormalizedResponse;
import io.cameldicom.print.Film;
import io.cameldicom.print.ImageDisplayFormat;
import io.cameldicom.print.PresentationLut;
import io.cameldicom.print.PrintJob;
import io.cameldicom.testing.PrintClient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The objects of a print session: which there are, what makes and ends them (PS3.4 H.2, H.4). */
class PrintSessionTest extends PrinterFixture {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "STANDARD\\1,1|1",
                "STANDARD\\2,3|6",
                "standard\\ 2,3|6",
                "ROW\\1,2|3",
                "COL\\2,1,1|4",
                "SLIDE|20",
                "SUPERSLIDE|20",
                "CUSTOM\\7|5"
            })
    void display_format_makes_the_image_boxes(String format, int count) throws Exception {
        serve(PrinterConfiguration.builder()
                .layout(ImageDisplayFormat.parse("CUSTOM\\7"), ImageDisplayFormat.parse("ROW\\2,3")));

        try (DimseSession session = open(GRAYSCALE)) {
            PrintClient client = new PrintClient(session);
            client.session("1.2.1");
            NormalizedResponse film = client.film("1.2.2", format);

            assertEquals(Status.Success, film.status());
            assertEquals(count, imageBoxes(film).stream().distinct().count());
            assertTrue(film.attributes().getSequence(Tag.ReferencedImageBoxSequence).stream()
                    .allMatch(item -> item.getString(Tag.ReferencedSOPClassUID).equals(UID.BasicGrayscaleImageBox)));
            client.printFilm("1.2.2");
        }
        Film printed = jobs.get(0).films().get(0);
        assertEquals(count, printed.imageBoxes().size());
        assertEquals(count, printed.layout().boxes());
        assertEquals(ImageDisplayFormat.parse(format), printed.format());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"STANDARD\\0,1", "STANDARD\\9", "CUSTOM\\2", "DIAGONAL\\2", "STANDARD\\1000,1000", "ROW\\a"})
    void display_format_the_printer_does_not_have_is_an_invalid_value(String format) throws Exception {
        serve(PrinterConfiguration.builder());

        try (DimseSession session = open(GRAYSCALE)) {
            PrintClient client = new PrintClient(session);
            client.session("1.2.1");
            assertRefused(Status.InvalidAttributeValue, () -> client.film("1.2.2", format));
            assertRefused(Status.MissingAttribute, () -> client.film("1.2.2", null));
            assertEquals(Status.Success, client.film("1.2.2", "STANDARD\\1,1").status());
        }
    }

    @Test
    void objects_nobody_named_get_uids_that_are_told() throws Exception {
        serve(PrinterConfiguration.builder());

        try (DimseSession session = open(GRAYSCALE)) {
            PrintClient client = new PrintClient(session);
            String sessionUid = client.session(null).sopInstanceUid();
            NormalizedResponse film = client.film(null, "STANDARD\\1,1");

            assertNotNull(sessionUid);
            assertNotNull(film.sopInstanceUid());
            assertEquals(List.of(sessionUid), PrintClient.references(film, Tag.ReferencedFilmSessionSequence));
            client.image(imageBoxes(film).get(0), 1, gray(2, 2, 9));
            assertEquals(Status.Success, client.printFilm(film.sopInstanceUid()).status());
        }
    }

    @Test
    void requests_that_name_no_object_are_about_the_only_one_there_can_be() throws Exception {
        serve(PrinterConfiguration.builder());

        try (DimseSession session = open(GRAYSCALE)) {
            PrintClient client = new PrintClient(session);
            client.session("1.2.1");
            client.film("1.2.2", "STANDARD\\1,2");
            client.image(null, 2, gray(2, 2, 9));
            assertRefused(Status.NoSuchSOPInstance, () -> client.image(null, 3, gray(2, 2, 9)));
            client.printFilm(null);
            client.printSession(null);
            client.scu().delete(UID.BasicFilmBox, null);
            assertRefused(Status.NoSuchSOPInstance, () -> client.printFilm(null));
            client.scu().delete(UID.BasicFilmSession, null);
        }
        assertEquals(2, jobs.size());
        assertTrue(jobs.get(0).films().get(0).imageBoxes().get(0).isEmpty());
        assertArrayEquals(
                filled(4, 9), pixels(jobs.get(0).films().get(0).imageBoxes().get(1)));
    }

    @Test
    void association_has_one_film_session_at_a_time() throws Exception {
        serve(PrinterConfiguration.builder());

        try (DimseSession session = open(GRAYSCALE)) {
            PrintClient client = new PrintClient(session);
            client.session("1.2.1");
            assertRefused(Status.DuplicateSOPInstance, () -> client.session("1.2.1"));
            assertRefused(Status.DuplicateSOPInstance, () -> client.session("1.2.9"));
            client.scu().delete(UID.BasicFilmSession, "1.2.1");
            assertEquals(Status.Success, client.session("1.2.9").status());
        }
    }

    /** Found by fuzzing: it was a processing failure. */
    @Test
    void what_is_no_number_is_an_invalid_value_and_the_session_goes_on() throws Exception {
        serve(PrinterConfiguration.builder());
        byte[] many = "MANY".getBytes(StandardCharsets.US_ASCII);

        try (DimseSession session = open(GRAYSCALE)) {
            PrintClient client = new PrintClient(session);
            assertRefused(
                    Status.InvalidAttributeValue,
                    () -> client.session("1.2.1", wanted -> wanted.setBytes(Tag.NumberOfCopies, VR.IS, many)));
            client.session("1.2.1");
            client.film("1.2.2", "STANDARD\\1,1");
            Attributes changes = new Attributes();
            changes.setBytes(Tag.NumberOfCopies, VR.IS, many);
            assertRefused(Status.InvalidAttributeValue, () -> client.scu().set(UID.BasicFilmSession, "1.2.1", changes));
        }
    }

    @Test
    void requests_in_the_wrong_order_find_no_object() throws Exception {
        serve(PrinterConfiguration.builder());

        try (DimseSession session = open(GRAYSCALE)) {
            PrintClient client = new PrintClient(session);
            assertRefused(Status.NoSuchSOPInstance, () -> client.film("1.2.2", "STANDARD\\1,1"));
            assertRefused(Status.NoSuchSOPInstance, () -> client.image("1.2.3", 1, gray(2, 2, 0)));
            assertRefused(Status.NoSuchSOPInstance, () -> client.printFilm("1.2.2"));
            assertRefused(Status.NoSuchSOPInstance, () -> client.printSession("1.2.1"));
            assertRefused(Status.NoSuchSOPInstance, () -> client.scu().delete(UID.BasicFilmBox, "1.2.2"));
            assertRefused(Status.NoSuchSOPInstance, () -> client.scu().delete(UID.BasicFilmSession, "1.2.1"));
            assertTrue(session.isOpen());
        }
        assertTrue(spooled().isEmpty());
    }

    @Test
    void film_box_and_presentation_lut_are_made_once() throws Exception {
        serve(PrinterConfiguration.builder());

        try (DimseSession session = open(GRAYSCALE, UID.PresentationLUT)) {
            PrintClient client = new PrintClient(session);
            client.session("1.2.1");
            client.film("1.2.2", "STANDARD\\1,1");
            assertRefused(Status.DuplicateSOPInstance, () -> client.film("1.2.2", "STANDARD\\1,1"));
            client.scu().create(UID.PresentationLUT, "1.2.5", shape("IDENTITY"));
            assertRefused(Status.DuplicateSOPInstance, () -> client.scu()
                    .create(UID.PresentationLUT, "1.2.5", shape("IDENTITY")));
        }
    }

    @Test
    void deletion_takes_along_what_is_below() throws Exception {
        serve(PrinterConfiguration.builder());

        try (DimseSession session = open(GRAYSCALE, UID.BasicAnnotationBox)) {
            PrintClient client = new PrintClient(session);
            client.session("1.2.1");
            NormalizedResponse first = client.film("1.2.2", "STANDARD\\1,1", PrintSessionTest::annotated);
            NormalizedResponse second = client.film("1.2.3", "STANDARD\\1,1");
            client.image(imageBoxes(first).get(0), 1, gray(100, 100, 1));
            client.image(imageBoxes(second).get(0), 1, gray(100, 100, 2));
            assertEquals(2, spooled().size());

            client.scu().delete(UID.BasicFilmBox, "1.2.2");
            assertRefused(
                    Status.NoSuchSOPInstance,
                    () -> client.image(imageBoxes(first).get(0), 1, gray(2, 2, 0)));
            String text = PrintClient.references(first, Tag.ReferencedBasicAnnotationBoxSequence)
                    .get(0);
            assertRefused(
                    Status.NoSuchSOPInstance, () -> client.scu().set(UID.BasicAnnotationBox, text, text(1, "gone")));
            assertEquals(1, spooled().size());

            client.scu().delete(UID.BasicFilmSession, "1.2.1");
            assertRefused(Status.NoSuchSOPInstance, () -> client.printFilm("1.2.3"));
            assertTrue(spooled().isEmpty());
        }
    }

    @Test
    void films_of_a_session_are_printed_in_the_order_they_were_made() throws Exception {
        serve(PrinterConfiguration.builder());

        try (DimseSession session = open(GRAYSCALE)) {
            PrintClient client = new PrintClient(session);
            client.session("1.2.1", attributes -> {
                attributes.setString(Tag.NumberOfCopies, VR.IS, "3");
                attributes.setString(Tag.PrintPriority, VR.CS, "HIGH");
                attributes.setString(Tag.MediumType, VR.CS, "BLUE FILM");
                attributes.setString(0x20010010, VR.LO, "SOMEBODY");
            });
            for (int film = 1; film <= 3; film++) {
                NormalizedResponse made = client.film("1.3." + (9 - film), "STANDARD\\1,1");
                client.image(imageBoxes(made).get(0), 1, gray(100, 100, film));
            }
            assertEquals(Status.Success, client.printSession("1.2.1").status());
            assertEquals(Status.Success, client.printFilm("1.3.7").status());
        }
        assertEquals(
                List.of("1.3.8", "1.3.7", "1.3.6"),
                jobs.get(0).films().stream().map(Film::sopInstanceUid).toList());
        for (int film = 1; film <= 3; film++) {
            assertArrayEquals(
                    filled(10_000, film),
                    pixels(jobs.get(0).films().get(film - 1).imageBoxes().get(0)));
        }
        assertEquals("1.3.7", jobs.get(1).films().get(0).sopInstanceUid());
        PrintJob job = jobs.get(0);
        assertEquals(3, job.numberOfCopies());
        assertEquals("HIGH", job.printPriority());
        assertEquals("BLUE FILM", job.mediumType());
        assertEquals("SOMEBODY", job.session().getString(0x20010010));
        assertEquals("1.2.1", job.sessionUid());
        assertEquals("CT1", job.callingAeTitle());
        assertEquals("HUB", job.calledAeTitle());
    }

    @Test
    void job_is_what_was_there_when_it_was_asked_for() throws Exception {
        serve(PrinterConfiguration.builder());

        try (DimseSession session = open(GRAYSCALE)) {
            PrintClient client = new PrintClient(session);
            client.session("1.2.1");
            NormalizedResponse film = client.film("1.2.2", "STANDARD\\1,1");
            String box = imageBoxes(film).get(0);
            client.image(box, 1, gray(100, 100, 1), list -> list.setString(Tag.Polarity, VR.CS, "REVERSE"));
            client.printFilm("1.2.2");
            client.image(box, 1, gray(100, 100, 2));
            client.printFilm("1.2.2");
            client.scu().delete(UID.BasicFilmSession, "1.2.1");
            session.release();
        }
        assertArrayEquals(
                filled(10_000, 1),
                pixels(jobs.get(0).films().get(0).imageBoxes().get(0)));
        assertArrayEquals(
                filled(10_000, 2),
                pixels(jobs.get(1).films().get(0).imageBoxes().get(0)));
        assertTrue(jobs.get(1).films().get(0).imageBoxes().get(0).isReversed(), "what is not set again stays");
        assertEquals(2, spooled().size());
        jobs.get(0).hold();
        jobs.get(0).close();
        assertEquals(2, spooled().size());
        jobs.forEach(PrintJob::close);
        assertTrue(spooled().isEmpty());
    }

    @Test
    void image_is_taken_away_by_an_empty_sequence() throws Exception {
        serve(PrinterConfiguration.builder());

        try (DimseSession session = open(GRAYSCALE)) {
            PrintClient client = new PrintClient(session);
            client.session("1.2.1");
            String box = imageBoxes(client.film("1.2.2", "STANDARD\\1,1")).get(0);
            client.image(box, 1, gray(100, 100, 1));
            Attributes nothing = new Attributes();
            nothing.setInt(Tag.ImageBoxPosition, VR.US, 1);
            nothing.newSequence(Tag.BasicGrayscaleImageSequence);
            client.scu().set(UID.BasicGrayscaleImageBox, box, nothing);
            assertTrue(spooled().isEmpty());
            assertEquals(0xB603, client.printFilm("1.2.2").status());
        }
        assertTrue(jobs.get(0).films().get(0).isEmpty());
    }

    @Test
    void color_session_has_color_images() throws Exception {
        serve(PrinterConfiguration.builder());

        try (DimseSession session = open(COLOR)) {
            PrintClient client = new PrintClient(session);
            client.session("1.2.1");
            String box = imageBoxes(client.film("1.2.2", "STANDARD\\1,1")).get(0);
            assertRefused(Status.InvalidAttributeValue, () -> client.colorImage(box, 1, gray(2, 2, 7)));
            assertEquals(
                    Status.Success,
                    client.colorImage(box, 1, rgb(3, 3, 10, 20, 30)).status());
            client.printFilm("1.2.2");
        }
        assertTrue(jobs.get(0).isColor());
        var image = jobs.get(0).films().get(0).imageBoxes().get(0);
        assertTrue(image.isColor());
        assertEquals(3, image.pixels().rows());
        byte[] pixels = pixels(image);
        assertEquals(List.of((byte) 10, (byte) 20, (byte) 30), List.of(pixels[24], pixels[25], pixels[26]));
    }

    @Test
    void image_that_cannot_be_printed_is_refused_and_leaves_nothing() throws Exception {
        serve(PrinterConfiguration.builder());

        try (DimseSession session = open(GRAYSCALE)) {
            PrintClient client = new PrintClient(session);
            client.session("1.2.1");
            String box = imageBoxes(client.film("1.2.2", "STANDARD\\1,1")).get(0);
            Attributes tooShort = gray(100, 100, 1);
            tooShort.setInt(Tag.Rows, VR.US, 101);
            Attributes signed = gray(100, 100, 1);
            signed.setInt(Tag.PixelRepresentation, VR.US, 1);
            Attributes noRows = gray(100, 100, 1);
            noRows.remove(Tag.Rows);
            for (Attributes wrong : List.of(tooShort, signed, noRows, rgb(100, 100, 1, 2, 3))) {
                assertRefused(Status.InvalidAttributeValue, () -> client.image(box, 1, wrong));
            }
            Attributes without = gray(100, 100, 1);
            without.remove(Tag.PixelData);
            assertRefused(Status.MissingAttribute, () -> client.image(box, 1, without));
            assertTrue(spooled().isEmpty());
            assertEquals(Status.Success, client.image(box, 1, gray(100, 100, 1)).status());
        }
    }

    @Test
    void presentation_lut_goes_with_films_and_images_that_refer_to_it() throws Exception {
        serve(PrinterConfiguration.builder());

        try (DimseSession session = open(GRAYSCALE, UID.PresentationLUT)) {
            PrintClient client = new PrintClient(session);
            client.scu().create(UID.PresentationLUT, "1.2.5", shape("LIN OD"));
            client.scu().create(UID.PresentationLUT, "1.2.6", table(256));
            assertRefused(
                    Status.InvalidAttributeValue, () -> client.scu().create(UID.PresentationLUT, "1.2.7", table(255)));
            assertRefused(Status.InvalidAttributeValue, () -> client.scu()
                    .create(UID.PresentationLUT, "1.2.7", shape("SQUARE")));
            client.session("1.2.1");
            assertRefused(
                    Status.InvalidAttributeValue,
                    () -> client.film("1.2.2", "STANDARD\\1,2", film -> refer(film, "1.2.8")));
            List<String> boxes = imageBoxes(client.film("1.2.2", "STANDARD\\1,2", film -> refer(film, "1.2.5")));
            client.image(boxes.get(0), 1, gray(2, 2, 1));
            client.image(boxes.get(1), 2, gray(2, 2, 1), list -> refer(list, "1.2.6"));
            client.scu().delete(UID.PresentationLUT, "1.2.5");
            assertRefused(Status.NoSuchSOPInstance, () -> client.scu().delete(UID.PresentationLUT, "1.2.5"));
            client.printFilm("1.2.2");
        }
        Film film = jobs.get(0).films().get(0);
        assertEquals(
                PresentationLut.LIN_OD,
                film.presentationLut(film.imageBoxes().get(0)).shape());
        assertNotNull(film.presentationLut(film.imageBoxes().get(1)).table());
    }

    @Test
    void annotation_boxes_are_there_where_they_can_be_set() throws Exception {
        serve(PrinterConfiguration.builder().annotationPositions(2));

        try (DimseSession session = open(GRAYSCALE, UID.BasicAnnotationBox)) {
            PrintClient client = new PrintClient(session);
            client.session("1.2.1");
            NormalizedResponse film = client.film("1.2.2", "STANDARD\\1,1", PrintSessionTest::annotated);
            List<String> texts = PrintClient.references(film, Tag.ReferencedBasicAnnotationBoxSequence);
            assertEquals(2, texts.size());
            client.scu().set(UID.BasicAnnotationBox, texts.get(1), text(2, "Grüße"));
            client.printFilm("1.2.2");
        }
        try (DimseSession session = open(GRAYSCALE)) {
            PrintClient client = new PrintClient(session);
            client.session("1.2.1");
            NormalizedResponse film = client.film("1.2.2", "STANDARD\\1,1", PrintSessionTest::annotated);
            assertTrue(!film.attributes().contains(Tag.ReferencedBasicAnnotationBoxSequence));
        }
        Film film = jobs.get(0).films().get(0);
        assertEquals("LABEL", film.annotationDisplayFormat());
        assertEquals("Grüße", film.annotations().get(1).text());
        assertEquals(null, film.annotations().get(0).text());
    }

    private static void annotated(Attributes film) {
        film.setString(Tag.AnnotationDisplayFormatID, VR.CS, "LABEL");
    }

    private static Attributes text(int position, String text) {
        Attributes annotation = new Attributes();
        annotation.setString(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 100");
        annotation.setInt(Tag.AnnotationPosition, VR.US, position);
        annotation.setString(Tag.TextString, VR.LO, text);
        return annotation;
    }

    private static void refer(Attributes attributes, String lut) {
        attributes
                .newSequence(Tag.ReferencedPresentationLUTSequence)
                .add(PrintClient.reference(UID.PresentationLUT, lut));
    }

    private static Attributes shape(String shape) {
        Attributes lut = new Attributes();
        lut.setString(Tag.PresentationLUTShape, VR.CS, shape);
        return lut;
    }

    private static Attributes table(int entries) {
        Attributes item = new Attributes();
        item.setInt(Tag.LUTDescriptor, VR.US, 256, 0, 8);
        item.setBytes(Tag.LUTData, VR.OW, new byte[entries - entries % 2]);
        Attributes lut = new Attributes();
        lut.newSequence(Tag.PresentationLUTSequence).add(item);
        return lut;
    }
}
