package io.cameldicom.dicom.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.pixel.PixelDescription;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a lossless codec encodes, it decodes to the same bytes. */
class LosslessRoundTripTest {
    static final List<String> LOSSLESS =
            List.of(UID.RLELossless, UID.JPEGLossless, UID.JPEGLosslessSV1, UID.JPEGLSLossless, UID.JPEG2000Lossless);

    private static final int[][] SIZES = {{1, 1}, {1, 2}, {2, 1}, {3, 3}, {1, 129}, {130, 1}, {7, 16}, {31, 65}};

    static void assertReturns(String transferSyntax, PixelDescription pixels, byte[] frame, CodecParameters parameters)
            throws CodecException {
        PixelCodec encoder = PixelCodecs.installed().encoderOf(transferSyntax).orElseThrow();
        EncodedFrame encoded = EncodedFrame.of(encoder.encode(transferSyntax, frame, pixels, parameters));
        PixelDescription beside = encoder.encoded(transferSyntax, pixels, parameters);
        PixelDescription after = encoder.decoded(transferSyntax, beside);
        byte[] decoded = new byte[(int) after.frameLength()];
        encoder.decode(transferSyntax, encoded, beside, decoded);
        assertArrayEquals(frame, decoded, () -> transferSyntax + " " + pixels + " " + parameters);
    }

    static Stream<Arguments> syntaxes_and_depths() {
        return LOSSLESS.stream()
                .flatMap(syntax -> IntStream.rangeClosed(1, 16).mapToObj(stored -> Arguments.of(syntax, stored)));
    }

    @ParameterizedTest
    @MethodSource
    void syntaxes_and_depths(String transferSyntax, int stored) throws CodecException {
        for (boolean signed : new boolean[] {false, true}) {
            for (int samples : new int[] {1, 3, 4}) {
                for (Images.Content content : Images.Content.values()) {
                    for (int[] size : SIZES) {
                        PixelDescription pixels = Images.describe(size[0], size[1], samples, stored, signed);
                        byte[] frame = Images.frame(pixels, content, stored);
                        assertReturns(transferSyntax, pixels, frame, CodecParameters.DEFAULTS);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @FieldSource("LOSSLESS")
    void color_by_plane_is_encoded_as_well(String transferSyntax) throws CodecException {
        PixelDescription byPixel = Images.describe(13, 17, 3, 8, false);
        byte[] frame = Images.frame(byPixel, Images.Content.SMOOTH, 1);
        byte[] planes = new byte[frame.length];
        for (int i = 0; i < frame.length; i++) {
            planes[i % 3 * 13 * 17 + i / 3] = frame[i];
        }
        PixelCodec codec = PixelCodecs.installed().encoderOf(transferSyntax).orElseThrow();
        PixelDescription byPlane = byPixel.withPlanarConfiguration(1);
        var encoded = codec.encode(transferSyntax, planes, byPlane, CodecParameters.DEFAULTS);
        byte[] decoded = new byte[frame.length];
        codec.decode(transferSyntax, EncodedFrame.of(encoded), byPixel, decoded);
        assertArrayEquals(frame, decoded);
    }

    @ParameterizedTest
    @FieldSource("LOSSLESS")
    void eight_bits_stored_in_sixteen_keep_their_layout(String transferSyntax) throws CodecException {
        for (boolean signed : new boolean[] {false, true}) {
            PixelDescription pixels = new PixelDescription(
                    9,
                    11,
                    1,
                    16,
                    8,
                    7,
                    signed,
                    Images.describe(1, 1, 1, 8, false).photometricInterpretation(),
                    0);
            byte[] frame = Images.frame(pixels, Images.Content.NOISE, 2);
            assertReturns(transferSyntax, pixels, frame, CodecParameters.DEFAULTS);
        }
    }

    @ParameterizedTest
    @FieldSource("LOSSLESS")
    void an_overlay_in_the_unused_bits_is_never_lost_silently(String transferSyntax) throws CodecException {
        PixelDescription pixels = Images.describe(4, 4, 1, 12, false);
        byte[] frame = Images.frame(pixels, Images.Content.SMOOTH, 3);
        frame[7] |= (byte) 0x80;
        if (transferSyntax.equals(UID.RLELossless)) {
            assertReturns(transferSyntax, pixels, frame, CodecParameters.DEFAULTS);
        } else {
            PixelCodec codec = PixelCodecs.installed().encoderOf(transferSyntax).orElseThrow();
            CodecException refused = assertThrows(
                    CodecException.class, () -> codec.encode(transferSyntax, frame, pixels, CodecParameters.DEFAULTS));
            assertEquals(CodecException.NO_POSITION, refused.position());
        }
    }

    @ParameterizedTest
    @MethodSource
    void every_parameter_value(String transferSyntax, CodecParameters parameters) throws CodecException {
        for (int samples : new int[] {1, 3, 4}) {
            for (int stored : new int[] {8, 12, 16}) {
                for (Images.Content content : Images.Content.values()) {
                    PixelDescription pixels = Images.describe(37, 23, samples, stored, false);
                    assertReturns(transferSyntax, pixels, Images.frame(pixels, content, stored), parameters);
                }
            }
        }
    }

    static Stream<Arguments> every_parameter_value() {
        Stream<CodecParameters> predictors = IntStream.rangeClosed(1, 7).boxed().flatMap(predictor -> Stream.of(0, 1, 5)
                .map(lines ->
                        CodecParameters.DEFAULTS.with("predictor", predictor).with("restartInterval", lines)));
        Stream<CodecParameters> interleaves = IntStream.rangeClosed(0, 2)
                .boxed()
                .flatMap(interleave -> Stream.of(0, 1, 5).map(lines -> CodecParameters.DEFAULTS
                        .with("interleave", interleave)
                        .with("restartInterval", lines)));
        Stream<CodecParameters> decompositions = IntStream.of(0, 1, 2, 3, 4, 6, 32)
                .boxed()
                .flatMap(levels -> Stream.of(4, 16, 64).map(codeBlock -> CodecParameters.DEFAULTS
                        .with("levels", levels)
                        .with("codeBlock", codeBlock)
                        .with("layers", 1 + levels % 5)));
        return Stream.of(
                        predictors.map(each -> Arguments.of(UID.JPEGLossless, each)),
                        interleaves.map(each -> Arguments.of(UID.JPEGLSLossless, each)),
                        decompositions.map(each -> Arguments.of(UID.JPEG2000Lossless, each)))
                .flatMap(each -> each);
    }

    @Test
    void rle_keeps_samples_of_any_whole_number_of_bytes_and_of_one_bit() throws CodecException {
        for (int allocated : new int[] {1, 8, 16, 24, 32, 40, 64}) {
            for (int columns : new int[] {1, 8, 13, 300}) {
                PixelDescription pixels = PixelDescription.monochrome(5, columns, allocated, allocated);
                byte[] frame = new byte[(int) pixels.frameLength()];
                for (int i = 0; i < frame.length; i++) {
                    frame[i] = (byte) (i % 50 < 20 ? 7 : i * 31);
                }
                assertReturns(UID.RLELossless, pixels, frame, CodecParameters.DEFAULTS);
            }
        }
    }

    @Test
    void parameters_that_a_codec_does_not_have_or_that_are_out_of_range_are_named() {
        PixelDescription pixels = PixelDescription.monochrome(1, 1, 8, 8);
        PixelCodec codec = PixelCodecs.installed().encoderOf(UID.JPEGLossless).orElseThrow();
        CodecException unknown = assertThrows(
                CodecException.class,
                () -> codec.encode(UID.JPEGLossless, new byte[1], pixels, CodecParameters.DEFAULTS.with("near", 1)));
        assertEquals(
                "no parameter 'near': this codec has pointTransform, predictor, restartInterval", unknown.getMessage());
        CodecException high = assertThrows(
                CodecException.class,
                () -> codec.encode(
                        UID.JPEGLossless, new byte[1], pixels, CodecParameters.DEFAULTS.with("predictor", 8)));
        assertEquals("predictor=8: must be 1 to 7", high.getMessage());
    }
}
