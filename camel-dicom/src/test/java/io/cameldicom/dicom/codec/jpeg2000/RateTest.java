package io.cameldicom.dicom.codec.jpeg2000;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.codec.CodecException;
import io.cameldicom.dicom.codec.CodecParameters;
import io.cameldicom.dicom.codec.Images;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.pixel.PixelDescription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long a codestream becomes, how much it loses, and frames so large that their code-blocks are shared. */
class RateTest {
    private static final CodecParameters NONE = CodecParameters.DEFAULTS;

    private static double squaredError(byte[] frame, byte[] codestream, PixelDescription pixels) throws CodecException {
        byte[] decoded = OpenJpegStreamsTest.decode(UID.JPEG2000, codestream, pixels);
        double sum = 0;
        for (int i = 0; i < frame.length; i++) {
            double error = (frame[i] & 0xFF) - (decoded[i] & 0xFF);
            sum += error * error;
        }
        return sum / frame.length;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void the_rate_is_held_and_nearly_used_up(int samples) throws CodecException {
        PixelDescription pixels = Images.describe(200, 310, samples, 8, false);
        byte[] frame = Images.frame(pixels, Images.Content.NOISE, 6);
        double last = -1;
        for (int rate : new int[] {2, 4, 10, 40}) {
            for (int layers : new int[] {1, 5}) {
                CodecParameters parameters = NONE.with("rate", rate).with("layers", layers);
                byte[] codestream = OpenJpegReadsOursTest.encode(UID.JPEG2000, frame, pixels, parameters);
                int most = frame.length / rate;
                assertTrue(codestream.length <= most, rate + ": " + codestream.length + " above " + most);
                assertTrue(codestream.length > most * 0.9, rate + ": " + codestream.length + " of " + most);
                double error = squaredError(frame, codestream, pixels);
                assertTrue(layers > 1 || error > last, rate + ": " + error + " after " + last);
                last = layers > 1 ? last : error;
            }
        }
    }

    @Test
    void higher_quality_is_longer_and_loses_less() throws CodecException {
        PixelDescription pixels = Images.describe(200, 310, 1, 8, false);
        byte[] frame = Images.frame(pixels, Images.Content.SMOOTH, 6);
        int length = 0;
        double error = Double.MAX_VALUE;
        for (int quality : new int[] {10, 40, 70, 100}) {
            byte[] codestream =
                    OpenJpegReadsOursTest.encode(UID.JPEG2000, frame, pixels, NONE.with("quality", quality));
            double now = squaredError(frame, codestream, pixels);
            assertTrue(codestream.length > length && now < error, quality + ": " + codestream.length + ", " + now);
            length = codestream.length;
            error = now;
        }
    }

    @Test
    void a_large_frame_returns_whole_or_with_the_reason_why_not() throws CodecException {
        PixelDescription pixels = Images.describe(1000, 900, 1, 12, true);
        byte[] frame = Images.frame(pixels, Images.Content.SMOOTH, 6);
        byte[] codestream = OpenJpegReadsOursTest.encode(UID.JPEG2000Lossless, frame, pixels, NONE);
        assertArrayEquals(frame, OpenJpegStreamsTest.decode(UID.JPEG2000Lossless, codestream, pixels));
        // guard bits beyond what an int holds, which each code-block refuses
        int quantization = 45 + 14 + 4;
        codestream[quantization] = (byte) 0xE0;
        for (int i = 1; i < 17; i++) {
            codestream[quantization + i] = (byte) 0xF8;
        }
        CodecException refused = assertThrows(
                CodecException.class, () -> OpenJpegStreamsTest.decode(UID.JPEG2000Lossless, codestream, pixels));
        assertTrue(refused.getMessage().contains("bit-planes"), refused.getMessage());
    }
}
