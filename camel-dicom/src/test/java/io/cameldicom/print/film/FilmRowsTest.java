package io.cameldicom.print.film;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.render.PngWriter;
import io.cameldicom.dicom.render.RenderException;
import io.cameldicom.print.Annotation;
import io.cameldicom.print.Film;
import io.cameldicom.print.FilmSize;
import io.cameldicom.print.ImageBox;
import io.cameldicom.print.PresentationLut;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.IntBinaryOperator;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Films as PNG, read by the JDK and compared pixel by pixel with what was sent. */
class FilmRowsTest {

    /** 80 by 120 mm, 10 pixels a millimeter: 800 by 1200 pixels. */
    private static final FilmStyle BARE = new FilmStyle(FilmSize.parse("8CMX12CM"), 0, 0, 0);

    private static final double DPI = 254;
    private static final int WIDTH = 400;
    private static final int HEIGHT = 400;

    @Test
    void six_images_are_in_their_places_pixel_by_pixel() throws IOException {
        Film.Builder film = Film.builder(film("STANDARD\\2,3"));
        for (int position = 1; position <= 6; position++) {
            film.imageBox(box(position, gray8(WIDTH, HEIGHT, pattern(position))));
        }

        BufferedImage picture = picture(film.build(), BARE);

        assertEquals(800, picture.getWidth());
        assertEquals(1200, picture.getHeight());
        for (int position = 1; position <= 6; position++) {
            int left = (position - 1) % 2 * WIDTH;
            int top = (position - 1) / 2 * HEIGHT;
            IntBinaryOperator sent = pattern(position);
            for (int y = 0; y < HEIGHT; y++) {
                for (int x = 0; x < WIDTH; x++) {
                    assertEquals(
                            sent.applyAsInt(x, y), level(picture, left + x, top + y), position + " " + x + " " + y);
                }
            }
        }
    }

    @Test
    void an_image_that_is_not_magnified_is_in_the_middle_pixel_by_pixel() throws IOException {
        Attributes attributes = film("STANDARD\\1,1");
        attributes.setString(Tag.MagnificationType, VR.CS, "NONE");
        attributes.setString(Tag.BorderDensity, VR.CS, "WHITE");

        BufferedImage picture = picture(
                Film.builder(attributes)
                        .imageBox(box(1, gray8(100, 50, pattern(1))))
                        .build(),
                BARE);

        for (int y = 0; y < 50; y++) {
            for (int x = 0; x < 100; x++) {
                assertEquals(pattern(1).applyAsInt(x, y), level(picture, 350 + x, 575 + y));
            }
        }
        assertEquals(255, level(picture, 349, 600));
        assertEquals(255, level(picture, 450, 600));
        assertEquals(255, level(picture, 400, 574));
        assertEquals(255, level(picture, 400, 625));
    }

    @Test
    void twelve_bits_become_eight_by_rounding() throws IOException {
        Attributes image = image(64, 64, 16, 12, "MONOCHROME2");
        byte[] words = new byte[2 * 64 * 64];
        for (int i = 0; i < 64 * 64; i++) {
            words[2 * i] = (byte) i;
            words[2 * i + 1] = (byte) (i >> 8);
        }
        image.setBytes(Tag.PixelData, VR.OW, words);

        BufferedImage picture = unmagnified(image, new Attributes(), null);

        for (int i = 0; i < 4096; i++) {
            assertEquals(Math.round(i * 255 / 4095.0), level(picture, 368 + i % 64, 568 + i / 64), "value " + i);
        }
    }

    @Test
    void polarity_and_photometric_interpretation_turn_black_and_white_round() throws IOException {
        Attributes reversed = new Attributes();
        reversed.setString(Tag.Polarity, VR.CS, "REVERSE");
        Attributes mono1 = gray8(2, 1, (x, y) -> x * 10);
        mono1.setString(Tag.PhotometricInterpretation, VR.CS, "MONOCHROME1");

        BufferedImage reverse = unmagnified(gray8(2, 1, (x, y) -> x * 10), reversed, null);
        assertEquals(255, level(reverse, 399, 599));
        assertEquals(245, level(reverse, 400, 599));
        assertEquals(245, level(unmagnified(mono1, new Attributes(), null), 400, 599));
        assertEquals(10, level(unmagnified(mono1, reversed, null), 400, 599));
    }

    @Test
    void a_presentation_lut_is_applied_after_the_polarity() throws IOException {
        Attributes table = new Attributes();
        table.setInt(Tag.LUTDescriptor, VR.US, 256, 0, 16);
        int[] entries = new int[256];
        Arrays.setAll(entries, i -> i < 100 ? 0 : 0xFFFF);
        table.setInt(Tag.LUTData, VR.US, entries);
        Attributes lut = new Attributes();
        lut.newSequence(Tag.PresentationLUTSequence).add(table);
        Attributes reversed = new Attributes();
        reversed.setString(Tag.Polarity, VR.CS, "REVERSE");
        Attributes image = gray8(2, 1, (x, y) -> 99 + x);

        BufferedImage normal = unmagnified(image, new Attributes(), new PresentationLut(null, lut));
        assertEquals(0, level(normal, 399, 599));
        assertEquals(255, level(normal, 400, 599));
        BufferedImage reverse = unmagnified(image, reversed, new PresentationLut(null, lut));
        assertEquals(255, level(reverse, 399, 599));
        assertEquals(255, level(reverse, 400, 599), "156 and 155 after the polarity");
    }

    @Test
    void linear_optical_density_keeps_black_and_white_and_darkens_what_is_between() throws IOException {
        BufferedImage linear =
                unmagnified(gray8(3, 1, (x, y) -> new int[] {0, 128, 255}[x]), new Attributes(), shape("LIN OD"));

        assertEquals(0, level(linear, 398, 599));
        assertEquals(255, level(linear, 400, 599));
        int middle = level(linear, 399, 599);
        assertTrue(middle > 60 && middle < 128, "perceived at density 1.6 of 0.2 to 3: " + middle);
        assertEquals(50, level(unmagnified(gray8(1, 1, (x, y) -> 50), new Attributes(), shape("IDENTITY")), 399, 599));
        assertEquals(205, level(unmagnified(gray8(1, 1, (x, y) -> 50), new Attributes(), shape("INVERSE")), 399, 599));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void color_is_color_in_both_planar_configurations(int planar) throws IOException {
        Attributes image = image(4, 3, 8, 8, "RGB");
        image.setInt(Tag.SamplesPerPixel, VR.US, 3);
        image.setInt(Tag.PlanarConfiguration, VR.US, planar);
        byte[] pixels = new byte[36];
        for (int i = 0; i < 36; i++) {
            pixels[planar == 0 ? i : i % 3 * 12 + i / 3] = (byte) (7 * i);
        }
        image.setBytes(Tag.PixelData, VR.OB, pixels);

        BufferedImage picture = unmagnified(image, new Attributes(), null);

        for (int i = 0; i < 12; i++) {
            int expected = (21 * i & 0xFF) << 16 | (21 * i + 7 & 0xFF) << 8 | 21 * i + 14 & 0xFF;
            assertEquals(expected, picture.getRGB(398 + i % 4, 598 + i / 4) & 0xFFFFFF, "pixel " + i);
        }
        assertEquals(0, picture.getRGB(0, 0) & 0xFFFFFF);
    }

    @Test
    void a_magnified_image_fills_its_box_with_its_proportions() throws IOException {
        Attributes attributes = film("STANDARD\\1,1");
        attributes.setString(Tag.MagnificationType, VR.CS, "REPLICATE");
        Film film = Film.builder(attributes)
                .imageBox(box(1, gray8(2, 2, (x, y) -> 50 + 100 * x + 50 * y)))
                .build();

        BufferedImage picture = picture(film, BARE);

        assertEquals(0, level(picture, 0, 199), "above");
        assertEquals(50, level(picture, 0, 200));
        assertEquals(50, level(picture, 399, 599));
        assertEquals(150, level(picture, 400, 599));
        assertEquals(100, level(picture, 399, 600));
        assertEquals(200, level(picture, 799, 999));
        assertEquals(0, level(picture, 799, 1000), "below");
    }

    @ParameterizedTest
    @ValueSource(strings = {"BILINEAR", "CUBIC"})
    void between_pixels_is_interpolated(String magnification) throws IOException {
        Attributes attributes = film("STANDARD\\1,1");
        attributes.setString(Tag.MagnificationType, VR.CS, magnification);
        Film film = Film.builder(attributes)
                .imageBox(box(1, gray8(2, 2, (x, y) -> 100 * x)))
                .build();

        BufferedImage picture = picture(film, BARE);

        assertEquals(50, level(picture, 399, 600), 1);
        assertEquals(100, level(picture, 799, 600), "BILINEAR".equals(magnification) ? 0 : 10);
    }

    @Test
    void a_requested_size_is_in_millimeters() throws IOException {
        Attributes size = new Attributes();
        size.setString(Tag.RequestedImageSize, VR.DS, "20");
        Film film = Film.builder(film("STANDARD\\1,1"))
                .imageBox(ImageBox.of(null, 1, size, gray8(10, 10, (x, y) -> 200), null))
                .build();

        BufferedImage picture = picture(film, BARE);

        assertEquals(0, level(picture, 299, 600));
        assertEquals(200, level(picture, 300, 600));
        assertEquals(200, level(picture, 499, 600));
        assertEquals(0, level(picture, 500, 600));
    }

    @Test
    void an_image_larger_than_its_box_is_made_smaller_or_cropped_or_refused() throws IOException {
        Attributes image = gray8(1000, 1000, (x, y) -> x / 4);
        Attributes none = new Attributes();
        none.setString(Tag.MagnificationType, VR.CS, "NONE");
        assertEquals(0, level(unmagnified(image, none, null), 0, 199), "800 pixels high in the middle of 1200");

        none.setString(Tag.RequestedDecimateCropBehavior, VR.CS, "CROP");
        BufferedImage cropped = unmagnified(image, none, null);
        assertEquals(25, level(cropped, 0, 600), "column 100 of the image");
        assertEquals(224, level(cropped, 799, 600), "column 899 of the image");

        none.setString(Tag.RequestedDecimateCropBehavior, VR.CS, "FAIL");
        assertThrows(RenderException.class, () -> unmagnified(image, none, null));
    }

    @Test
    void densities_are_those_of_border_and_empty_places_and_a_trim_goes_round() throws IOException {
        Attributes attributes = film("STANDARD\\2,1");
        attributes.setString(Tag.BorderDensity, VR.CS, "WHITE");
        attributes.setString(Tag.EmptyImageDensity, VR.CS, "BLACK");
        attributes.setString(Tag.Trim, VR.CS, "YES");

        BufferedImage picture =
                picture(Film.builder(attributes).build(), BARE.withMargin(1).withGap(2));

        assertEquals(255, level(picture, 5, 5), "margin");
        assertEquals(255, level(picture, 400, 600), "gap");
        assertEquals(0, level(picture, 200, 600), "empty place");
        attributes.setString(Tag.EmptyImageDensity, VR.CS, "WHITE");
        BufferedImage trimmed =
                picture(Film.builder(attributes).build(), BARE.withMargin(1).withGap(2));
        assertEquals(0, level(trimmed, 10, 600), "trim");
        assertEquals(255, level(trimmed, 11, 600));
        attributes.setString(Tag.BorderDensity, VR.CS, "20");
        assertEquals(255, level(picture(Film.builder(attributes).build(), BARE.withGap(2)), 400, 600));
        attributes.setString(Tag.BorderDensity, VR.CS, "300");
        assertEquals(0, level(picture(Film.builder(attributes).build(), BARE.withGap(2)), 400, 600));
    }

    @Test
    void annotations_are_drawn_at_the_foot() throws IOException {
        Attributes text = new Attributes();
        text.setString(Tag.TextString, VR.LO, "IIIIIIII");
        Film film = Film.builder(film("STANDARD\\1,1"))
                .imageBox(box(1, gray8(8, 8, (x, y) -> 0)))
                .annotation(new Annotation(null, 1, text))
                .build();

        BufferedImage picture = picture(film, BARE.withTextHeight(10));

        int bright = 0;
        for (int y = 1100; y < 1200; y++) {
            for (int x = 0; x < 800; x++) {
                bright += level(picture, x, y) > 200 ? 1 : 0;
            }
        }
        assertTrue(bright > 500, "white letters: " + bright);
        assertEquals(0, level(picture, 400, 1099));
    }

    @Test
    void an_image_that_ends_early_is_said() {
        Attributes image = image(10, 10, 8, 8, "MONOCHROME2");
        image.setBytes(Tag.PixelData, VR.OB, new byte[50]);

        IOException e = assertThrows(IOException.class, () -> unmagnified(image, new Attributes(), null));
        assertTrue(e.getMessage().contains("ends early, at row 6"), e.getMessage());
    }

    @Test
    void a_film_of_too_many_pixels_is_refused() {
        Film film = Film.builder(film("STANDARD\\1,1")).build();

        assertThrows(RenderException.class, () -> FilmRows.open(film, BARE, 100_000));
        assertThrows(RenderException.class, () -> FilmRows.open(film, BARE, 0));
    }

    private static BufferedImage unmagnified(Attributes image, Attributes box, PresentationLut lut) throws IOException {
        Attributes attributes = film("STANDARD\\1,1");
        attributes.setString(Tag.MagnificationType, VR.CS, "NONE");
        return picture(
                Film.builder(attributes)
                        .imageBox(ImageBox.of(null, 1, box, image, lut))
                        .build(),
                BARE);
    }

    private static BufferedImage picture(Film film, FilmStyle style) throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try (FilmRows rows = FilmRows.open(film, style, DPI)) {
            PngWriter.write(rows, 10_000, png);
        }
        return ImageIO.read(new ByteArrayInputStream(png.toByteArray()));
    }

    private static int level(BufferedImage picture, int x, int y) {
        return picture.getRaster().getSample(x, y, 0);
    }

    private static PresentationLut shape(String shape) {
        Attributes lut = new Attributes();
        lut.setString(Tag.PresentationLUTShape, VR.CS, shape);
        return new PresentationLut(null, lut);
    }

    private static IntBinaryOperator pattern(int position) {
        return (x, y) -> 40 * position + x * 3 + y * 7 & 0xFF;
    }

    private static ImageBox box(int position, Attributes image) {
        return ImageBox.of(null, position, new Attributes(), image, null);
    }

    private static Attributes film(String format) {
        Attributes film = new Attributes();
        film.setString(Tag.ImageDisplayFormat, VR.ST, format);
        return film;
    }

    private static Attributes gray8(int columns, int rows, IntBinaryOperator levels) {
        Attributes image = image(columns, rows, 8, 8, "MONOCHROME2");
        byte[] pixels = new byte[columns * rows];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) levels.applyAsInt(i % columns, i / columns);
        }
        image.setBytes(Tag.PixelData, VR.OB, pixels);
        return image;
    }

    private static Attributes image(int columns, int rows, int allocated, int stored, String photometric) {
        Attributes image = new Attributes();
        image.setInt(Tag.SamplesPerPixel, VR.US, 1);
        image.setString(Tag.PhotometricInterpretation, VR.CS, photometric);
        image.setInt(Tag.Rows, VR.US, rows);
        image.setInt(Tag.Columns, VR.US, columns);
        image.setInt(Tag.BitsAllocated, VR.US, allocated);
        image.setInt(Tag.BitsStored, VR.US, stored);
        image.setInt(Tag.HighBit, VR.US, stored - 1);
        image.setInt(Tag.PixelRepresentation, VR.US, 0);
        return image;
    }
}
