package io.cameldicom.dicom.codec.jpegls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.codec.CodecException;
import io.cameldicom.dicom.codec.EncodedFrame;
import io.cameldicom.dicom.codec.Images;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.pixel.PixelDescription;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Preset coding parameters (T.87 section C.2.4.1.1). */
class JpegLsPresetsTest {
    private static final int MAX_VAL = 200;

    /** T.87 table C.2. */
    @Test
    void defaults_are_those_of_the_standard() {
        assertEquals(new CodingParameters(255, 0, 3, 7, 21, 64), CodingParameters.defaults(255, 0));
        assertEquals(new CodingParameters(4095, 0, 18, 67, 276, 64), CodingParameters.defaults(4095, 0));
        assertEquals(new CodingParameters(65535, 0, 18, 67, 276, 64), CodingParameters.defaults(65535, 0));
        assertEquals(new CodingParameters(255, 2, 9, 17, 35, 64), CodingParameters.defaults(255, 2));
    }

    @ParameterizedTest
    @EnumSource
    void a_stream_says_its_own_and_is_decoded_by_them(InterleaveMode mode) throws CodecException {
        PixelDescription pixels = Images.describe(30, 41, 3, 8, false);
        for (int near : new int[] {0, 2}) {
            for (int reset : new int[] {3, 64, 255}) {
                for (Images.Content content : Images.Content.values()) {
                    byte[] frame = Images.frame(pixels, content, reset);
                    for (int i = 0; i < frame.length; i++) {
                        frame[i] = (byte) Math.min(frame[i] & 0xFF, MAX_VAL);
                    }
                    CodingParameters coding = new CodingParameters(MAX_VAL, near, 4 + near, 9 + near, 50, reset);
                    EncodedFrame encoded = EncodedFrame.of(new JpegLsEncoder(frame, pixels, coding, mode, 0).encode());
                    byte[] decoded = new byte[frame.length];
                    new JpegLsCodec().decode(UID.JPEGLSNearLossless, encoded, pixels, decoded);
                    for (int i = 0; i < frame.length; i++) {
                        assertTrue(Math.abs((frame[i] & 0xFF) - (decoded[i] & 0xFF)) <= near);
                    }
                }
            }
        }
    }

    @Test
    void those_out_of_range_are_refused() throws CodecException {
        PixelDescription pixels = Images.describe(4, 4, 1, 8, false);
        CodingParameters odd = new CodingParameters(MAX_VAL, 0, 4, 9, 50, 64);
        EncodedFrame encoded =
                EncodedFrame.of(new JpegLsEncoder(new byte[16], pixels, odd, InterleaveMode.NONE, 0).encode());
        byte[] changed = Arrays.copyOfRange(encoded.bytes(), encoded.start(), encoded.end());
        int thresholds = 2 + 13 + 2 + 2 + 1 + 2;
        assertEquals(4, changed[thresholds + 1]);
        changed[thresholds + 1] = 90;
        CodecException e = assertThrows(CodecException.class, () -> new JpegLsCodec()
                .decode(UID.JPEGLSLossless, EncodedFrame.of(changed), pixels, new byte[16]));
        assertEquals("preset coding parameters are out of range", e.reason());
    }
}
