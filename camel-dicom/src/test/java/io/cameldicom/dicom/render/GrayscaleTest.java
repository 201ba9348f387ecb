package io.cameldicom.dicom.render;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.pixel.PhotometricInterpretation;
import io.cameldicom.dicom.pixel.PixelDescription;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The grayscale pipeline, one row of pixels at a time. */
class GrayscaleTest {

    private final Attributes image = new Attributes();

    /** Worked out by hand from PS3.3 C.11.2.1.2 and C.11.2.1.3. */
    @ParameterizedTest
    @CsvSource({
        "LINEAR, 100, 200, 0, 0",
        "LINEAR, 100, 200, 1, 1", // (1 - 99.5) / 199 + 0.5 = 0.00503
        "LINEAR, 100, 200, 100, 128",
        "LINEAR, 100, 200, 199, 255",
        "LINEAR, 100, 200, 4000, 255",
        "LINEAR, 100, 1, 99, 0",
        "LINEAR, 100, 1, 100, 255",
        "LINEAR_EXACT, 100, 200, 0, 0",
        "LINEAR_EXACT, 100, 200, 50, 64",
        "LINEAR_EXACT, 100, 200, 200, 255",
        "SIGMOID, 100, 200, 100, 128",
        "SIGMOID, 100, 200, 200, 225", // 1 / (1 + e^-2)
        "SIGMOID, 100, 200, 4000, 255"
    })
    void windows_as_the_standard_defines_the_function(
            Window.Function function, double center, double width, int stored, int level) throws RenderException {
        Voi window = new Window(center, width, function);

        assertArrayEquals(new int[] {level}, gray(options(window), stored));
    }

    @Test
    void takes_the_window_of_the_image_in_the_unit_of_the_rescaled_values() throws RenderException {
        image.setString(Tag.RescaleIntercept, VR.DS, "-1024");
        image.setString(Tag.RescaleSlope, VR.DS, "1");
        image.setString(Tag.WindowCenter, VR.DS, "40", "0");
        image.setString(Tag.WindowWidth, VR.DS, "400", "2");

        assertArrayEquals(new int[] {0, 128, 255}, gray(RenderOptions.DEFAULT, 800, 1064, 1300));
        assertArrayEquals(new int[] {0, 255, 255}, gray(options(new Voi.OfImage(2)), 1022, 1024, 1300));
    }

    @Test
    void takes_window_and_rescale_of_the_frame_in_an_enhanced_image() throws RenderException {
        image.setString(Tag.NumberOfFrames, VR.IS, "2");
        for (int center : new int[] {10, 1000}) {
            Attributes groups = new Attributes();
            if (center == 10) {
                image.newSequence(Tag.PerFrameFunctionalGroupsSequence).add(groups);
            } else {
                image.getSequence(Tag.PerFrameFunctionalGroupsSequence).add(groups);
            }
            Attributes window = new Attributes();
            window.setString(Tag.WindowCenter, VR.DS, "" + center);
            window.setString(Tag.WindowWidth, VR.DS, "2");
            groups.newSequence(Tag.FrameVOILUTSequence).add(window);
        }
        Attributes rescale = new Attributes();
        rescale.setString(Tag.RescaleSlope, VR.DS, "10");
        rescale.setString(Tag.RescaleIntercept, VR.DS, "0");
        Attributes shared = new Attributes();
        image.newSequence(Tag.SharedFunctionalGroupsSequence).add(shared);
        shared.newSequence(Tag.PixelValueTransformationSequence).add(rescale);

        byte[] frame = cells(0, 2, 99, 101);
        ImageRenderer renderer = new ImageRenderer(image, pixels(4));

        assertArrayEquals(
                new byte[] {0, -1, -1, -1},
                renderer.render(frame, 1, RenderOptions.DEFAULT).data());
        assertArrayEquals(
                new byte[] {0, 0, 0, -1},
                renderer.render(frame, 2, RenderOptions.DEFAULT).data());
        assertThrows(IndexOutOfBoundsException.class, () -> renderer.render(frame, 3, RenderOptions.DEFAULT));
    }

    @Test
    void stretches_what_the_frame_has_where_it_has_no_window_but_for_pixel_padding() throws RenderException {
        image.setInt(Tag.PixelPaddingValue, VR.US, 0);
        image.setInt(Tag.PixelPaddingRangeLimit, VR.US, 10);

        assertArrayEquals(new int[] {0, 0, 0, 128, 255}, gray(RenderOptions.DEFAULT, 0, 10, 1000, 1100, 1200));
    }

    @Test
    void shows_eight_bits_without_a_window_as_they_are() throws RenderException {
        PixelDescription eight = PixelDescription.monochrome(1, 3, 8, 8);
        Picture picture = new ImageRenderer(image, eight).render(new byte[] {10, 20, 30}, 1, RenderOptions.DEFAULT);

        assertArrayEquals(new byte[] {10, 20, 30}, picture.data());
    }

    @Test
    void shows_a_frame_of_one_value_within_all_it_could_have() throws RenderException {
        assertArrayEquals(new int[] {128, 128}, gray(RenderOptions.DEFAULT, 2048, 2048));
    }

    @Test
    void ignores_a_window_that_is_none() throws RenderException {
        image.setString(Tag.WindowCenter, VR.DS, "40");
        image.setString(Tag.WindowWidth, VR.DS, "0");

        assertArrayEquals(new int[] {0, 255}, gray(RenderOptions.DEFAULT, 100, 200));
    }

    @Test
    void looks_values_up_in_the_modality_lut_and_in_the_voi_lut() throws RenderException {
        image.newSequence(Tag.ModalityLUTSequence).add(lut(new int[] {3, 100, 8}, 1, 2, 3));
        image.newSequence(Tag.VOILUTSequence).add(lut(new int[] {4, 0, 12}, 0, 1024, 2048, 4095));

        assertArrayEquals(new int[] {64, 64, 128, 255, 255}, gray(RenderOptions.DEFAULT, 0, 100, 101, 102, 4000));
    }

    @Test
    void reads_entries_of_eight_bits_packed_two_in_a_word() throws RenderException {
        Attributes item = new Attributes();
        item.setInt(Tag.LUTDescriptor, VR.US, 4, 0, 8);
        item.setBytes(Tag.LUTData, VR.OW, new byte[] {0, 85, (byte) 170, (byte) 255});
        image.newSequence(Tag.VOILUTSequence).add(item);

        assertArrayEquals(new int[] {0, 85, 170, 255, 255}, gray(RenderOptions.DEFAULT, 0, 1, 2, 3, 4));
    }

    @Test
    void refuses_a_lut_that_is_shorter_than_it_says() {
        image.newSequence(Tag.VOILUTSequence).add(lut(new int[] {0, 0, 12}, 0, 1024));

        RenderException e = assertThrows(RenderException.class, () -> gray(RenderOptions.DEFAULT, 1));

        assertTrue(e.getMessage().contains("(0028,3006)"), e.getMessage());
    }

    @Test
    void turns_monochrome1_and_the_inverse_shape_round() throws RenderException {
        PixelDescription inverse = PixelDescription.monochrome(1, 2, 8, 8)
                .withPhotometricInterpretation(PhotometricInterpretation.MONOCHROME1);
        assertArrayEquals(
                new byte[] {-1, 0},
                new ImageRenderer(image, inverse)
                        .render(new byte[] {0, -1}, 1, RenderOptions.DEFAULT)
                        .data());

        image.setString(Tag.PresentationLUTShape, VR.CS, "INVERSE");
        assertArrayEquals(new int[] {255, 0}, gray(RenderOptions.DEFAULT, 0, 4095));
    }

    @Test
    void extends_signed_values_of_fewer_bits_than_allocated() throws RenderException {
        PixelDescription signed =
                new PixelDescription(1, 3, 1, 16, 12, 13, true, PhotometricInterpretation.MONOCHROME2, 0);
        // bit 14 and above, and bits below the value, belong to somebody else
        byte[] frame = cells(0xC000 | (-100 & 0xFFF) << 2, 0 << 2 | 3, 100 << 2);

        Picture picture = new ImageRenderer(image, signed).render(frame, 1, options(new Voi.MinMax()));

        assertArrayEquals(new byte[] {0, (byte) 128, -1}, picture.data());
    }

    @Test
    void shows_one_bit_and_thirty_two() throws RenderException {
        PixelDescription bits = PixelDescription.monochrome(1, 10, 1, 1);
        assertArrayEquals(
                new byte[] {-1, 0, -1, 0, 0, 0, 0, 0, 0, -1},
                new ImageRenderer(image, bits)
                        .render(new byte[] {5, 2}, 1, RenderOptions.DEFAULT)
                        .data());

        PixelDescription dose = PixelDescription.monochrome(1, 2, 32, 32);
        assertArrayEquals(
                new byte[] {0, -1},
                new ImageRenderer(image, dose)
                        .render(new byte[] {1, 0, 0, 0, 1, 0, 0, (byte) 0xF0}, 1, RenderOptions.DEFAULT)
                        .data());
    }

    @Test
    void shows_floating_point_from_the_smallest_to_the_largest() throws RenderException {
        image.setBytes(Tag.FloatPixelData, VR.OF, new byte[0]);
        ByteBuffer floats = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        floats.putFloat(-1.5f).putFloat(0).putFloat(1.5f).putFloat(Float.NaN);

        Picture picture = new ImageRenderer(image, PixelDescription.monochrome(1, 4, 32, 32))
                .render(floats.array(), 1, RenderOptions.DEFAULT);

        assertArrayEquals(new byte[] {0, (byte) 128, -1, 0}, picture.data());
    }

    @Test
    void gives_twelve_bits_where_a_printer_wants_them() throws RenderException {
        Picture picture = new ImageRenderer(image, pixels(2))
                .render(cells(0, 4095), 1, options(new Voi.FullRange()).withBits(12));

        assertArrayEquals(new byte[] {0, 0, (byte) 0xFF, 0x0F}, picture.data());
        assertEquals(12, picture.bits());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "40", "40,", "40,x", "40,0", "40,0.5", "image:0", "lut:x", "min-max:2", "1,2,3", "a,b,c,d"})
    void refuses_a_window_that_says_nothing(String text) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> Voi.parse(text));

        assertTrue(e.getMessage().contains("window"), e.getMessage());
    }

    @Test
    void reads_a_window_as_people_write_it() {
        assertEquals(new Window(-600, 1500), Voi.parse("-600,1500"));
        assertEquals(new Window(40, 400, Window.Function.SIGMOID), Voi.parse(" 40 , 400 , sigmoid "));
        assertEquals(new Voi.OfImage(2), Voi.parse("image:2"));
        assertEquals(new Voi.Lut(1), Voi.parse("LUT"));
        assertEquals(new Voi.MinMax(), Voi.parse("min-max"));
        assertEquals(new Voi.FullRange(), Voi.parse("full"));
    }

    private static RenderOptions options(Voi voi) {
        return RenderOptions.DEFAULT.withVoi(voi);
    }

    private static Attributes lut(int[] descriptor, int... entries) {
        Attributes item = new Attributes();
        item.setInt(Tag.LUTDescriptor, VR.US, descriptor);
        item.setInt(Tag.LUTData, VR.US, entries);
        return item;
    }

    private static PixelDescription pixels(int columns) {
        return PixelDescription.monochrome(1, columns, 16, 12);
    }

    private int[] gray(RenderOptions options, int... stored) throws RenderException {
        Picture picture = new ImageRenderer(image, pixels(stored.length)).render(cells(stored), 1, options);
        int[] levels = new int[stored.length];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = picture.data()[i] & 0xFF;
        }
        return levels;
    }

    private static byte[] cells(int... values) {
        byte[] cells = new byte[2 * values.length];
        for (int i = 0; i < values.length; i++) {
            cells[2 * i] = (byte) values[i];
            cells[2 * i + 1] = (byte) (values[i] >> 8);
        }
        return cells;
    }
}
