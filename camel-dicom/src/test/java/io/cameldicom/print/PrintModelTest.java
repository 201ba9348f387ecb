package io.cameldicom.print;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.io.DicomInputStream;
import io.cameldicom.dicom.io.DicomOutputStream;
import io.cameldicom.testing.PrintClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Print jobs as data: film sizes, display formats, holders, and the way into one data set and back. */
class PrintModelTest {

    @ParameterizedTest
    @CsvSource({
        "14INX17IN, 355.6, 431.8",
        "8_5INX11IN, 215.9, 279.4",
        "24CMX30CM, 240, 300",
        "'a4 ', 210, 297",
        "A3, 297, 420",
        "5inx7in, 127, 177.8"
    })
    void film_size_is_millimeters(String id, double width, double height) {
        FilmSize size = FilmSize.parse(id);

        assertEquals(width, size.width(FilmOrientation.PORTRAIT), 1e-9);
        assertEquals(height, size.height(FilmOrientation.PORTRAIT), 1e-9);
        assertEquals(height, size.width(FilmOrientation.LANDSCAPE), 1e-9);
    }

    @ParameterizedTest
    @ValueSource(strings = {"LARGE", "0INX7IN", "14X17", "14INX", "-8INX10IN", "A5"})
    void other_film_sizes_are_none(String id) {
        assertThrows(IllegalArgumentException.class, () -> FilmSize.parse(id));
    }

    @Test
    void display_format_is_written_as_it_was_read() {
        assertEquals("STANDARD\\2,3", ImageDisplayFormat.parse("STANDARD\\2,3").toString());
        assertEquals("SLIDE", ImageDisplayFormat.parse("slide ").toString());
        assertEquals(7, ImageDisplayFormat.parse("ROW\\3,4").boxes());
    }

    @Test
    void film_has_all_its_places() {
        Film film = Film.builder(ImageDisplayFormat.standard(2, 2))
                .imageBox(ImageBox.of(null, 3, new Attributes(), PrintClient.gray(2, 2, 1), null))
                .build();

        assertEquals(4, film.imageBoxes().size());
        assertTrue(film.imageBoxes().get(0).isEmpty());
        assertFalse(film.imageBoxes().get(2).isEmpty());
        assertNull(film.size());
    }

    @Test
    void last_holder_releases_once() {
        AtomicInteger released = new AtomicInteger();
        PrintJob job = PrintJob.builder()
                .film(Film.builder(ImageDisplayFormat.standard(1, 1)).build())
                .whenReleased(released::incrementAndGet)
                .build();

        job.hold();
        job.close();
        assertEquals(0, released.get());
        job.close();
        job.close();
        assertEquals(1, released.get());
        assertThrows(IllegalStateException.class, job::hold);
    }

    @Test
    void job_survives_a_data_set() throws IOException {
        PrintJob job = job();
        byte[] encoded =
                DicomOutputStream.encode(StoredPrintJob.toAttributes(job), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);

        Attributes stored;
        try (DicomInputStream in =
                new DicomInputStream(new ByteArrayInputStream(encoded), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)) {
            stored = in.readDataset();
        }
        PrintJob back = StoredPrintJob.toJob(stored).build();

        assertEquals(job.id(), back.id());
        assertEquals("CT1", back.callingAeTitle());
        assertEquals("PRINTER", back.calledAeTitle());
        assertEquals("1.2.1", back.sessionUid());
        assertTrue(back.isColor());
        assertEquals(job.session().toString(), back.session().toString());
        assertEquals("Müller", back.filmSessionLabel());
        Film film = job.films().get(0);
        Film same = back.films().get(0);
        assertEquals(film.sopInstanceUid(), same.sopInstanceUid());
        assertEquals(film.attributes().toString(), same.attributes().toString());
        assertEquals(film.format(), same.format());
        assertEquals(film.layout(), same.layout());
        assertEquals("LIN OD", same.presentationLut().shape());
        assertEquals("1.2.7", same.presentationLut().sopInstanceUid());
        assertEquals("Grüße", same.annotations().get(0).text());
        assertTrue(same.imageBoxes().get(0).isEmpty());
        ImageBox image = same.imageBoxes().get(1);
        assertTrue(image.isReversed());
        assertEquals("1.2.9", image.sopInstanceUid());
        assertEquals("IDENTITY", image.presentationLut().shape());
        assertArrayEquals(
                film.imageBoxes().get(1).openPixels().readAllBytes(),
                image.openPixels().readAllBytes());
    }

    @Test
    void other_data_sets_are_no_jobs() {
        assertThrows(IllegalArgumentException.class, () -> StoredPrintJob.toJob(new Attributes()));
    }

    private static PrintJob job() {
        Attributes session = new Attributes();
        session.setString(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 100");
        session.setString(Tag.FilmSessionLabel, VR.LO, "Müller");
        session.setString(Tag.NumberOfCopies, VR.IS, "2");
        Attributes film = new Attributes();
        film.setString(Tag.ImageDisplayFormat, VR.ST, "CUSTOM\\1");
        film.setString(Tag.FilmSizeID, VR.CS, "A4");
        Attributes text = new Attributes();
        text.setString(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 192");
        text.setString(Tag.TextString, VR.LO, "Grüße");
        text.setInt(Tag.AnnotationPosition, VR.US, 1);
        Attributes reversed = new Attributes();
        reversed.setString(Tag.Polarity, VR.CS, "REVERSE");
        return PrintJob.builder()
                .callingAeTitle("CT1")
                .calledAeTitle("PRINTER")
                .color(true)
                .sessionUid("1.2.1")
                .session(session)
                .film(Film.builder(film)
                        .sopInstanceUid("1.2.2")
                        .layout(ImageDisplayFormat.standard(1, 2))
                        .presentationLut(lut("1.2.7", "LIN OD"))
                        .imageBox(ImageBox.of(
                                "1.2.9", 2, reversed, PrintClient.rgb(3, 5, 1, 2, 3), lut("1.2.8", "IDENTITY")))
                        .annotation(new Annotation("1.2.10", 1, text))
                        .build())
                .build();
    }

    private static PresentationLut lut(String uid, String shape) {
        Attributes attributes = new Attributes();
        attributes.setString(Tag.PresentationLUTShape, VR.CS, shape);
        return new PresentationLut(uid, attributes);
    }
}
