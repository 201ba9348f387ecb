package io.cameldicom.component.print;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.component.DicomObject;
import io.cameldicom.component.SpooledBytes;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.print.Annotation;
import io.cameldicom.print.Film;
import io.cameldicom.print.ImageBox;
import io.cameldicom.print.PrintJob;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntBinaryOperator;
import javax.imageio.ImageIO;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Print jobs as PDF, pictures and Secondary Capture objects. */
class DicomPrintTest {

    private static final int COLUMNS = 200;
    private static final int ROWS = 300;

    private final CamelContext context = new DefaultCamelContext();

    @BeforeEach
    void start() {
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void a_pdf_has_a_page_of_the_size_of_each_film_with_all_pixels_and_text_that_is_text() throws Exception {
        Exchange made = send("dicom-print:pdf", job());

        assertEquals("application/pdf", made.getMessage().getHeader("Content-Type"));
        try (PDDocument pdf = Loader.loadPDF(made.getMessage().getBody(byte[].class))) {
            assertEquals(2, pdf.getNumberOfPages());
            assertSize(pdf.getPage(0), 14 * 72, 17 * 72);
            assertSize(pdf.getPage(1), 297 / 25.4 * 72, 210 / 25.4 * 72);
            assertEquals("left shoulder", new PDFTextStripper().getText(pdf).strip());
            assertNull(pdf.getDocumentInformation().getTitle());
            List<PDImageXObject> images = images(pdf.getPage(0));
            assertEquals(6, images.size());
            for (int i = 0; i < 6; i++) {
                assertPixels(i + 1, images.get(i));
            }
        }
    }

    @Test
    void images_lie_on_the_page_of_a_pdf_as_on_the_film() throws Exception {
        byte[] made = send("dicom-print:pdf?margin=0&gap=0&textHeight=0", job())
                .getMessage()
                .getBody(byte[].class);
        try (PDDocument pdf = Loader.loadPDF(made)) {
            BufferedImage page = new PDFRenderer(pdf).renderImageWithDPI(0, 72);
            for (int position = 1; position <= 6; position++) {
                int x = 252 + (position - 1) % 2 * 504;
                int y = 204 + (position - 1) / 2 * 408;
                assertEquals(
                        pattern(position).applyAsInt(COLUMNS / 2, ROWS / 2),
                        page.getRGB(x, y) & 0xFF,
                        4,
                        "box " + position);
            }
        }
    }

    @Test
    void a_letter_the_font_has_not_is_a_question_mark_unless_a_font_has_it() throws Exception {
        byte[] made =
                send("dicom-print:pdf", job("\u5c71\u7530 left")).getMessage().getBody(byte[].class);
        try (PDDocument pdf = Loader.loadPDF(made)) {
            assertEquals("?? left", new PDFTextStripper().getText(pdf).strip());
        }
        assertThrows(Exception.class, () -> context.getEndpoint("dicom-print:pdf?font=no/such.ttf"));
    }

    @Test
    void pictures_are_one_a_film_with_the_pixels_that_were_sent() throws Exception {
        Exchange made = send("dicom-print:png?margin=0&gap=0&textHeight=0&resolution=254", trueSize());

        List<?> pictures = made.getMessage().getBody(List.class);
        assertEquals(1, pictures.size());
        BufferedImage picture = ImageIO.read(
                assertInstanceOf(SpooledBytes.class, pictures.get(0)).openStream());
        assertEquals(2 * COLUMNS, picture.getWidth());
        assertEquals(3 * ROWS, picture.getHeight());
        assertFilm((x, y) -> picture.getRaster().getSample(x, y, 0));
    }

    @Test
    void the_resolution_is_that_of_the_header_first() throws Exception {
        Exchange made = context.createFluentProducerTemplate()
                .to("dicom-print:png")
                .withBody(trueSize())
                .withHeader(PrintConstants.RESOLUTION, 25.4)
                .send();
        BufferedImage picture = ImageIO.read(
                ((SpooledBytes) made.getMessage().getBody(List.class).get(0)).openStream());
        assertEquals(40, picture.getWidth());
    }

    @Test
    void films_become_objects_of_the_patient_in_the_configuration() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:films")
                        .to("dicom-print:secondaryCapture?margin=0&gap=0&textHeight=0&resolution=254"
                                + "&attribute.PatientID=FILM1&attribute.PatientName=Film^One")
                        .process(DicomPrintTest::assertCaptured);
            }
        });

        assertNull(send("direct:films", trueSize()).getException());
    }

    private static void assertCaptured(Exchange made) throws IOException {
        DicomObject object = onlyObject(made);
        assertEquals(UID.SecondaryCaptureImageStorage, object.sopClassUid());
        assertEquals("FILM1", object.string("PatientID"));
        assertEquals("Film^One", object.string("PatientName"));
        assertEquals("WSD", object.string("ConversionType"));
        assertEquals("YES", object.string("BurnedInAnnotation"));
        assertEquals(0.1, object.number("NominalScannedPixelSpacing"));
        for (String uid : List.of("StudyInstanceUID", "SeriesInstanceUID", "SOPInstanceUID")) {
            assertTrue(object.string(uid).startsWith("2.25."), uid);
        }
        byte[] pixels = object.frames().decoded(0);
        assertFilm((x, y) -> pixels[y * 2 * COLUMNS + x] & 0xFF);
    }

    @Test
    void a_film_of_an_odd_number_of_pixels_is_padded() throws Exception {
        Attributes attributes = film("STANDARD\\1,1");
        attributes.setString(Tag.FilmSizeID, VR.CS, "3CMX5CM");
        PrintJob odd = PrintJob.builder().film(Film.builder(attributes).build()).build();

        DicomObject object = onlyObject(send("dicom-print:secondaryCapture?margin=0&resolution=2.54", odd));

        assertEquals(3, object.integer("Columns"));
        assertEquals(5, object.integer("Rows"));
        try (var stream = object.openStream()) {
            assertEquals(0, stream.readAllBytes().length % 2);
        }
    }

    @Test
    void images_become_objects_with_their_pixels_and_what_their_job_says_of_the_patient() throws Exception {
        byte[] words = {0x10, 0x0F, 0x34, 0x02};
        Attributes image = image(2, 1, 16, 12);
        image.setBytes(Tag.PixelData, VR.OW, words);
        image.setString(Tag.PatientID, VR.LO, "FROM-MODALITY");
        image.setString(Tag.StudyInstanceUID, VR.UI, "1.2.3.4");
        image.setString(Tag.InstitutionName, VR.LO, "not of the patient");
        Attributes reversed = new Attributes();
        reversed.setString(Tag.Polarity, VR.CS, "REVERSE");
        PrintJob job = PrintJob.builder()
                .film(Film.builder(film("STANDARD\\1,3"))
                        .imageBox(ImageBox.of(null, 1, new Attributes(), image, null))
                        .imageBox(ImageBox.of(null, 3, reversed, gray(3), null))
                        .build())
                .build();

        List<?> objects = send("dicom-print:secondaryCapture?content=images", job)
                .getMessage()
                .getBody(List.class);

        assertEquals(2, objects.size());
        DicomObject first = (DicomObject) objects.get(0);
        assertEquals(UID.MultiFrameGrayscaleWordSecondaryCaptureImageStorage, first.sopClassUid());
        assertEquals("FROM-MODALITY", first.string("PatientID"));
        assertEquals("1.2.3.4", first.string("StudyInstanceUID"));
        assertNull(first.string("InstitutionName"));
        assertEquals(1, first.integer("NumberOfFrames"));
        assertEquals("IDENTITY", first.string("PresentationLUTShape"));
        assertArrayEquals(words, first.frames().decoded(0));
        DicomObject second = (DicomObject) objects.get(1);
        assertEquals(UID.SecondaryCaptureImageStorage, second.sopClassUid());
        assertEquals("MONOCHROME1", second.string("PhotometricInterpretation"));
        assertEquals(first.string("SeriesInstanceUID"), second.string("SeriesInstanceUID"));
        assertNotEquals(first.sopInstanceUid(), second.sopInstanceUid());
    }

    @Test
    void the_patient_is_that_of_the_reference_rather_than_of_the_job() throws Exception {
        Attributes reference = new Attributes();
        reference.setString(Tag.PatientID, VR.LO, "REFERENCED");
        reference.setString(Tag.StudyInstanceUID, VR.UI, "1.2.3.9");
        reference.setString(Tag.SeriesInstanceUID, VR.UI, "1.2.3.9.1");

        Exchange made = context.createFluentProducerTemplate()
                .to("dicom-print:secondaryCapture?attribute.StudyDescription=Films")
                .withExchangeProperty(PrintConstants.REFERENCE, reference)
                .withBody(trueSize())
                .send();

        DicomObject object = onlyObject(made);
        assertEquals("REFERENCED", object.string("PatientID"));
        assertEquals("1.2.3.9", object.string("StudyInstanceUID"));
        assertEquals("Films", object.string("StudyDescription"));
        assertNotEquals("1.2.3.9.1", object.string("SeriesInstanceUID"));
    }

    @Test
    void what_is_made_is_gone_from_the_disk_with_the_exchange(@TempDir Path spool) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:films")
                        .to("dicom-print:png?resolution=300")
                        .process(exchange -> assertFalse(((SpooledBytes) exchange.getMessage()
                                        .getBody(List.class)
                                        .get(0))
                                .inMemory()));
            }
        });

        Exchange made = context.createProducerTemplate()
                .send("direct:films", exchange -> exchange.getMessage().setBody(noisy()));

        assertNull(made.getException());
        SpooledBytes picture =
                (SpooledBytes) made.getMessage().getBody(List.class).get(0);
        assertThrows(IOException.class, picture::openStream);
    }

    @Test
    void what_is_no_job_is_said() {
        Exchange made = send("dicom-print:png", "text");
        assertTrue(made.getException().getMessage().contains("must be a PrintJob"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dicom-print:tiff",
                "dicom-print:png?resolution=0",
                "dicom-print:png?margin=-1",
                "dicom-print:png?filmSize=HUGE",
                "dicom-print:secondaryCapture?content=all",
                "dicom-print:secondaryCapture?attribute.PatientIdentity=1"
            })
    void a_mistake_stops_the_start(String uri) {
        assertThrows(Exception.class, () -> context.getEndpoint(uri).createProducer());
    }

    private Exchange send(String uri, Object body) {
        return context.createFluentProducerTemplate().to(uri).withBody(body).send();
    }

    private static DicomObject onlyObject(Exchange made) {
        assertNull(made.getException());
        List<?> objects = made.getMessage().getBody(List.class);
        assertEquals(1, objects.size());
        return (DicomObject) objects.get(0);
    }

    private static void assertSize(PDPage page, double width, double height) {
        assertEquals(width, page.getMediaBox().getWidth(), 0.01);
        assertEquals(height, page.getMediaBox().getHeight(), 0.01);
    }

    private static List<PDImageXObject> images(PDPage page) throws IOException {
        List<PDImageXObject> images = new ArrayList<>();
        for (COSName name : page.getResources().getXObjectNames()) {
            images.add((PDImageXObject) page.getResources().getXObject(name));
        }
        return images;
    }

    private static void assertPixels(int position, PDImageXObject image) throws IOException {
        BufferedImage picture = image.getImage();
        for (int y = 0; y < ROWS; y++) {
            for (int x = 0; x < COLUMNS; x++) {
                assertEquals(
                        pattern(position).applyAsInt(x, y),
                        picture.getRaster().getSample(x, y, 0),
                        "image " + position);
            }
        }
    }

    private static void assertFilm(IntBinaryOperator levels) {
        for (int y = 0; y < 3 * ROWS; y++) {
            for (int x = 0; x < 2 * COLUMNS; x++) {
                int position = y / ROWS * 2 + x / COLUMNS + 1;
                assertEquals(pattern(position).applyAsInt(x % COLUMNS, y % ROWS), levels.applyAsInt(x, y), x + "," + y);
            }
        }
    }

    /** Two films: six images and an annotation, and an empty one that lies. */
    private static PrintJob job() {
        return job("left shoulder");
    }

    private static PrintJob job(String annotation) {
        Attributes text = new Attributes();
        text.setSpecificCharacterSet("ISO_IR 192");
        text.setString(Tag.TextString, VR.LO, annotation);
        Attributes lying = film("STANDARD\\1,1");
        lying.setString(Tag.FilmSizeID, VR.CS, "A4");
        lying.setString(Tag.FilmOrientation, VR.CS, "LANDSCAPE");
        Attributes six = film("STANDARD\\2,3");
        six.setString(Tag.FilmSizeID, VR.CS, "14INX17IN");
        return PrintJob.builder()
                .film(sixImages(six).annotation(new Annotation(null, 1, text)).build())
                .film(Film.builder(lying).build())
                .build();
    }

    /** A film of 40 by 90 mm: at 10 pixels a millimeter each box is as large as its image. */
    private static PrintJob trueSize() {
        Attributes attributes = film("STANDARD\\2,3");
        attributes.setString(Tag.FilmSizeID, VR.CS, "4CMX9CM");
        return PrintJob.builder().film(sixImages(attributes).build()).build();
    }

    private static PrintJob noisy() {
        Attributes image = image(1000, 1000, 8, 8);
        byte[] pixels = new byte[1_000_000];
        new java.util.Random(1).nextBytes(pixels);
        image.setBytes(Tag.PixelData, VR.OB, pixels);
        return PrintJob.builder()
                .film(Film.builder(film("STANDARD\\1,1"))
                        .imageBox(ImageBox.of(null, 1, new Attributes(), image, null))
                        .build())
                .build();
    }

    private static Film.Builder sixImages(Attributes attributes) {
        Film.Builder film = Film.builder(attributes);
        for (int position = 1; position <= 6; position++) {
            film.imageBox(ImageBox.of(null, position, new Attributes(), gray(position), null));
        }
        return film;
    }

    private static Attributes film(String format) {
        Attributes film = new Attributes();
        film.setString(Tag.ImageDisplayFormat, VR.ST, format);
        return film;
    }

    private static Attributes gray(int position) {
        Attributes image = image(COLUMNS, ROWS, 8, 8);
        byte[] pixels = new byte[COLUMNS * ROWS];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) pattern(position).applyAsInt(i % COLUMNS, i / COLUMNS);
        }
        image.setBytes(Tag.PixelData, VR.OB, pixels);
        return image;
    }

    private static IntBinaryOperator pattern(int position) {
        return (x, y) -> 30 * position + x / 10 + y / 10;
    }

    private static Attributes image(int columns, int rows, int allocated, int stored) {
        Attributes image = new Attributes();
        image.setInt(Tag.SamplesPerPixel, VR.US, 1);
        image.setString(Tag.PhotometricInterpretation, VR.CS, "MONOCHROME2");
        image.setInt(Tag.Rows, VR.US, rows);
        image.setInt(Tag.Columns, VR.US, columns);
        image.setInt(Tag.BitsAllocated, VR.US, allocated);
        image.setInt(Tag.BitsStored, VR.US, stored);
        image.setInt(Tag.HighBit, VR.US, stored - 1);
        image.setInt(Tag.PixelRepresentation, VR.US, 0);
        return image;
    }
}
