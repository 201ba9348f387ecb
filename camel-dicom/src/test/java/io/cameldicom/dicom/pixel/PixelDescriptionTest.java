package io.cameldicom.dicom.pixel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import org.junit.jupiter.api.Test;

class PixelDescriptionTest {

    private static Attributes attributes() {
        Attributes image = new Attributes();
        image.setInt(Tag.SamplesPerPixel, VR.US, 1);
        image.setString(Tag.PhotometricInterpretation, VR.CS, "MONOCHROME2");
        image.setInt(Tag.Rows, VR.US, 3);
        image.setInt(Tag.Columns, VR.US, 5);
        image.setInt(Tag.BitsAllocated, VR.US, 16);
        image.setInt(Tag.BitsStored, VR.US, 12);
        return image;
    }

    @Test
    void is_read_from_the_image_pixel_attributes() {
        assertEquals(PixelDescription.monochrome(3, 5, 16, 12), PixelDescription.of(attributes()));
        assertEquals(30, PixelDescription.of(attributes()).frameLength());
    }

    @Test
    void names_the_attribute_that_does_not_describe_an_image() {
        Attributes image = attributes();
        image.setInt(Tag.Rows, VR.US, 0);
        assertEquals(
                "Rows (0028,0010) of 0 does not describe an image",
                assertThrows(IllegalArgumentException.class, () -> PixelDescription.of(image))
                        .getMessage());
        image.remove(Tag.PhotometricInterpretation);
        assertTrue(assertThrows(IllegalArgumentException.class, () -> PixelDescription.of(image))
                .getMessage()
                .startsWith("Photometric Interpretation (0028,0004)"));
    }

    @Test
    void knows_the_length_of_packed_and_subsampled_frames() {
        assertEquals(2, PixelDescription.monochrome(3, 5, 1, 1).frameLength());
        PixelDescription rgb = PixelDescription.rgb(4, 6);
        assertEquals(72, rgb.frameLength());
        assertEquals(
                48,
                rgb.withPhotometricInterpretation(PhotometricInterpretation.YBR_FULL_422)
                        .frameLength());
    }

    @Test
    void rows_of_signed_samples_are_read_as_bits_and_written_with_their_sign() {
        PixelDescription pixels = PixelDescription.monochrome(1, 2, 16, 12).withSigned(true);
        byte[] frame = {(byte) 0xFF, (byte) 0xFF, 5, 0};
        SampleRows rows = new SampleRows(frame, pixels, 12);
        int[] row = new int[2];
        rows.read(0, 0, row, 0);
        assertArrayEquals(new int[] {0xFFF, 5}, row);
        assertFalse(rows.hasStrayBits());

        byte[] written = new byte[4];
        new SampleRows(written, pixels, 12).write(0, 0, row, 0);
        assertArrayEquals(frame, written);
    }

    @Test
    void bits_above_the_values_do_not_go_unnoticed() {
        SampleRows rows = new SampleRows(new byte[] {0, 0x10}, PixelDescription.monochrome(1, 1, 16, 12), 12);
        rows.read(0, 0, new int[1], 0);
        assertTrue(rows.hasStrayBits());
    }
}
