package io.cameldicom.dicom.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.pixel.PhotometricInterpretation;
import io.cameldicom.dicom.pixel.PixelDescription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What lossy compression may change, and how much. */
class LossyRoundTripTest {

    private static int largestDifference(
            String transferSyntax, PixelDescription pixels, byte[] frame, CodecParameters parameters)
            throws CodecException {
        PixelCodec codec = PixelCodecs.installed().encoderOf(transferSyntax).orElseThrow();
        EncodedFrame encoded = EncodedFrame.of(codec.encode(transferSyntax, frame, pixels, parameters));
        byte[] decoded = new byte[frame.length];
        codec.decode(transferSyntax, encoded, codec.encoded(transferSyntax, pixels, parameters), decoded);
        int largest = 0;
        boolean wide = pixels.bitsAllocated() == 16;
        for (int i = 0; i < frame.length; i += wide ? 2 : 1) {
            largest = Math.max(largest, Math.abs(sample(frame, i, pixels) - sample(decoded, i, pixels)));
        }
        return largest;
    }

    private static int sample(byte[] frame, int at, PixelDescription pixels) {
        int low = frame[at] & 0xFF;
        if (pixels.bitsAllocated() == 8) {
            return pixels.signed() ? frame[at] : low;
        }
        int cell = frame[at + 1] << 8 | low;
        return pixels.signed() ? cell : cell & 0xFFFF;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 100})
    void jpeg_ls_stays_within_near_of_the_original(int near) throws CodecException {
        for (int stored : new int[] {8, 10, 12, 16}) {
            for (int samples : new int[] {1, 3}) {
                for (int interleave = 0; interleave < 3; interleave++) {
                    for (Images.Content content : Images.Content.values()) {
                        PixelDescription pixels = Images.describe(33, 47, samples, stored, false);
                        byte[] frame = Images.frame(pixels, content, near);
                        CodecParameters parameters = CodecParameters.DEFAULTS
                                .with("near", near)
                                .with("interleave", interleave)
                                .with("restartInterval", interleave * 4);
                        int largest = largestDifference(UID.JPEGLSNearLossless, pixels, frame, parameters);
                        assertTrue(largest <= near, () -> largest + " " + content + " " + pixels);
                    }
                }
            }
        }
    }

    @Test
    void jpeg_ls_near_lossless_keeps_the_sign_or_refuses() throws CodecException {
        PixelDescription pixels = Images.describe(20, 20, 1, 12, true);
        byte[] small = new byte[800];
        for (int i = 0; i < 400; i++) {
            int value = i % 7 - 3;
            small[2 * i] = (byte) value;
            small[2 * i + 1] = (byte) (value >> 8);
        }
        assertTrue(largestDifference(UID.JPEGLSNearLossless, pixels, small, CodecParameters.DEFAULTS) <= 2);

        small[0] = (byte) 0xFF;
        small[1] = 0x07;
        CodecException refused = assertThrows(
                CodecException.class,
                () -> largestDifference(UID.JPEGLSNearLossless, pixels, small, CodecParameters.DEFAULTS));
        assertTrue(refused.getMessage().contains("sign"), refused.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"1,1", "1,9", "8,8", "9,7", "17,33", "64,64"})
    void jpeg_of_the_best_quality_is_nearly_exact_for_smooth_pixels(int rows, int columns) throws CodecException {
        CodecParameters best = CodecParameters.DEFAULTS.with("quality", 100);
        for (int restart = 0; restart < 3; restart++) {
            CodecParameters parameters = best.with("restartInterval", restart);
            for (int stored : new int[] {8, 12}) {
                String syntax = stored == 8 ? UID.JPEGBaseline8Bit : UID.JPEGExtended12Bit;
                PixelDescription grey = Images.describe(rows, columns, 1, stored, false);
                assertTrue(largestDifference(syntax, grey, ramp(grey), parameters) <= 2);
                PixelDescription color = Images.describe(rows, columns, 3, stored, false);
                assertTrue(largestDifference(syntax, color, ramp(color), parameters.with("chroma", 444)) <= 4);
            }
        }
    }

    private static byte[] ramp(PixelDescription pixels) {
        byte[] frame = new byte[(int) pixels.frameLength()];
        int bytes = pixels.bitsAllocated() / 8;
        for (int i = 0; i < frame.length / bytes; i++) {
            int pixel = i / pixels.samplesPerPixel();
            int value = 40 + pixel % pixels.columns() + 2 * (pixel / pixels.columns());
            frame[i * bytes] = (byte) value;
            if (bytes == 2) {
                frame[i * bytes + 1] = (byte) (value >> 8 | 4);
            }
        }
        return frame;
    }

    @Test
    void a_lower_quality_makes_fewer_bytes() throws CodecException {
        PixelDescription pixels = Images.describe(64, 64, 1, 8, false);
        byte[] frame = Images.frame(pixels, Images.Content.SMOOTH, 5);
        PixelCodec codec =
                PixelCodecs.installed().encoderOf(UID.JPEGBaseline8Bit).orElseThrow();
        int good = codec.encode(UID.JPEGBaseline8Bit, frame, pixels, CodecParameters.DEFAULTS.with("quality", 95))
                .remaining();
        int poor = codec.encode(UID.JPEGBaseline8Bit, frame, pixels, CodecParameters.DEFAULTS.with("quality", 20))
                .remaining();
        assertTrue(poor < good, poor + " " + good);
    }

    /** PS3.5 table 8.2.1-1: what is lost may make a sample larger than any was. */
    @ParameterizedTest
    @CsvSource({
        "8, 7, JPEGBaseline8Bit, 8",
        "8, 6, JPEGExtended12Bit, 8",
        "16, 8, JPEGExtended12Bit, 12",
        "16, 10, JPEGExtended12Bit, 12"
    })
    void lossy_samples_have_all_the_bits_of_their_process(int allocated, int stored, String syntax, int bits)
            throws CodecException {
        PixelDescription pixels = PixelDescription.monochrome(4, 4, allocated, stored);
        String uid = TransferSyntax.resolve(syntax).get(0).uid();
        PixelDescription encoded =
                PixelCodecs.installed().encoderOf(uid).orElseThrow().encoded(uid, pixels, CodecParameters.DEFAULTS);

        assertEquals(PixelDescription.monochrome(4, 4, allocated, bits), encoded);
    }

    @Test
    void lossy_color_says_how_its_chrominance_is_sampled() throws CodecException {
        PixelCodec codec =
                PixelCodecs.installed().encoderOf(UID.JPEGBaseline8Bit).orElseThrow();
        PixelDescription rgb = PixelDescription.rgb(4, 4);
        assertEquals(
                PhotometricInterpretation.YBR_FULL_422,
                codec.encoded(UID.JPEGBaseline8Bit, rgb, CodecParameters.DEFAULTS)
                        .photometricInterpretation());
        assertEquals(
                PhotometricInterpretation.YBR_FULL,
                codec.encoded(UID.JPEGBaseline8Bit, rgb, CodecParameters.DEFAULTS.with("chroma", 444))
                        .photometricInterpretation());
    }

    @Test
    void lossy_jpeg_refuses_what_it_would_spoil() {
        PixelCodec codec =
                PixelCodecs.installed().encoderOf(UID.JPEGBaseline8Bit).orElseThrow();
        PixelDescription signed = Images.describe(2, 2, 1, 8, true);
        PixelDescription palette = Images.describe(2, 2, 1, 8, false)
                .withPhotometricInterpretation(PhotometricInterpretation.PALETTE_COLOR);
        PixelDescription deep = Images.describe(2, 2, 1, 12, false);
        for (PixelDescription each : new PixelDescription[] {signed, palette, deep}) {
            assertThrows(
                    CodecException.class,
                    () -> codec.encode(UID.JPEGBaseline8Bit, new byte[8], each, CodecParameters.DEFAULTS));
        }
    }
}
