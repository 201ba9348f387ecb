package io.cameldicom.dicom.render;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.pixel.PhotometricInterpretation;
import io.cameldicom.dicom.pixel.PixelDescription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ColorTest {

    private final Attributes image = new Attributes();

    @Test
    void takes_color_by_pixel_and_by_plane() throws RenderException {
        PixelDescription byPixel = PixelDescription.rgb(1, 2);

        assertArrayEquals(bytes(1, 2, 3, 4, 5, 6), render(byPixel, 1, 2, 3, 4, 5, 6));
        assertArrayEquals(bytes(1, 2, 3, 4, 5, 6), render(byPixel.withPlanarConfiguration(1), 1, 4, 2, 5, 3, 6));
    }

    @Test
    void shows_the_high_eight_of_more_bits() throws RenderException {
        PixelDescription deep = new PixelDescription(1, 1, 3, 16, 12, 11, false, PhotometricInterpretation.RGB, 0);

        assertArrayEquals(bytes(255, 128, 0), render(deep, 0xFF, 0x0F, 0x00, 0x08, 0x0F, 0x00));

        PixelDescription deeper = new PixelDescription(1, 1, 3, 32, 32, 31, false, PhotometricInterpretation.RGB, 0);
        assertArrayEquals(bytes(255, 128, 0), render(deeper, 0, 0, 0, 0xFF, 0, 0, 0, 0x80, 9, 9, 9, 0));
    }

    /** Primaries by the equations of PS3.3 C.7.6.3.1.2. */
    @Test
    void makes_rgb_of_ybr() throws RenderException {
        PixelDescription full =
                PixelDescription.rgb(1, 3).withPhotometricInterpretation(PhotometricInterpretation.YBR_FULL);

        assertArrayEquals(
                bytes(254, 0, 0, 0, 255, 1, 128, 128, 128), render(full, 76, 85, 255, 150, 44, 21, 128, 128, 128));
    }

    @Test
    void gives_two_pixels_the_chrominance_they_share() throws RenderException {
        PixelDescription shared =
                PixelDescription.rgb(1, 2).withPhotometricInterpretation(PhotometricInterpretation.YBR_FULL_422);

        assertArrayEquals(bytes(10, 10, 10, 200, 200, 200), render(shared, 10, 200, 128, 128));
    }

    @Test
    void looks_colors_up_in_the_palette() throws RenderException {
        palette(new int[] {2, 10, 16}, new int[] {0xFF00, 0}, new int[] {0x8000, 0}, new int[] {0, 0xFF00});

        // below the first entry and above the last one
        assertArrayEquals(bytes(255, 128, 0, 255, 128, 0, 0, 0, 255, 0, 0, 255), render(indexed(4), 0, 10, 11, 12));
    }

    @Test
    void takes_entries_of_eight_bits_that_are_said_to_have_sixteen() throws RenderException {
        palette(new int[] {2, 0, 16}, new int[] {255, 0}, new int[] {128, 0}, new int[] {0, 255});

        assertArrayEquals(bytes(255, 128, 0, 0, 0, 255), render(indexed(2), 0, 1));
    }

    /** Discrete, linear and indirect segments of PS3.3 C.7.9.2: 0, then up to 0xFF00 in four steps, and both again. */
    @Test
    void expands_segmented_palettes() throws RenderException {
        int[] segments = {0, 1, 0, 1, 4, 0xFF00, 2, 2, 0, 0};
        for (int color = 0; color < 3; color++) {
            image.setInt(Tag.RedPaletteColorLookupTableDescriptor + color, VR.US, 10, 0, 16);
            image.setInt(Tag.SegmentedRedPaletteColorLookupTableData + color, VR.OW, segments);
        }

        byte[] shown = render(indexed(10), 0, 1, 2, 3, 4, 5, 6, 7, 8, 9);

        int[] red = new int[10];
        for (int i = 0; i < 10; i++) {
            red[i] = shown[3 * i] & 0xFF;
        }
        assertArrayEquals(new int[] {0, 63, 127, 191, 255, 0, 63, 127, 191, 255}, red);
    }

    @Test
    void refuses_segments_that_never_end_or_go_beyond_the_table() {
        for (int[] segments : new int[][] {
            {2, 1, 0, 0},
            {2, 1, 4, 0},
            {0, 0},
            {0, 11},
            {1, 5, 7},
            {7, 1, 1},
            {0, 12, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}
        }) {
            for (int color = 0; color < 3; color++) {
                image.setInt(Tag.RedPaletteColorLookupTableDescriptor + color, VR.US, 10, 0, 16);
                image.setInt(Tag.SegmentedRedPaletteColorLookupTableData + color, VR.OW, segments);
            }
            RenderException e = assertThrows(RenderException.class, () -> render(indexed(1), 0));
            assertTrue(e.getMessage().contains("segmented palette"), e.getMessage());
        }
    }

    @Test
    void says_that_the_palette_is_missing() {
        RenderException e = assertThrows(RenderException.class, () -> render(indexed(1), 0));

        assertTrue(e.getMessage().contains("(0028,1101)"), e.getMessage());
    }

    @ParameterizedTest
    @EnumSource(names = {"HSV", "ARGB", "CMYK", "XYB", "YBR_RCT"})
    void refuses_by_name_what_it_cannot_show(PhotometricInterpretation interpretation) {
        PixelDescription pixels =
                new PixelDescription(1, 1, interpretation.samplesPerPixel(), 8, 8, 7, false, interpretation, 0);

        RenderException e = assertThrows(RenderException.class, () -> render(pixels, 0, 0, 0, 0));

        assertTrue(e.getMessage().contains(interpretation.term()), e.getMessage());
    }

    private static PixelDescription indexed(int columns) {
        return PixelDescription.monochrome(1, columns, 8, 8)
                .withPhotometricInterpretation(PhotometricInterpretation.PALETTE_COLOR);
    }

    private void palette(int[] descriptor, int[]... colors) {
        for (int color = 0; color < 3; color++) {
            image.setInt(Tag.RedPaletteColorLookupTableDescriptor + color, VR.US, descriptor);
            image.setInt(Tag.RedPaletteColorLookupTableData + color, VR.OW, colors[color]);
        }
    }

    private byte[] render(PixelDescription pixels, int... frame) throws RenderException {
        return new ImageRenderer(image, pixels)
                .render(bytes(frame), 1, RenderOptions.DEFAULT)
                .data();
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
