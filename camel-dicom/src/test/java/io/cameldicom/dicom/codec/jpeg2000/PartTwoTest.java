package io.cameldicom.dicom.codec.jpeg2000;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.codec.CodecException;
import io.cameldicom.dicom.codec.CodecParameters;
import io.cameldicom.dicom.codec.Images;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.pixel.PixelDescription;
import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The multi-component transfer syntaxes of Part 2 (PS3.5 section A.4.4): what is a stream of Part 1 is decoded, what Part
 * 2 would make other samples of is refused.
 */
class PartTwoTest {
    private static final PixelDescription GREY = Images.describe(61, 45, 1, 12, false);
    private static final PixelDescription COLOR = Images.describe(61, 45, 3, 8, false);
    /** After SOC and the SIZ marker segment of three components. */
    private static final int COD = 2 + 2 + 38 + 9;

    private static byte[] encode(String syntax, PixelDescription pixels) throws CodecException {
        byte[] frame = Images.frame(pixels, Images.Content.SMOOTH, 5);
        return OpenJpegReadsOursTest.encode(syntax, frame, pixels, CodecParameters.DEFAULTS);
    }

    private static String refusal(byte[] codestream, PixelDescription pixels) {
        for (String syntax : new String[] {UID.JPEG2000MC, UID.JPEG2000, UID.JPEG2000Lossless}) {
            assertThrows(CodecException.class, () -> OpenJpegStreamsTest.decode(syntax, codestream, pixels));
        }
        CodecException refused = assertThrows(
                CodecException.class, () -> OpenJpegStreamsTest.decode(UID.JPEG2000MCLossless, codestream, pixels));
        return refused.getMessage();
    }

    @Test
    void a_frame_with_a_codestream_of_its_own_is_decoded() throws CodecException {
        for (PixelDescription pixels : new PixelDescription[] {GREY, COLOR}) {
            byte[] lossless = encode(UID.JPEG2000Lossless, pixels);
            assertArrayEquals(
                    Images.frame(pixels, Images.Content.SMOOTH, 5),
                    OpenJpegStreamsTest.decode(UID.JPEG2000MCLossless, lossless, pixels));
            byte[] lossy = encode(UID.JPEG2000, pixels);
            assertArrayEquals(
                    OpenJpegStreamsTest.decode(UID.JPEG2000, lossy, pixels),
                    OpenJpegStreamsTest.decode(UID.JPEG2000MC, lossy, pixels));
        }
    }

    @Test
    void a_codestream_of_several_frames_is_refused() throws CodecException {
        String reason = refusal(encode(UID.JPEG2000Lossless, COLOR), Images.describe(61, 45, 1, 8, false));
        assertTrue(reason.contains("several frames in one codestream"), reason);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 6, 0xFF})
    void component_transforms_by_arrays_or_wavelets_are_refused(int transform) throws CodecException {
        byte[] codestream = encode(UID.JPEG2000Lossless, COLOR);
        assertEquals(Markers.COD, codestream[COD + 1] & 0xFF);
        codestream[COD + 8] = (byte) transform;
        assertTrue(refusal(codestream, COLOR).contains("Part 2"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0x5A, 0x5B, 0x70, 0x71, 0x72, 0x73, 0x74, 0x75, 0x76, 0x77, 0x78, 0x79})
    void marker_segments_of_part_2_are_not_passed_over(int marker) throws CodecException {
        byte[] codestream = encode(UID.JPEG2000Lossless, COLOR);
        ByteArrayOutputStream with = new ByteArrayOutputStream();
        with.write(codestream, 0, COD);
        with.writeBytes(new byte[] {-1, (byte) marker, 0, 4, 0, 0});
        with.write(codestream, COD, codestream.length - COD);
        String reason = refusal(with.toByteArray(), COLOR);
        assertTrue(reason.contains(String.format("FF%02X", marker)), reason);
    }
}
