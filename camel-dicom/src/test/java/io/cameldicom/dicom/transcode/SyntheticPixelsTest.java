package io.cameldicom.dicom.transcode;

import static io.cameldicom.dicom.transcode.TestImage.convert;
import static io.cameldicom.dicom.transcode.TestImage.frames;
import static io.cameldicom.dicom.transcode.TestImage.source;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cameldicom.dicom.codec.Images;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.pixel.PhotometricInterpretation;
import io.cameldicom.dicom.pixel.PixelDescription;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Pixels of every depth, sign and arrangement keep their values, and what is beside them says what they are. */
class SyntheticPixelsTest {
    private static final TransferSyntax NATIVE = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;

    static final List<TransferSyntax> COMPRESSED = Stream.of(
                    UID.RLELossless,
                    UID.JPEGLossless,
                    UID.JPEGLosslessSV1,
                    UID.JPEGLSLossless,
                    UID.DeflatedImageFrameCompression,
                    UID.EncapsulatedUncompressedExplicitVRLittleEndian)
            .map(TransferSyntax::of)
            .toList();

    static final List<TransferSyntax> UNCOMPRESSED = List.of(
            TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN,
            TransferSyntax.EXPLICIT_VR_BIG_ENDIAN,
            TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN);

    static IntStream depths() {
        return IntStream.rangeClosed(1, 16);
    }

    @ParameterizedTest
    @MethodSource("depths")
    void every_depth_and_sign(int stored) throws IOException {
        for (boolean signed : new boolean[] {false, true}) {
            for (int samples : new int[] {1, 3}) {
                for (int[] size : new int[][] {{1, 1}, {3, 3}, {7, 5}, {16, 12}}) {
                    PixelDescription pixels = Images.describe(size[0], size[1], samples, stored, signed);
                    assertSurvives(
                            pixels,
                            Images.frame(pixels, Images.Content.NOISE, stored),
                            Images.frame(pixels, Images.Content.SMOOTH, stored),
                            Images.frame(pixels, Images.Content.EXTREMES, stored));
                }
            }
        }
    }

    private static void assertSurvives(PixelDescription pixels, byte[]... expected) throws IOException {
        DataSetSource image = source(TestImage.of(pixels, expected), NATIVE);
        for (TransferSyntax uncompressed : UNCOMPRESSED) {
            assertFrames(pixels, expected, convert(image, uncompressed));
        }
        DataSetSource current = image;
        for (TransferSyntax compressed : COMPRESSED) {
            // one compressed into the next: over native frames
            current = convert(current, compressed);
            assertFrames(pixels, expected, current);
            assertFrames(pixels, expected, convert(current, TransferSyntax.EXPLICIT_VR_BIG_ENDIAN));
        }
        assertFrames(pixels, expected, convert(current, NATIVE));
    }

    private static void assertFrames(PixelDescription pixels, byte[][] wanted, DataSetSource source)
            throws IOException {
        Frames frames = frames(source);
        assertEquals(wanted.length, frames.count());
        assertEquals(pixels, frames.decoded(), source.transferSyntax().keyword());
        for (int i = 0; i < wanted.length; i++) {
            assertArrayEquals(wanted[i], frames.decoded(i), source.transferSyntax() + " " + pixels);
        }
    }

    @Test
    void samples_that_are_not_in_the_low_bits_stay_where_they_are() throws IOException {
        PixelDescription pixels =
                new PixelDescription(9, 11, 1, 16, 12, 15, false, PhotometricInterpretation.MONOCHROME1, 0);
        byte[] frame = new byte[(int) pixels.frameLength()];
        new Random(1).nextBytes(frame);
        assertSurvives(pixels, frame);
    }

    @Test
    void negative_values_without_their_sign_in_the_unused_bits_get_it() throws IOException {
        PixelDescription pixels = Images.describe(1, 4, 1, 12, true);
        byte[] unextended = {0x00, 0x08, (byte) 0xFF, 0x0F, 0x01, 0x00, (byte) 0xFF, 0x07};
        byte[] extended = {0x00, (byte) 0xF8, (byte) 0xFF, (byte) 0xFF, 0x01, 0x00, (byte) 0xFF, 0x07};
        DataSetSource image = source(TestImage.of(pixels, unextended), NATIVE);
        assertArrayEquals(
                extended,
                frames(convert(image, TransferSyntax.of(UID.JPEGLSLossless))).decoded(0));
    }

    static final List<Integer> ALLOCATED = List.of(24, 32, 40, 64);

    @ParameterizedTest
    @FieldSource("ALLOCATED")
    void cells_that_no_image_codec_takes_go_where_bytes_are_coded(int allocated) throws IOException {
        PixelDescription pixels = PixelDescription.monochrome(5, 7, allocated, allocated);
        byte[][] expected = new byte[2][(int) pixels.frameLength()];
        for (byte[] frame : expected) {
            new Random(allocated).nextBytes(frame);
        }
        DataSetSource image = source(TestImage.of(pixels, expected), NATIVE);
        for (TransferSyntax target : List.of(
                TransferSyntax.EXPLICIT_VR_BIG_ENDIAN,
                TransferSyntax.of(UID.RLELossless),
                TransferSyntax.of(UID.DeflatedImageFrameCompression),
                TransferSyntax.of(UID.EncapsulatedUncompressedExplicitVRLittleEndian))) {
            DataSetSource converted = convert(image, target);
            assertFrames(pixels, expected, converted);
            assertFrames(pixels, expected, convert(converted, NATIVE));
        }
    }

    static final List<Integer> COLUMNS = List.of(1, 3, 8, 13, 64);

    /** Frames of one-bit pixels follow each other without a gap when native, and begin with a byte when compressed. */
    @ParameterizedTest
    @FieldSource("COLUMNS")
    void one_bit_frames_are_packed_and_unpacked(int columns) throws IOException {
        PixelDescription pixels = PixelDescription.monochrome(3, columns, 1, 1);
        int bits = 3 * columns;
        int frames = 11;
        byte[] packed = new byte[(bits * frames + 7) / 8];
        byte[][] wanted = new byte[frames][(bits + 7) / 8];
        Random random = new Random(columns);
        for (int i = 0; i < bits * frames; i++) {
            if (random.nextBoolean()) {
                packed[i / 8] |= (byte) (1 << i % 8);
                wanted[i / bits][i % bits / 8] |= (byte) (1 << i % bits % 8);
            }
        }
        Attributes attributes = TestImage.head(pixels, frames);
        attributes.setBytes(Tag.PixelData, VR.OB, packed);
        DataSetSource image = source(attributes, NATIVE);
        assertFrames(pixels, wanted, image);
        for (String uid : List.of(UID.RLELossless, UID.DeflatedImageFrameCompression)) {
            DataSetSource compressed = convert(image, TransferSyntax.of(uid));
            assertFrames(pixels, wanted, compressed);
            DataSetSource back = convert(compressed, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
            assertFrames(pixels, wanted, back);
            byte[] value = frames(back).attributes().getBytes(Tag.PixelData);
            assertArrayEquals(packed, java.util.Arrays.copyOf(value, packed.length), "no gap between frames");
        }
    }

    @Test
    void color_by_plane_is_described_as_it_then_lies() throws IOException {
        PixelDescription byPlane = Images.describe(6, 5, 3, 8, false).withPlanarConfiguration(1);
        byte[] frame = Images.frame(byPlane, Images.Content.NOISE, 1);
        DataSetSource image = source(TestImage.of(byPlane, frame), NATIVE);
        for (TransferSyntax target : COMPRESSED) {
            Frames converted = frames(convert(image, target));
            byte[] wanted = converted.decoded().planarConfiguration() == 1 ? frame : Planes.interleaved(frame, byPlane);
            assertArrayEquals(wanted, converted.decoded(0), target.keyword());
            Frames back = frames(convert(convert(image, target), NATIVE));
            assertEquals(converted.decoded(), back.stored());
            assertArrayEquals(wanted, back.decoded(0), target.keyword());
        }
    }

    @Test
    void subsampled_chrominance_is_shared_out_where_a_codec_has_none() throws IOException {
        PixelDescription pixels =
                new PixelDescription(2, 4, 3, 8, 8, 7, false, PhotometricInterpretation.YBR_FULL_422, 0);
        byte[] frame = {1, 2, 100, 50, 3, 4, 101, 51, 5, 6, 102, 52, 7, 8, 103, 53};
        byte[] full = {1, 100, 50, 2, 100, 50, 3, 101, 51, 4, 101, 51, 5, 102, 52, 6, 102, 52, 7, 103, 53, 8, 103, 53};
        DataSetSource image = source(TestImage.of(pixels, frame), NATIVE);
        for (String uid : List.of(UID.RLELossless, UID.JPEGLSLossless, UID.JPEGLosslessSV1)) {
            Frames converted = frames(convert(image, TransferSyntax.of(uid)));
            assertEquals(PhotometricInterpretation.YBR_FULL, converted.stored().photometricInterpretation());
            assertArrayEquals(full, converted.decoded(0));
        }
        Frames kept = frames(convert(image, TransferSyntax.of(UID.DeflatedImageFrameCompression)));
        assertEquals(pixels, kept.stored());
        assertArrayEquals(frame, kept.decoded(0));
    }

    @Test
    void monochrome1_and_palette_color_stay_what_they_are() throws IOException {
        for (PhotometricInterpretation interpretation :
                List.of(PhotometricInterpretation.MONOCHROME1, PhotometricInterpretation.PALETTE_COLOR)) {
            PixelDescription pixels =
                    PixelDescription.monochrome(8, 8, 8, 8).withPhotometricInterpretation(interpretation);
            assertSurvives(pixels, Images.frame(pixels, Images.Content.SMOOTH, 1));
        }
    }

    @Test
    void pixel_padding_stays_a_value_of_the_pixels() throws IOException {
        PixelDescription pixels = Images.describe(4, 4, 1, 12, true);
        byte[] frame = Images.frame(pixels, Images.Content.NOISE, 1);
        frame[0] = 0x30;
        frame[1] = (byte) 0xF8;
        Attributes attributes = TestImage.of(pixels, frame);
        attributes.setInt(Tag.PixelPaddingValue, VR.SS, -2000);
        for (TransferSyntax target : COMPRESSED) {
            Frames converted = frames(convert(source(attributes, NATIVE), target));
            assertEquals(-2000, converted.attributes().getInt(Tag.PixelPaddingValue, 0));
            assertEquals(-2000, (converted.decoded(0)[1] << 8) + (converted.decoded(0)[0] & 0xFF));
        }
    }
}
