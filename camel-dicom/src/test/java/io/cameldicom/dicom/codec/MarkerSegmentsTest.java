package io.cameldicom.dicom.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.pixel.PixelDescription;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the marker segments of JPEG and JPEG-LS allow (T.81 Annex B, T.87 Annex C) and other encoders make use of. */
class MarkerSegmentsTest {
    private static final int ROWS = 21;
    private static final PixelDescription COLOR = Images.describe(ROWS, 37, 3, 8, false);
    private static final int SOI = 0xD8;
    private static final int EOI = 0xD9;
    private static final int SOS = 0xDA;

    static Stream<Arguments> streams() throws CodecException {
        return Stream.of(
                        UID.JPEGBaseline8Bit,
                        UID.JPEGExtended12Bit,
                        UID.JPEGLossless,
                        UID.JPEGLSLossless,
                        UID.JPEGLSNearLossless)
                .flatMap(syntax -> Stream.of(0, 1).map(restart -> {
                    try {
                        return Arguments.of(syntax, encode(syntax, restart));
                    } catch (CodecException e) {
                        throw new AssertionError(e);
                    }
                }));
    }

    @ParameterizedTest
    @MethodSource("streams")
    void comments_and_application_data_may_stand_before_any_segment(String syntax, byte[] stream)
            throws CodecException {
        byte[] comments = {(byte) 0xFF, (byte) 0xFE, 0, 4, 'h', 'i', (byte) 0xFF, (byte) 0xE3, 0, 5, -1, SOI - 256, 0};
        assertSame(syntax, stream, before(stream, comments, false));
    }

    @ParameterizedTest
    @MethodSource("streams")
    void bytes_of_ones_may_fill_up_before_any_marker(String syntax, byte[] stream) throws CodecException {
        assertSame(syntax, stream, before(stream, new byte[] {-1, -1, -1}, true));
    }

    @ParameterizedTest
    @MethodSource("streams")
    void the_number_of_lines_may_come_after_the_scan(String syntax, byte[] stream) throws CodecException {
        byte[] open = stream.clone();
        int header = frameHeader(open);
        open[header + 5] = 0;
        open[header + 6] = 0;
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.write(open, 0, open.length - 2);
        whole.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xDC, 0, 4, 0, ROWS, (byte) 0xFF, (byte) EOI});
        assertSame(syntax, stream, whole.toByteArray());
    }

    @ParameterizedTest
    @MethodSource("streams")
    void the_end_of_image_may_be_missing_and_padding_follow(String syntax, byte[] stream) throws CodecException {
        assertSame(syntax, stream, Arrays.copyOf(stream, stream.length - 2));
        assertSame(syntax, stream, Arrays.copyOf(stream, stream.length + 3));
    }

    @ParameterizedTest
    @CsvSource({
        "C9, arithmetic coding is not supported",
        "CB, arithmetic coding is not supported",
        "CC, arithmetic coding is not supported",
        "C5, hierarchical processes are not supported",
        "DE, hierarchical processes are not supported"
    })
    void what_dicom_retired_is_refused_by_name(String marker, String reason) throws CodecException {
        byte[] stream = encode(UID.JPEGBaseline8Bit, 0);
        stream[frameHeader(stream) + 1] = (byte) Integer.parseInt(marker, 16);
        CodecException e = assertThrows(CodecException.class, () -> decode(UID.JPEGBaseline8Bit, stream));
        assertEquals("marker FF" + marker + ": " + reason, e.reason());
    }

    @ParameterizedTest
    @CsvSource({"0x22, 0x22, by blocks", "0x22, 0x11, subsampled", "0x21, 0x21, by blocks"})
    void lossless_samples_in_another_order_are_refused(String luma, String chroma, String reason)
            throws CodecException {
        byte[] stream = encode(UID.JPEGLossless, 0);
        int factors = frameHeader(stream) + 11;
        stream[factors] = Integer.decode(luma).byteValue();
        stream[factors + 3] = Integer.decode(chroma).byteValue();
        stream[factors + 6] = Integer.decode(chroma).byteValue();
        CodecException e = assertThrows(CodecException.class, () -> decode(UID.JPEGLossless, stream));
        assertTrue(e.reason().contains(reason), e.reason());
    }

    /** The stream with some bytes before each marker but the first, or before those of segments in the header only. */
    private static byte[] before(byte[] stream, byte[] more, boolean everywhere) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        boolean coded = false;
        for (int at = 0; at < stream.length; ) {
            boolean marker = (stream[at] & 0xFF) == 0xFF && isMarker(stream[at + 1] & 0xFF, coded);
            if (!marker) {
                out.write(stream[at++]);
                continue;
            }
            int code = stream[at + 1] & 0xFF;
            boolean standalone = code == SOI || code == EOI || code >= 0xD0 && code <= 0xD7;
            if (code != SOI && (everywhere || !standalone)) {
                out.writeBytes(more);
            }
            int length = standalone ? 2 : 2 + ((stream[at + 2] & 0xFF) << 8 | stream[at + 3] & 0xFF);
            out.write(stream, at, length);
            at += length;
            coded = coded || code == SOS;
        }
        return out.toByteArray();
    }

    /** Codes have no byte of ones but before what is less than any marker. */
    private static boolean isMarker(int code, boolean coded) {
        return !coded || code >= 0xC0;
    }

    private static int frameHeader(byte[] stream) {
        int at = 2;
        while ((stream[at + 1] & 0xFF) != 0xF7 && ((stream[at + 1] & 0xFF) < 0xC0 || (stream[at + 1] & 0xFF) > 0xC3)) {
            at += 2 + ((stream[at + 2] & 0xFF) << 8 | stream[at + 3] & 0xFF);
        }
        return at;
    }

    private static byte[] encode(String syntax, int restartInterval) throws CodecException {
        byte[] frame = Images.frame(COLOR, Images.Content.SMOOTH, 3);
        EncodedFrame encoded = EncodedFrame.of(PixelCodecs.installed()
                .encoderOf(syntax)
                .orElseThrow()
                .encode(syntax, frame, COLOR, CodecParameters.DEFAULTS.with("restartInterval", restartInterval)));
        return Arrays.copyOfRange(encoded.bytes(), encoded.start(), encoded.end());
    }

    private static byte[] decode(String syntax, byte[] stream) throws CodecException {
        byte[] decoded = new byte[(int) COLOR.frameLength()];
        PixelCodecs.installed().decoderOf(syntax).orElseThrow().decode(syntax, EncodedFrame.of(stream), COLOR, decoded);
        return decoded;
    }

    private static void assertSame(String syntax, byte[] stream, byte[] changed) throws CodecException {
        assertArrayEquals(decode(syntax, stream), decode(syntax, changed));
    }
}
