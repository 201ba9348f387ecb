package io.cameldicom.dicom.render;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.pixel.PixelDescription;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Overlays, size and file formats; the files are read by the JDK's ImageIO. */
class PictureTest {

    private final Attributes image = new Attributes();

    @Test
    void draws_overlays_where_they_lie() throws RenderException {
        image.setInt(Tag.OverlayRows, VR.US, 2);
        image.setInt(Tag.OverlayColumns, VR.US, 2);
        image.setInt(Tag.OverlayOrigin, VR.SS, 2, 3);
        image.setBytes(Tag.OverlayData, VR.OW, new byte[] {0b1001, 0});
        PixelDescription pixels = PixelDescription.monochrome(3, 4, 8, 8);

        assertArrayEquals(
                new byte[] {0, 0, 0, 0, 0, 0, -1, 0, 0, 0, 0, -1},
                render(pixels, new byte[12], true).data());
        assertArrayEquals(new byte[12], render(pixels, new byte[12], false).data());
    }

    @Test
    void finds_overlays_in_the_bits_above_the_pixels() throws RenderException {
        image.setInt(Tag.OverlayRows + 0x20000, VR.US, 1);
        image.setInt(Tag.OverlayColumns + 0x20000, VR.US, 3);
        image.setInt(Tag.OverlayOrigin + 0x20000, VR.SS, 1, 1);
        image.setInt(Tag.OverlayBitPosition + 0x20000, VR.US, 15);
        PixelDescription pixels = PixelDescription.monochrome(1, 3, 16, 12);
        byte[] frame = {0, 0, 0, (byte) 0x80, (byte) 0xFF, 0x0F};

        assertArrayEquals(new byte[] {0, -1, -1}, render(pixels, frame, true).data());
        assertArrayEquals(new byte[] {0, 0, -1}, render(pixels, frame, false).data());
    }

    @Test
    void draws_an_overlay_of_frames_on_its_frames_only() throws RenderException {
        image.setString(Tag.NumberOfFrames, VR.IS, "3");
        image.setInt(Tag.OverlayRows, VR.US, 1);
        image.setInt(Tag.OverlayColumns, VR.US, 2);
        image.setInt(Tag.OverlayOrigin, VR.SS, 1, 1);
        image.setString(Tag.NumberOfFramesInOverlay, VR.IS, "2");
        image.setInt(Tag.ImageFrameOrigin, VR.US, 2);
        image.setBytes(Tag.OverlayData, VR.OW, new byte[] {0b1001, 0});
        ImageRenderer renderer = new ImageRenderer(image, PixelDescription.monochrome(1, 2, 8, 8));
        RenderOptions options = RenderOptions.DEFAULT.withOverlays(true);

        assertArrayEquals(
                new byte[] {0, 0}, renderer.render(new byte[2], 1, options).data());
        assertArrayEquals(
                new byte[] {-1, 0}, renderer.render(new byte[2], 2, options).data());
        assertArrayEquals(
                new byte[] {0, -1}, renderer.render(new byte[2], 3, options).data());
    }

    /** Columns and rows of the image, its Pixel Spacing, most columns and rows wanted, columns and rows of the picture. */
    @ParameterizedTest
    @CsvSource({
        "40, 20, 1\\1, 0, 0, 40, 20",
        "40, 20, 1\\1, 20, 0, 20, 10",
        "40, 20, 1\\1, 20, 20, 20, 10",
        "40, 20, 1\\1, 400, 100, 200, 100",
        "40, 20, 2\\1, 0, 0, 40, 40",
        "40, 20, 1\\2, 0, 0, 80, 20",
        "40, 20, 2\\1, 10, 0, 10, 10",
        "40, 20, 1000\\1, 0, 0, 40, 20",
        "40, 20, 0\\0, 0, 0, 40, 20",
        "40, 20, 1.0001\\1, 0, 0, 40, 20"
    })
    void keeps_proportions_and_fits(
            int columns, int rows, String spacing, int most, int mostRows, int width, int height)
            throws RenderException {
        image.setString(Tag.PixelSpacing, VR.DS, spacing.split("\\\\"));
        PixelDescription pixels = PixelDescription.monochrome(rows, columns, 8, 8);

        Picture picture = new ImageRenderer(image, pixels)
                .render(new byte[rows * columns], 1, RenderOptions.DEFAULT.withSize(most, mostRows));

        assertEquals(width + "x" + height, picture.width() + "x" + picture.height());
    }

    @Test
    void loses_no_line_when_it_shrinks_and_keeps_an_even_gray_even() throws RenderException {
        byte[] frame = new byte[100 * 100];
        for (int y = 0; y < 100; y++) {
            frame[y * 100 + 37] = -1; // a white line, one pixel wide
        }
        Picture small = render(100, frame, 10);
        int sum = 0;
        for (int x = 0; x < 10; x++) {
            sum += small.data()[x] & 0xFF;
        }
        assertEquals(255 / 10.0, sum, 8, "the light of the line");

        java.util.Arrays.fill(frame, (byte) 99);
        for (int size : new int[] {7, 10, 99, 101, 333}) {
            for (byte level : render(100, frame, size).data()) {
                assertEquals(99, level, "size " + size);
            }
        }
    }

    @Test
    void writes_gray_and_color_that_others_read() throws IOException {
        byte[] noise = new byte[3 * 41 * 23];
        new Random(1).nextBytes(noise);
        Picture color = new Picture(41, 23, 3, 8, noise);
        BufferedImage read = read(PictureFormat.PNG.encode(color, 0));
        for (int i = 0; i < 41 * 23; i++) {
            int rgb = read.getRGB(i % 41, i / 41);
            assertEquals(noise[3 * i], (byte) (rgb >> 16));
            assertEquals(noise[3 * i + 1], (byte) (rgb >> 8));
            assertEquals(noise[3 * i + 2], (byte) rgb);
        }
        Picture deep = new Picture(2, 1, 1, 12, new byte[] {0, 8, (byte) 0xFF, 0x0F});
        BufferedImage sixteen = read(PictureFormat.PNG.encode(deep, 0));
        assertEquals(2048 * 65535 / 4095, sixteen.getRaster().getSample(0, 0, 0), 1);
        assertEquals(65535, sixteen.getRaster().getSample(1, 0, 0));
    }

    @Test
    void writes_jpeg_in_the_quality_asked_for() throws IOException {
        byte[] ramp = new byte[3 * 64 * 64];
        for (int i = 0; i < 64 * 64; i++) {
            ramp[3 * i] = (byte) (i % 64 * 4);
            ramp[3 * i + 1] = (byte) (i / 64 * 4);
            ramp[3 * i + 2] = 100;
        }
        Picture picture = new Picture(64, 64, 3, 8, ramp);
        byte[] good = PictureFormat.JPEG.encode(picture, 95);
        byte[] poor = PictureFormat.JPEG.encode(picture, 10);

        assertTrue(poor.length < good.length);
        BufferedImage read = read(good);
        for (int i = 0; i < 64 * 64; i++) {
            int rgb = read.getRGB(i % 64, i / 64);
            assertEquals(ramp[3 * i] & 0xFF, rgb >> 16 & 0xFF, 6);
            assertEquals(ramp[3 * i + 1] & 0xFF, rgb >> 8 & 0xFF, 6);
            assertEquals(100, rgb & 0xFF, 6);
        }
        assertThrows(IOException.class, () -> PictureFormat.JPEG.encode(picture, 101));
    }

    @Test
    void refuses_what_is_too_large_to_look_at() {
        PixelDescription pixels = PixelDescription.monochrome(65_535, 65_535, 1, 1);
        byte[] frame = new byte[(int) pixels.frameLength()];

        assertThrows(
                RenderException.class, () -> new ImageRenderer(image, pixels).render(frame, 1, RenderOptions.DEFAULT));
        assertThrows(IllegalArgumentException.class, () -> RenderOptions.DEFAULT.withSize(65_536, 0));
    }

    private static BufferedImage read(byte[] file) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(file));
    }

    private Picture render(int side, byte[] frame, int size) throws RenderException {
        return new ImageRenderer(image, PixelDescription.monochrome(side, side, 8, 8))
                .render(frame, 1, RenderOptions.DEFAULT.withSize(size, size));
    }

    private Picture render(PixelDescription pixels, byte[] frame, boolean overlays) throws RenderException {
        return new ImageRenderer(image, pixels).render(frame, 1, RenderOptions.DEFAULT.withOverlays(overlays));
    }
}
