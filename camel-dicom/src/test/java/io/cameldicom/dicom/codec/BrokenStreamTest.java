package io.cameldicom.dicom.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.io.Corpus;
import io.cameldicom.dicom.io.ReadLimits;
import io.cameldicom.dicom.pixel.PixelDescription;
import io.cameldicom.dicom.transcode.DataSetSource;
import io.cameldicom.dicom.transcode.Frames;
import io.cameldicom.dicom.transcode.TranscodeException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A broken frame ends in a {@link CodecException}, soon, and in nothing else. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class BrokenStreamTest {

    /** A small frame of every kind of stream. */
    static Stream<Arguments> streams() {
        CodecParameters none = CodecParameters.DEFAULTS;
        PixelDescription grey8 = Images.describe(12, 19, 1, 8, false);
        PixelDescription grey12 = Images.describe(12, 19, 1, 12, false);
        PixelDescription signed16 = Images.describe(12, 19, 1, 16, true);
        PixelDescription color = Images.describe(12, 19, 3, 8, false);
        return Stream.of(
                Arguments.of(UID.RLELossless, signed16, none),
                Arguments.of(UID.RLELossless, color, none),
                Arguments.of(UID.JPEGLosslessSV1, signed16, none),
                Arguments.of(UID.JPEGLossless, color, none.with("predictor", 7).with("restartInterval", 2)),
                Arguments.of(UID.JPEGBaseline8Bit, grey8, none),
                Arguments.of(UID.JPEGBaseline8Bit, color, none.with("restartInterval", 1)),
                Arguments.of(UID.JPEGExtended12Bit, grey12, none),
                Arguments.of(UID.JPEGLSLossless, signed16, none),
                Arguments.of(UID.JPEGLSLossless, grey12, none.with("restartInterval", 3)),
                Arguments.of(UID.JPEGLSLossless, color, none.with("interleave", 0)),
                Arguments.of(UID.JPEGLSLossless, color, none.with("interleave", 1)),
                Arguments.of(UID.JPEGLSNearLossless, color, none.with("interleave", 2)),
                Arguments.of(UID.JPEG2000Lossless, signed16, none),
                Arguments.of(
                        UID.JPEG2000Lossless, color, none.with("codeBlock", 4).with("levels", 2)),
                Arguments.of(UID.JPEG2000, grey12, none.with("layers", 3)),
                Arguments.of(UID.JPEG2000, color, none.with("rate", 5).with("codeBlock", 4)));
    }

    private record Sample(PixelCodec codec, String syntax, PixelDescription beside, byte[] encoded) {

        static Sample of(String syntax, PixelDescription pixels, CodecParameters parameters, Images.Content content)
                throws CodecException {
            PixelCodec codec = PixelCodecs.installed().encoderOf(syntax).orElseThrow();
            byte[] frame = Images.frame(pixels, content, 11);
            EncodedFrame encoded = EncodedFrame.of(codec.encode(syntax, frame, pixels, parameters));
            byte[] bytes = Arrays.copyOfRange(encoded.bytes(), encoded.start(), encoded.end());
            return new Sample(codec, syntax, codec.encoded(syntax, pixels, parameters), bytes);
        }

        byte[] decode(byte[] stream) throws CodecException {
            PixelDescription after = codec.decoded(syntax, beside);
            byte[] target = new byte[(int) after.frameLength()];
            codec.decode(syntax, EncodedFrame.of(stream), beside, target);
            return target;
        }
    }

    @ParameterizedTest
    @MethodSource("streams")
    void cut_at_any_byte_it_fails_or_has_lost_only_padding(
            String syntax, PixelDescription pixels, CodecParameters parameters) throws CodecException {
        for (Images.Content content : Images.Content.values()) {
            Sample sample = Sample.of(syntax, pixels, parameters, content);
            byte[] whole = sample.decode(sample.encoded());
            for (int length = 0; length < sample.encoded().length; length++) {
                byte[] cut = Arrays.copyOf(sample.encoded(), length);
                try {
                    assertArrayEquals(whole, sample.decode(cut));
                    assertTrue(sample.encoded().length - length <= 5, () -> cut.length + " bytes were enough");
                } catch (CodecException e) {
                    assertTrue(e.position() <= cut.length, e.getMessage());
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("streams")
    void changed_at_random_it_decodes_to_something_or_fails(
            String syntax, PixelDescription pixels, CodecParameters parameters) throws CodecException {
        Random random = new Random(17);
        for (Images.Content content : Images.Content.values()) {
            Sample sample = Sample.of(syntax, pixels, parameters, content);
            for (int i = 0; i < 500; i++) {
                byte[] changed = sample.encoded().clone();
                for (int changes = random.nextInt(4); changes >= 0; changes--) {
                    changed[random.nextInt(changed.length)] = (byte) random.nextInt();
                }
                try {
                    sample.decode(changed);
                } catch (CodecException e) {
                    assertTrue(e.position() <= changed.length, e.getMessage());
                } catch (RuntimeException | Error e) {
                    fail(syntax + " " + content + " try " + i, e);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("streams")
    void noise_behind_a_good_header_decodes_to_something_or_fails(
            String syntax, PixelDescription pixels, CodecParameters parameters) throws CodecException {
        Random random = new Random(18);
        Sample sample = Sample.of(syntax, pixels, parameters, Images.Content.NOISE);
        for (int i = 0; i < 500; i++) {
            byte[] changed = sample.encoded().clone();
            byte[] noise = new byte[changed.length];
            random.nextBytes(noise);
            int from = changed.length / 2 + random.nextInt(changed.length / 2);
            System.arraycopy(noise, from, changed, from, changed.length - from);
            try {
                sample.decode(changed);
            } catch (CodecException e) {
                assertTrue(e.position() <= changed.length, e.getMessage());
            } catch (RuntimeException | Error e) {
                fail(syntax + " try " + i, e);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("streams")
    void of_another_size_than_the_attributes_say_it_fails_before_anything_is_allocated(
            String syntax, PixelDescription pixels, CodecParameters parameters) throws CodecException {
        Sample sample = Sample.of(syntax, pixels, parameters, Images.Content.SMOOTH);
        PixelDescription larger = new PixelDescription(
                pixels.rows() + 8,
                pixels.columns(),
                pixels.samplesPerPixel(),
                pixels.bitsAllocated(),
                pixels.bitsStored(),
                pixels.highBit(),
                pixels.signed(),
                pixels.photometricInterpretation(),
                0);
        Sample mismatched = new Sample(sample.codec(), syntax, larger, sample.encoded());
        assertThrows(CodecException.class, () -> mismatched.decode(sample.encoded()));
    }

    @Test
    void a_target_that_is_too_short_is_the_callers_mistake() throws CodecException {
        for (String syntax : LosslessRoundTripTest.LOSSLESS) {
            PixelDescription pixels = Images.describe(4, 4, 1, 8, false);
            PixelCodec codec = PixelCodecs.installed().decoderOf(syntax).orElseThrow();
            EncodedFrame encoded =
                    EncodedFrame.of(codec.encode(syntax, new byte[16], pixels, CodecParameters.DEFAULTS));
            assertThrows(IllegalArgumentException.class, () -> codec.decode(syntax, encoded, pixels, new byte[15]));
        }
    }

    @TestFactory
    Stream<DynamicTest> broken_frames_of_the_corpus_fail_with_a_reason() throws IOException {
        Set<String> broken = Set.of(
                "broken/jpeg-truncated.dcm",
                "broken/jpegls-truncated.dcm",
                "broken/jpeg2000-truncated.dcm",
                "broken/jpeg2000-embedded-delimiter.dcm",
                "broken/rle-bad-offset.dcm",
                "broken/rle-bad-segment-count.dcm",
                "broken/rle-short-segment.dcm");
        return Corpus.entries()
                .filter(entry -> broken.contains(entry.name()))
                .map(entry -> entry.test(file -> {
                    Frames image = Frames.open(DataSetSource.ofFile(file.path()), ReadLimits.DEFAULT);
                    TranscodeException e = assertThrows(TranscodeException.class, () -> image.decoded(0));
                    CodecException reason = assertInstanceOf(CodecException.class, e.getCause(), e.getMessage());
                    assertTrue(reason.position() >= 0, e.getMessage());
                }));
    }
}
